"""A person who does what the kiosk asks, as a network camera of its own process.

`python -m stack.volunteer --port P --kiosk URL` serves MJPEG at /stream, watches the kiosk's
prompt and obeys it. POST /mode {"mode", "portrait"} changes what stands before the camera.
"""

import argparse
import json
import signal
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import httpx

from stack.volunteer_scene import MODES, PORTRAITS, Scene

PACE_S = 1 / 12
WATCH_S = 0.1
BOUNDARY = "picture"
QUALITY = [cv2.IMWRITE_JPEG_QUALITY, 88]


class Server(ThreadingHTTPServer):
    """Serves one scene until `stopping`."""

    daemon_threads = True

    def __init__(self, port: int, scene: Scene) -> None:
        self.scene = scene
        self.stopping = threading.Event()
        super().__init__(("127.0.0.1", port), Door)


class Door(BaseHTTPRequestHandler):
    """GET /stream, POST /mode."""

    server: Server

    def do_GET(self) -> None:
        """Pictures without end."""
        if self.path != "/stream":
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={BOUNDARY}")
        self.end_headers()
        try:
            self._stream()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the box looked away

    def _stream(self) -> None:
        due = time.monotonic()
        while not self.server.stopping.wait(max(due - time.monotonic(), 0)):
            due = max(due + PACE_S, time.monotonic())
            picture = self.server.scene.picture(time.monotonic())
            jpeg = cv2.imencode(".jpg", picture, QUALITY)[1].tobytes()
            head = (
                f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
            )
            self.wfile.write(head.encode() + jpeg + b"\r\n")

    def do_POST(self) -> None:
        """Change what stands before the camera."""
        size = min(int(self.headers.get("Content-Length", "0")), 1000)
        wanted = json.loads(self.rfile.read(size))
        mode, portrait = wanted.get("mode"), wanted.get("portrait", self.server.scene.portrait)
        if self.path != "/mode" or mode not in MODES or portrait not in PORTRAITS:
            self.send_error(400, f"mode: {', '.join(MODES)}; portrait: {', '.join(PORTRAITS)}")
            return
        self.server.scene.show(mode, portrait)
        self.send_response(204)
        self.end_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """No access log."""


def watch(kiosk: str, scene: Scene, stopping: threading.Event) -> None:
    """Do what the kiosk asks until `stopping`; look straight ahead while it cannot be read."""
    with httpx.Client(timeout=2) as client:
        while not stopping.wait(WATCH_S):
            try:
                prompt = client.get(f"{kiosk}/api/visit").raise_for_status().json().get("prompt")
            except (httpx.HTTPError, ValueError):
                prompt = None
            scene.neck.obey(prompt, time.monotonic())


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(prog="stack.volunteer", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--kiosk", default="http://127.0.0.1:8080")
    parser.add_argument("--portrait", choices=PORTRAITS, default="collins")
    parser.add_argument("--mode", choices=MODES, default="living")
    given = parser.parse_args()
    cv2.setNumThreads(1)
    server = Server(given.port, Scene(given.portrait, given.mode))
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: server.stopping.set())
    for work in (server.serve_forever, lambda: watch(given.kiosk, server.scene, server.stopping)):
        threading.Thread(target=work, daemon=True).start()
    server.stopping.wait()
    server.shutdown()


if __name__ == "__main__":
    main()
