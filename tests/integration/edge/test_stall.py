"""A network camera that stalls without closing the line is lost, and is asked again."""

import socket
import struct
import threading
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

import numpy as np
import pytest
from stack.process import wait_for
from yizhan_edge.camera import Camera
from yizhan_edge.clock import BoxClock
from yizhan_edge.face.models import Image
from yizhan_edge.recording.encoder import Encoder

SOON = 30.0
PACKET = 188  # bytes of a transport stream packet; seven fit into one of RTP
SDP = (
    "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=post\r\nt=0 0\r\n"
    "m=video 0 RTP/AVP 33\r\na=control:one\r\n"
)


class Rtsp(threading.Thread):
    """Enough of RTSP over TCP to play one segment again and again, or to fall silent."""

    def __init__(self, clip: bytes) -> None:
        super().__init__(daemon=True)
        self.clip = clip
        self.stalled, self.stopping = threading.Event(), threading.Event()
        self.asked = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]

    def run(self) -> None:
        while not self.stopping.is_set():
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            self.asked += 1
            threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def stop(self) -> None:
        self.stopping.set()
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.join(5)

    def _talk(self, line: socket.socket) -> None:
        with line, line.makefile("rb") as words:
            try:
                while (verb := self._answer(line, words)) not in ("PLAY", ""):
                    pass
                if verb:
                    self._play(line)
            except OSError:
                return

    def _answer(self, line: socket.socket, words: BufferedReader) -> str:
        head = list(iter(lambda: words.readline().decode().strip(), ""))
        if not head:
            return ""
        verb = head[0].split()[0]
        number = next(one for one in head if one.lower().startswith("cseq"))
        extra = {
            "OPTIONS": "Public: OPTIONS, DESCRIBE, SETUP, PLAY\r\n",
            "SETUP": "Session: 1\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n",
            "DESCRIBE": f"Content-Type: application/sdp\r\nContent-Length: {len(SDP)}\r\n",
        }.get(verb, "Session: 1\r\n")
        body = SDP if verb == "DESCRIBE" else ""
        line.sendall(f"RTSP/1.0 200 OK\r\n{number}\r\n{extra}\r\n{body}".encode())
        return verb

    def _play(self, line: socket.socket) -> None:
        number = 0
        while not self.stopping.is_set():
            for place in range(0, len(self.clip), 7 * PACKET):
                while self.stalled.is_set() and not self.stopping.wait(0.05):
                    pass
                part = self.clip[place : place + 7 * PACKET]
                rtp = struct.pack(">BBHII", 0x80, 33, number & 0xFFFF, number * 900, 1) + part
                line.sendall(b"$\x00" + struct.pack(">H", len(rtp)) + rtp)
                number += 1
                self.stopping.wait(0.02)


def picture(place: int) -> Image:
    image = np.full((240, 320, 3), 110, np.uint8)
    image[:, place * 8 : place * 8 + 40] = 220
    return image


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Rtsp]:
    encoder = Encoder(tmp_path / "a.ts", (320, 240), 10)
    for place in range(30):
        encoder.add(picture(place), place / 10)
    encoder.finish()
    made = Rtsp((tmp_path / "a.ts").read_bytes())
    made.start()
    yield made
    made.stop()


def test_a_camera_that_stalls_without_closing_is_lost_and_opened_again(server: Rtsp) -> None:
    camera = Camera(f"rtsp://127.0.0.1:{server.port}/main", BoxClock(lambda: True, False).judge)
    camera.start()
    try:
        wait_for(lambda: camera.latest > 5, SOON, "the first pictures")
        assert camera.picture == "ok"
        asked = server.asked
        server.stalled.set()
        wait_for(lambda: camera.picture == "lost", 10, "the word lost")
        wait_for(lambda: server.asked > asked, 15, "the camera to be asked again")
        seen = camera.latest
        server.stalled.clear()
        wait_for(lambda: camera.latest > seen + 5, SOON, "pictures again")
        assert camera.picture == "ok"
    finally:
        server.stopping.set()
        camera.close()
