"""What we ask of a service outside that takes our texts, and how its answers are read."""

import time
from collections.abc import Collection
from typing import Any, Protocol

import httpx
import msgspec

from yizhan_collector.ground.refusals import Refused

LARGEST = 2 * 1024 * 1024  # bytes of an answer
LARGEST_FILE = 10 * 1024 * 1024  # bytes of a picture or a voice
PATIENCE_S = 15.0  # for one answer, also for one that comes drop by drop


class Away(Refused):
    """The service did not answer as agreed, or asks to be left alone; tried again later."""

    def __init__(self, reason: str, wait_s: float = 0) -> None:
        super().__init__(f"({reason})")
        self.reason, self.wait_s = reason, wait_s


class Declined(Refused):
    """The service does not take it; the reason says what to correct."""

    def __init__(self, reason: str, said: str = "") -> None:
        super().__init__(f"({reason})")
        self.reason = f"{reason} {said}".strip()[:300]


class Gone(Refused):
    """What is to be withdrawn is not there any more."""


class Repeated(Refused):
    """The service has taken the same words a moment ago."""


class Service(Protocol):
    """A channel. `send` gives the name out there; `find` that of a text sent before, if any."""

    def close(self) -> None:
        """Let the connection go."""

    def send(self, text: str) -> str:
        """Raises Away, Declined, Repeated."""

    def find(self, text: str, known: Collection[str]) -> str | None:
        """Look among the newest for one that is not of `known`; raises Away, Declined."""

    def withdraw(self, remote: str) -> None:
        """Raises Away, Declined, Gone."""


def answer(client: httpx.Client, request: httpx.Request) -> tuple[int, dict[str, Any]]:
    """The status and the JSON object of an answer of bounded size and time; raises Away."""
    given, body = _sent(client, request, LARGEST)
    return given.status_code, _object(body)


def file(client: httpx.Client, request: httpx.Request) -> bytes | dict[str, Any]:
    """The bytes of a file, or the JSON object that says why there is none; raises Away."""
    given, body = _sent(client, request, LARGEST_FILE)
    if given.status_code != httpx.codes.OK:
        raise Away("away")
    kind = given.headers.get("Content-Type", "")
    return _object(body) if "json" in kind or kind.startswith("text/") else body


def _object(body: bytes) -> dict[str, Any]:
    try:
        said = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Away("garbled") from error
    if not isinstance(said, dict):
        raise Away("garbled")
    return said


def _sent(
    client: httpx.Client, request: httpx.Request, largest: int
) -> tuple[httpx.Response, bytes]:
    until = time.monotonic() + PATIENCE_S
    # packed, a little on the line could be very much here
    request.headers["Accept-Encoding"] = "identity"
    try:
        given = client.send(request, stream=True)
        try:
            return given, _bounded(given, until, largest)
        finally:
            given.close()
    except (OSError, httpx.HTTPError, httpx.InvalidURL) as error:
        raise Away("away") from error


def rows(said: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The objects of a list in an answer; none when it has no such list."""
    found = said.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _bounded(given: httpx.Response, until: float, largest: int) -> bytes:
    body = bytearray()
    for part in given.iter_raw():
        body += part
        if len(body) > largest or time.monotonic() > until:
            raise Away("garbled")
    return bytes(body)
