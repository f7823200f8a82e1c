"""Whether a link leads anywhere: asked of the public network alone, in bounded time and size.

Texts are written by people, so an address in one is no reason to knock at a machine of the house:
the name is resolved here, refused when any of its addresses is not public, and the connection goes
to the address that was looked at.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from typing import Any

import httpcore
import httpx

from yizhan_collector.adapters.bounded import Bounded

PATIENCE_S = 10.0  # for one answer, also for one that comes drop by drop
HOPS = 5  # redirects
APART_S = 1.0  # between two requests to one host
REDIRECTS = frozenset({301, 302, 303, 307, 308})
EMBEDDING = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("2002::/16"))
HEADERS = ((b"User-Agent", b"yizhan-link-check"), (b"Connection", b"close"))
FAULTS = (OSError, ValueError, httpx.InvalidURL, httpcore.NetworkError, httpcore.TimeoutException,
          httpcore.ProtocolError, httpcore.UnsupportedProtocol)  # fmt: skip
Hold = Callable[[float], object]  # waits so many seconds


class NotPublic(httpcore.ConnectError):
    """The link leads to an address of the house or of another closed network."""


class Asker:
    """Asks links one after the other, never two within a second of one host."""

    def __init__(
        self,
        hold: Hold = time.sleep,
        private: bool = False,
        patience: float = PATIENCE_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._hold, self._private, self._patience, self._clock = hold, private, patience, clock
        self._trusted = ssl.create_default_context()
        self._asked: dict[str, float] = {}

    def ask(self, link: str) -> int | None:
        """The HTTP status where the link leads, None when nothing answers there."""
        try:
            return self._lead(httpx.URL(link))
        except FAULTS:
            return None

    def _lead(self, url: httpx.URL) -> int | None:
        for _ in range(HOPS + 1):
            status, place = self._look(url)
            if status not in REDIRECTS or place is None:
                return status
            url = url.join(place)
        return None  # round and round

    def _look(self, url: httpx.URL) -> tuple[int, str | None]:
        """HEAD, and GET where that is not answered well."""
        try:
            found = self._request("HEAD", url)
            if found[0] < 400:
                return found
        except (httpcore.ProtocolError, httpcore.ReadError, httpcore.TimeoutException):
            pass
        return self._request("GET", url)

    def _request(self, method: str, url: httpx.URL) -> tuple[int, str | None]:
        if url.scheme not in ("http", "https") or not url.host:
            raise ValueError("not a link of the web")
        self._keep_apart(url.host)
        network = _Guarded(self._private, self._clock() + self._patience, self._clock)
        where = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        head = [(b"Host", url.netloc), *HEADERS]
        with (
            httpcore.ConnectionPool(self._trusted, network_backend=network) as pool,
            pool.stream(method, where, headers=head, extensions=self._limits) as answer,
        ):
            places = [value for name, value in answer.headers if name.lower() == b"location"]
            return answer.status, places[0].decode("latin-1") if places else None

    @property
    def _limits(self) -> dict[str, Any]:
        steps = ("connect", "read", "write", "pool")
        return {"timeout": dict.fromkeys(steps, self._patience)}

    def _keep_apart(self, host: str) -> None:
        wait = self._asked.get(host, -APART_S) + APART_S - self._clock()
        if host in self._asked and wait > 0:
            self._hold(wait)
        if len(self._asked) > 10_000:
            self._asked.clear()
        self._asked[host] = self._clock()


class _Guarded(Bounded):
    """Connects to public addresses only, until a moment."""

    def __init__(self, private: bool, until: float, clock: Callable[[], float]) -> None:
        super().__init__(until, clock)
        self._private = private

    def place(self, host: str, port: int) -> str:
        """The address that was looked at; raises NotPublic."""
        return address_of(host, port, self._private)


def address_of(host: str, port: int, private: bool) -> str:
    """An address of a host; raises NotPublic when one of them is not of the public network."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(type(error).__name__) from error
    addresses = [str(one[4][0]) for one in found]
    if not private and not all(is_public(one) for one in addresses):
        raise NotPublic(host)
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an address is of the public network, and carries none of another in it."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if found.version == 6 and any(found in one for one in EMBEDDING):
        return False
    return found.is_global and not found.is_multicast
