"""Asterisk's REST interface: requests by httpx, its stream of events by websockets."""

import base64
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import msgspec
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from yizhan_collector.adapters.outside import Away

APP = "yizhan"
LARGEST = 4 * 1024 * 1024  # bytes of an answer
PATIENCE_S = 5.0
REFUSED = (401, 403)
# One step of a call tells thirty variables at once: a short queue would stop the reader, and with
# it the answers to its pings.
PATIENT: dict[str, Any] = {
    "open_timeout": PATIENCE_S,
    "ping_interval": 5,
    "ping_timeout": 5,
    "max_queue": None,
    "proxy": None,
}


class Ari:
    """One Asterisk. The password is read from its file at each connection."""

    def __init__(self, url: str, user: str, password: Path) -> None:
        self._url, self._user, self._password = url, user, password
        self._client = httpx.Client(base_url=url, timeout=PATIENCE_S, follow_redirects=False)

    def close(self) -> None:
        """Let the connection go."""
        self._client.close()

    @contextmanager
    def listening(self) -> Iterator["Stream"]:
        """The events of our application; raises Away."""
        address = f"{self._url.replace('http', 'ws', 1)}/ari/events?app={APP}"
        try:
            head = {"Authorization": self._login()}
            self._client.headers.update(head)
            stream = connect(address, additional_headers=head, **PATIENT)
        except (OSError, ValueError, WebSocketException) as error:
            raise Away("away") from error
        with stream:
            yield Stream(stream)

    def _login(self) -> str:
        password = self._password.read_text(encoding="ascii").strip()
        return f"Basic {base64.b64encode(f'{self._user}:{password}'.encode()).decode()}"

    def ask(self, *path: str, **given: str) -> Any:
        """What lies there; None when nothing does. Raises Away."""
        status, said = self.say("GET", path, given)
        return said if status == httpx.codes.OK else None

    def put(self, *path: str, **given: str) -> bool:
        """Make or begin something; False when it cannot be any more. Raises Away."""
        return self.say("POST", path, given)[0] < 300

    def drop(self, *path: str, **given: str) -> None:
        """End something, unless it has ended. Raises Away."""
        self.say("DELETE", path, given)

    def say(
        self, verb: str, path: tuple[str, ...], given: Mapping[str, str], body: Any = None
    ) -> tuple[int, Any]:
        """One request; its status and what was said. Raises Away."""
        address = "/ari/" + "/".join(quote(one, safe="") for one in path)
        try:
            answer = self._client.request(verb, address, params=dict(given), json=body)
            if answer.status_code in REFUSED or len(answer.content) > LARGEST:
                raise Away("login" if answer.status_code in REFUSED else "garbled")
            return answer.status_code, _read(answer.content)
        except (OSError, httpx.HTTPError, httpx.InvalidURL) as error:
            raise Away("away") from error


class Stream:
    """Events as they come."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    def next(self, patience_s: float) -> dict[str, Any] | None:
        """The next event, None when none came in time; raises Away."""
        try:
            said = _read(self._socket.recv(timeout=patience_s))
        except TimeoutError:
            return None
        except (OSError, WebSocketException) as error:
            raise Away("away") from error
        return said if isinstance(said, dict) else None


def _read(body: bytes | str) -> Any:
    try:
        return msgspec.json.decode(body) if body else None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Away("garbled") from error
