"""Connections that end: at a moment, and past their share, also when bytes come drop by drop."""

import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

LARGEST = 128 * 1024  # bytes of an answer of which the body is not needed


class Bounded(httpcore.NetworkBackend):
    """Connects, and lets no connection last beyond a moment of its clock."""

    def __init__(self, until: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._until, self._clock = until, clock
        self._real = httpcore.SyncBackend()

    def place(self, host: str, port: int) -> str:
        """Where to connect to for a host."""
        return host

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the place of this host; raises as httpcore does."""
        address = self.place(host, port)
        found = self._real.connect_tcp(address, port, timeout, local_address, socket_options)
        return _Timed(found, self._until, self._clock)


class _Timed(httpcore.NetworkStream):
    """A connection that ends at its moment and reads no more than its share."""

    def __init__(
        self, stream: httpcore.NetworkStream, until: float, clock: Callable[[], float]
    ) -> None:
        self._stream, self._until, self._clock, self._read = stream, until, clock, 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes; raises ReadTimeout at the end of the patience, ReadError past the share."""
        if self._read > LARGEST:
            raise httpcore.ReadError("more than is read")
        found = self._stream.read(max_bytes, self._left(httpcore.ReadTimeout))
        self._read += len(found)
        return found

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send; raises WriteTimeout."""
        self._stream.write(buffer, self._left(httpcore.WriteTimeout))

    def close(self) -> None:
        """Let it go."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same inside TLS."""
        left = self._left(httpcore.ConnectTimeout)
        found = self._stream.start_tls(ssl_context, server_hostname, left)
        return _Timed(found, self._until, self._clock)

    def get_extra_info(self, info: str) -> Any:
        """What the library asks of the connection."""
        return self._stream.get_extra_info(info)

    def _left(self, late: type[httpcore.TimeoutException]) -> float:
        left = self._until - self._clock()
        if left <= 0:
            raise late("too slow")
        return left
