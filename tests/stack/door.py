"""A device door whose answers a test sets: real TLS, client certificates asked for."""

import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from yizhan_provisioning.authority import Authority


class DeviceDoor(ThreadingHTTPServer):
    """Answers with what `answers` holds for the path, 404 for what it does not."""

    daemon_threads = True

    def __init__(self, authority: Authority) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        here = authority.folder
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(here / "ca.crt"))
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_cert_chain(here / "collector.crt", here / "collector.key")
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.answers: dict[str, tuple[int, bytes]] = {}
        self.asked: list[str] = []
        self.told: list[bytes] = []
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"https://127.0.0.1:{self.server_address[1]}"

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Stop answering."""
        self.shutdown()
        self._thread.join(5)
        self.server_close()


class _Asked(BaseHTTPRequestHandler):
    server: DeviceDoor

    def do_POST(self) -> None:
        size = int(self.headers.get("Content-Length", "0"))
        self.server.told.append(self.rfile.read(size))
        self.do_GET()

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        status, body = self.server.answers.get(self.path, (404, b""))
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """No log."""
