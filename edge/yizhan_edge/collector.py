"""The collector's device door: HTTPS with the box's own certificate."""

import ssl
import time
from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

import httpx
import msgspec
from msgspec import Meta
from yizhan_wire.events import Route

from yizhan_edge.errors import CollectorAway, NotClaimed, SettingsRefused
from yizhan_edge.settings import Collector

TIMEOUT_S = 10.0
LARGEST = 8 * 1024 * 1024


class Told(msgspec.Struct, frozen=True):
    """Body of the time answer."""

    now: datetime


class Pass(msgspec.Struct, frozen=True):
    """Body of the answer with a key."""

    key: Annotated[str, Meta(pattern="^[A-Za-z0-9_-]{20,100}$")]


class Door:
    """Asks; every question raises CollectorAway or NotClaimed."""

    def __init__(self, settings: Collector) -> None:
        self._settings = settings
        try:
            self.context = ssl.create_default_context(cafile=str(settings.ca))
            self.show_anew()
        except (OSError, ValueError) as error:
            raise SettingsRefused(f"collector.ca, cert, key: {error}") from error
        # no proxy from the environment may come between
        self._client = httpx.Client(
            base_url=settings.url, verify=self.context, timeout=TIMEOUT_S, trust_env=False
        )

    def show_anew(self) -> None:
        """Read our certificate again, for every connection from now on."""
        self.context.load_cert_chain(str(self._settings.cert), str(self._settings.key))

    def certificate(self, asked: bytes) -> bytes:
        """The chain of a further certificate, for a request of ours, both PEM."""
        return self._ask("POST", "/device/certificate", raw=asked)

    def roster(self) -> bytes:
        """The body of the roster, as it was served."""
        return self._get("/device/roster")

    def time(self) -> datetime:
        """The collector's time, UTC, the moment it is returned (half the way added)."""
        asked = time.monotonic()
        body = self._get("/device/time")
        try:
            told = msgspec.json.decode(body, type=Told).now.astimezone(UTC)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise CollectorAway(f"Its time cannot be read ({type(error).__name__}).") from error
        return told + timedelta(seconds=(time.monotonic() - asked) / 2)

    def page_key(self, person: UUID, route: Route) -> str:
        """A key that opens this person's own page once, within two minutes."""
        body = self._ask("POST", "/device/pass", {"person": str(person), "route": route})
        try:
            return msgspec.json.decode(body, type=Pass).key
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise CollectorAway(f"Its key cannot be read ({type(error).__name__}).") from error

    def put(self, path: str, body: bytes, head: dict[str, str]) -> int:
        """Bring something; the status of the answer, below 500."""
        return self._bring("PUT", path, body, head)

    def delete(self, path: str, head: dict[str, str]) -> int:
        """Tell that there is nothing to bring; the status of the answer, below 500."""
        return self._bring("DELETE", path, b"", head)

    def close(self) -> None:
        """Let the connection go."""
        self._client.close()

    def _get(self, path: str) -> bytes:
        return self._ask("GET", path)

    def _bring(self, method: str, path: str, body: bytes, head: dict[str, str]) -> int:
        try:
            answer = self._client.request(method, path, content=body, headers=head)
        except httpx.HTTPError as error:
            raise CollectorAway(f"({path}: {type(error).__name__})") from error
        if answer.status_code == httpx.codes.FORBIDDEN:
            raise NotClaimed(f"({path})")
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS or answer.is_server_error:
            raise CollectorAway(f"({path}: {answer.status_code})")
        return answer.status_code

    def _ask(
        self, method: str, path: str, body: dict[str, str] | None = None, raw: bytes | None = None
    ) -> bytes:
        head = {"Content-Type": "application/pkcs10"} if raw else None
        try:
            with self._client.stream(method, path, json=body, content=raw, headers=head) as answer:
                if answer.status_code == httpx.codes.FORBIDDEN:
                    raise NotClaimed(f"({path})")
                answer.raise_for_status()
                return _bounded(answer)
        except httpx.HTTPError as error:
            raise CollectorAway(f"({path}: {type(error).__name__})") from error


def _bounded(answer: httpx.Response) -> bytes:
    body = bytearray()
    for part in answer.iter_bytes():
        body += part
        if len(body) > LARGEST:
            raise CollectorAway(f"Its answer is larger than {LARGEST} bytes.")
    return bytes(body)
