"""A web server with faults, for whatever asks links: a path for each."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from stack.process import free_port


@dataclass
class FaultWeb:
    """What was asked, and what a path answers from now on."""

    port: int
    asked: list[tuple[str, str]] = field(default_factory=list)
    status: dict[str, int] = field(default_factory=dict)

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"http://{host}:{self.port}{path}"


class _Handler(BaseHTTPRequestHandler):
    web: FaultWeb

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        """As the path says."""
        self.web.asked.append((self.command, self.path))
        fault: Callable[[], None] | None = getattr(self, f"_{self.path[1:].split('/')[0]}", None)
        with suppress(OSError):  # whoever asked has gone
            if fault:
                fault()
            else:
                self._say(self.web.status.get(self.path, 200))

    def _headless(self) -> None:
        self._say(405 if self.command == "HEAD" else 200)

    def _to(self) -> None:
        self._say(302, Location=self.path.removeprefix("/to/"))

    def _endless(self) -> None:
        self._say(404 if self.command == "HEAD" else 200)
        while self.command == "GET":
            self.wfile.write(b"x" * 65536)

    def _many(self) -> None:
        self.send_response(200)
        while True:
            self.wfile.write(b"X-More: " + b"x" * 8000 + b"\r\n")

    def _drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            self.wfile.write(b"X-Drip: 1\r\n")
            time.sleep(0.05)

    def _dumb(self) -> None:
        self.wfile.write(b"\x00\xff nothing of the web\r\n\r\n")

    def _say(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Silent."""


@contextmanager
def faultweb() -> Iterator[FaultWeb]:
    """The server on a loopback port."""
    web = FaultWeb(free_port())
    handler = type("Handler", (_Handler,), {"web": web})
    server = ThreadingHTTPServer(("127.0.0.1", web.port), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
