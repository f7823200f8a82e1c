"""What the simulators of the services outside have in common: faults on demand, and what was asked.

For the test: POST /fault (a list, one for each request to come), GET /asked, GET /held.
Faults: `slow` never answers; `lost` does what was asked and ends the line, `held` and never
answers; `500`, `302`, `garbage`, `huge`, and those of the service itself. What is held lies in a
file, so that a restart loses nothing.
"""

import argparse
import json
import ssl
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from yizhan_collector.ground.stopping import signalled

LARGEST = 4 * 1024 * 1024
Answer = tuple[int, Any]


class Simulator(ThreadingHTTPServer):
    """A service: what it holds, what goes wrong next, and what was asked of it."""

    daemon_threads = True

    def __init__(self, port: int, kept: Path) -> None:
        self.kept = kept
        self.held: list[dict[str, Any]] = json.loads(kept.read_text()) if kept.exists() else []
        self.faults: list[str] = []
        self.asked: list[str] = []
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", port), Door)

    def serve(self, what: str, given: dict[str, Any], head: dict[str, str]) -> Answer:
        """Do what is asked; a service of its own says how."""
        raise NotImplementedError

    def refuse(self, fault: str) -> Answer:
        """The service's own word for a fault."""
        raise NotImplementedError

    def keep(self) -> None:
        """Write down what is held."""
        self.kept.write_text(json.dumps(self.held, ensure_ascii=False))


class Door(BaseHTTPRequestHandler):
    """One connection."""

    server: Simulator
    protocol_version = "HTTP/1.1"
    plain: ClassVar[dict[str, Answer]] = {
        "500": (500, {}),
        "garbage": (200, ["what", "is", "this"]),
        "huge": (200, {"x": "x" * 3_000_000}),
        "302": (302, {}),
    }

    def do_GET(self) -> None:
        """A request, or a word of the test."""
        self._take({})

    def do_POST(self) -> None:
        """A request, or a word of the test."""
        size = min(int(self.headers.get("Content-Length", "0")), LARGEST)
        body = self.rfile.read(size).decode()
        if "json" in self.headers.get("Content-Type", ""):
            given = json.loads(body)
            self._take(given if isinstance(given, dict) else {"": given})
        else:
            self._take(dict(parse_qsl(body)))

    def _take(self, given: dict[str, Any]) -> None:
        url = urlsplit(self.path)
        with self.server.lock:
            said = self._said(url.path, dict(parse_qsl(url.query)) | given)
        if said is None:
            self._wait()
        elif said[0]:
            self._answer(said)
        else:
            self.close_connection = True

    def _said(self, path: str, given: dict[str, Any]) -> Answer | None:
        """What is answered: None never anything, with status 0 the line ends."""
        match path:
            case "/fault":
                self.server.faults += given[""]
                return 200, {}
            case "/asked":
                return 200, self.server.asked
            case "/held":
                return 200, self.server.held
        self.server.asked.append(path.rsplit("/", 1)[1].removesuffix(".json"))
        fault = self.server.faults.pop(0) if self.server.faults else ""
        if fault in {"", "lost", "held"}:
            said = self.server.serve(path, given, dict(self.headers))
            self.server.keep()
            return {"lost": (0, {}), "held": None}.get(fault, said)
        if fault == "slow":
            return None
        return self.plain.get(fault) or self.server.refuse(fault)

    def _wait(self) -> None:
        """No answer until the other side has had enough."""
        self.close_connection = True
        with suppress(OSError):
            self.connection.recv(1)

    def _answer(self, said: Answer) -> None:
        plain = isinstance(said[1], bytes)
        body = said[1] if plain else json.dumps(said[1], ensure_ascii=False).encode()
        self.send_response(said[0])
        if said[0] == 302:
            self.send_header("Location", said[1].get("to", "/elsewhere"))
        kind = "application/octet-stream" if plain else "application/json; encoding=utf-8"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """No access log."""


def arguments(about: str | None, *more: str) -> argparse.Namespace:
    """What a simulator is started with: --port, --kept, and more."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--kept", type=Path, required=True)
    for one in more:
        parser.add_argument(f"--{one}", required=True)
    return parser.parse_args()


def until_told(server: HTTPServer) -> None:
    """Serve until SIGTERM or SIGINT."""
    stopping = signalled()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    stopping.wait()
    server.shutdown()


def behind_tls(server: HTTPServer, cert: Path, key: Path, believes: Path | None = None) -> None:
    """Answer over TLS; with an authority, only to who has a certificate of it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    if believes:
        context.load_verify_locations(believes)
        context.verify_mode = ssl.CERT_REQUIRED
    server.socket = context.wrap_socket(server.socket, server_side=True)
