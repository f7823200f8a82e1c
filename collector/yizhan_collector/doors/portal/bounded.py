"""The fast server's protocol with a bound on what stands before a body; it has none of its own."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST = 64 * 1024  # bytes of the request line and the headers
REFUSED = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"connection: close\r\ncontent-length: 0\r\n\r\n"
)


class BoundedProtocol(HttpToolsProtocol):
    """HTTP/1.1 that gives up on a head that does not end."""

    _heading = False
    _heard = 0

    def data_received(self, data: bytes) -> None:
        """Read on, unless the head is too long by now."""
        super().data_received(data)
        if self._heading:
            self._heard += len(data)
            if self._heard > MOST and not self.transport.is_closing():
                self.transport.write(REFUSED)
                self.transport.close()

    def on_message_begin(self) -> None:
        """A head begins."""
        self._heading, self._heard = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head is over; the guard bounds the body."""
        self._heading = False
        super().on_headers_complete()
