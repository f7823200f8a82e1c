"""Mutual TLS whose socket reads ahead and can write many small packets as one.

paho reads a packet by four small reads and sends each acknowledgement by itself. Both go through
the socket's public methods, and `SSLContext.sslsocket_class` is Python's own place for this.
"""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RECORD = 16 * 1024  # the most one TLS record holds
WRITE_S = 10.0


class Line(ssl.SSLSocket):
    """One thread's non-blocking connection; `dry` says that nothing more has arrived yet."""

    dry = False
    _ahead = b""
    _at = 0
    _held: bytearray | None = None

    def recv(self, buflen: int = 1024, flags: int = 0) -> bytes:
        """Up to `buflen` bytes; raises SSLWantReadError when there are none yet."""
        start = self._at
        if start == len(self._ahead):
            self._ahead, self._at, start = self._fill(flags), 0, 0
        self._at = min(start + buflen, len(self._ahead))
        return self._ahead[start : self._at]

    def _fill(self, flags: int) -> bytes:
        self.dry = False
        try:
            return super().recv(RECORD, flags)
        except ssl.SSLWantReadError:
            self.dry = True
            raise

    def pending(self) -> int:
        """Bytes that can be read without asking the network."""
        return len(self._ahead) - self._at + super().pending()

    def send(self, data: bytes | bytearray, flags: int = 0) -> int:  # type: ignore[override]
        """Write, or keep it for the end of `together`."""
        if self._held is None:
            return super().send(data, flags)
        self._held += data
        return len(data)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Everything sent inside leaves as one write at the end; raises OSError when it cannot."""
        self._held = bytearray()
        try:
            yield
        finally:
            held, self._held = self._held, None
        self.settimeout(WRITE_S)
        self.sendall(held)
        self.setblocking(False)


def context(ca: Path, cert: Path, key: Path) -> ssl.SSLContext:
    """A client's context: our certificate, peers of our authority only, lines of our class."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.load_verify_locations(ca)
    made.load_cert_chain(cert, key)
    made.sslsocket_class = Line
    return made
