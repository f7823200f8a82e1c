"""A partner's listener as a process of its own: HTTPS, our certificate asked for, with faults.

`python -m stack.listener --port P --ca A --cert C --key K --peer NAME --kept FILE` takes thin
events at POST /told and keeps each as a line of JSON. `--skew S`: its clock is so many seconds off.
For the test: POST /fault (one fault for each event to come: `slow`, `lost` (taken, no answer),
`huge`, or a status).
"""

import argparse
import json
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from stack.faulty import behind_tls, until_told

LARGEST = 64 * 1024


class Listener(ThreadingHTTPServer):
    """What is kept, what goes wrong next, and whom it believes."""

    daemon_threads = True

    def __init__(self, port: int, peer: str, kept: Path, skew: float) -> None:
        self.peer, self.kept, self.skew = peer, kept, skew
        self.faults: list[str] = []
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", port), Door)

    def keep(self, said: Any) -> None:
        """Note an event, at the time of our clock."""
        with self.kept.open("a") as out:
            out.write(json.dumps({"said": said, "kept_at": time.time() + self.skew}) + "\n")


class Door(BaseHTTPRequestHandler):
    """One connection."""

    server: Listener
    connection: ssl.SSLSocket
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """An event, or a word of the test."""
        size = min(int(self.headers.get("Content-Length", "0")), LARGEST)
        given = json.loads(self.rfile.read(size))
        with self.server.lock:
            if self.path == "/fault":
                self.server.faults += given
                self._answer(204)
                return
            fault = self.server.faults.pop(0) if self.server.faults else ""
            if self._who() != self.server.peer or self.path != "/told":
                self._answer(403)
                return
            if fault in ("", "lost"):
                self.server.keep(given)
        self._say(fault)

    def _say(self, fault: str) -> None:
        if fault.isdecimal():
            self._answer(int(fault), {"Location": "/told"} if fault.startswith("3") else {})
        elif fault == "slow":
            self._drop_by_drop()
        elif fault == "huge":
            self._without_end()
        elif fault == "lost":
            self.close_connection = True
        else:
            self._answer(204)

    def _who(self) -> str:
        subject: Any = (self.connection.getpeercert() or {}).get("subject", ())
        return "".join(value for part in subject for name, value in part if name == "commonName")

    def _drop_by_drop(self) -> None:
        """A head that never ends, until the other side has had enough."""
        self.close_connection = True
        with suppress(OSError):
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while True:
                self.wfile.write(b"X-Drip: 1\r\n")
                time.sleep(0.05)

    def _without_end(self) -> None:
        """A head of any size."""
        self.close_connection = True
        with suppress(OSError):
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while True:
                self.wfile.write(b"X-More: " + b"x" * 8000 + b"\r\n")

    def _answer(self, status: int, more: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": "0", **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The time of our clock."""
        return super().date_time_string((timestamp or time.time()) + self.server.skew)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """No access log."""


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(prog="stack.listener", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    for name in ("ca", "cert", "key", "kept"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--peer", required=True)
    parser.add_argument("--skew", type=float, default=0)
    given = parser.parse_args()
    server = Listener(given.port, given.peer, given.kept, given.skew)
    behind_tls(server, given.cert, given.key, given.ca)
    until_told(server)


if __name__ == "__main__":
    main()
