"""An operator that gives out positions, as a process of its own, with faults.

`python -m stack.operator_feed --port P --cert C --key K --token T` speaks the form of decision
0017 at POST /positions. For the test: POST /hold (rows with their device), POST /fault (one fault
for each asking to come), GET /asked (what was asked so far).
"""

import argparse
import gzip
import json
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from stack.faulty import behind_tls, until_told

LARGEST = 10 * 1024 * 1024
SAYS = {"429": {"Retry-After": "120"}, "302": {"Location": "/elsewhere"}}


class Operator(ThreadingHTTPServer):
    """What is held, what goes wrong next, and what was asked."""

    daemon_threads = True

    def __init__(self, port: int, token: str) -> None:
        self.token = token
        self.held: list[dict[str, Any]] = []
        self.faults: list[str] = []
        self.asked: list[dict[str, Any]] = []
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", port), Door)

    def page(self, given: dict[str, Any]) -> dict[str, Any]:
        """The next positions of the devices asked for; the cursor counts what is held."""
        begin = int(given["after"] or 0)
        some = self.held[begin : begin + given["limit"]]
        rows = [one["row"] for one in some if one["device"] in given["devices"]]
        end = begin + len(some)
        return {"positions": rows, "next": str(end), "more": end < len(self.held)}


class Door(BaseHTTPRequestHandler):
    """One connection."""

    server: Operator
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """What was asked so far."""
        self._answer(200, self.server.asked)

    def do_POST(self) -> None:
        """An asking, or a word of the test."""
        size = min(int(self.headers.get("Content-Length", "0")), LARGEST)
        given = json.loads(self.rfile.read(size))
        with self.server.lock:
            if self.path == "/hold":
                self.server.held += given
                self._answer(200, {})
            elif self.path == "/fault":
                self.server.faults += given
                self._answer(200, {})
            else:
                self._positions(given)

    def _positions(self, given: dict[str, Any]) -> None:
        self.server.asked.append(given)
        fault = self.server.faults.pop(0) if self.server.faults else ""
        if self.headers.get("Authorization") != f"Bearer {self.server.token}":
            self._answer(401, {})
        elif fault.isdecimal():
            self._answer(int(fault), {}, SAYS.get(fault))
        elif fault == "stuck":
            self._answer(200, self.server.page(given) | {"next": given["after"], "more": True})
        elif fault == "huge":
            self._answer(200, {"positions": [], "next": "x" * 3_000_000})
        elif fault == "cut":
            self._cut(given)
        elif fault == "garbage":
            self._answer(200, ["what", "is", "this"])
        elif fault == "squeezed":
            self._squeezed(given)
        elif fault in ("silent", "slow"):
            self._keep_waiting(b" " if fault == "slow" else b"")
        else:
            self._answer(200, self.server.page(given))

    def _cut(self, given: dict[str, Any]) -> None:
        """Half of an answer, and the line goes dead."""
        body = json.dumps(self.server.page(given)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2])
        self.close_connection = True

    def _squeezed(self, given: dict[str, Any]) -> None:
        """A page, packed although that was not asked for."""
        body = gzip.compress(json.dumps(self.server.page(given)).encode())
        self.send_response(200)
        for name, value in (("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _keep_waiting(self, drop: bytes) -> None:
        """No answer, or one that comes drop by drop, until the other side has had enough."""
        if drop:
            self.send_response(200)
            self.send_header("Content-Length", "1000000")
            self.end_headers()
        self.close_connection = True
        self.connection.settimeout(0.05)
        with suppress(OSError):
            while self._still_there():
                self.wfile.write(drop)

    def _still_there(self) -> bool:
        try:
            return bool(self.connection.recv(1))
        except TimeoutError:
            return True

    def _answer(self, status: int, said: Any, more: dict[str, str] | None = None) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """No access log."""


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(prog="stack.operator_feed", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    for name in ("cert", "key"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--token", required=True)
    given = parser.parse_args()
    server = Operator(given.port, given.token)
    behind_tls(server, given.cert, given.key)
    until_told(server)


if __name__ == "__main__":
    main()
