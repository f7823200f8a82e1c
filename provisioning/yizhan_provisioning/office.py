"""The office's API as a technician's laptop uses it: one session, its words, its refusals."""

import ssl
from pathlib import Path
from typing import Any, Self

import httpx

from yizhan_provisioning.errors import OfficeAway, OfficeRefused

TIMEOUT_S = 20.0


class Office:
    """A session of one person; every call raises OfficeAway or OfficeRefused."""

    def __init__(self, url: str, ca: Path | None = None) -> None:
        trusted = ssl.create_default_context(cafile=str(ca) if ca else None)
        self._client = httpx.Client(
            base_url=url, verify=trusted, timeout=TIMEOUT_S, trust_env=False
        )

    def __enter__(self) -> Self:
        """The session."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the connection go."""
        self._client.close()

    def sign_in(self, login: str, password: str) -> None:
        """Be known for the calls to come."""
        me = self.call("POST", "/api/login", {"login": login, "password": password})
        self._client.headers["X-CSRF-Token"] = str(me["csrf"])

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """The answer of one call that answers with one thing."""
        said = self._ask(method, path, body)
        if not isinstance(said, dict):
            raise OfficeAway("(it is no office that answers)")
        return said

    def lines(self, path: str) -> list[dict[str, Any]]:
        """The answer of one call that answers with many."""
        said = self._ask("GET", path, None)
        if not isinstance(said, list):
            raise OfficeAway("(it is no office that answers)")
        return said

    def _ask(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        try:
            answer = self._client.request(method, path, json=body)
            said = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise OfficeAway(f"({type(error).__name__})") from error
        if answer.is_error:
            if not isinstance(said, dict):
                raise OfficeAway("(it is no office that answers)")
            raise OfficeRefused(str(said.get("title", "")), str(said.get("code", "")))
        return said
