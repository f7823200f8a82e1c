"""Real sources through the camera port: frames in order, a lost source noticed and reopened."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from stack import box
from stack.process import wait_for
from yizhan_edge.camera import Camera, Frame, jpeg
from yizhan_edge.clock import BoxClock
from yizhan_edge.errors import CameraLost
from yizhan_edge.face.models import Image

GOOD = BoxClock(lambda: True, False)


def room(level: int, place: int = 0) -> Image:
    image = np.full((240, 320, 3), level, np.uint8)
    image[:, place * 8 % 320 :][:, :40] = 220
    return image


def film(path: Path, level: int = 110, seconds: int = 2) -> str:
    return box.film(path, [room(level, place) for place in range(seconds * 12)])


@pytest.fixture
def opened() -> Iterator[list[Camera]]:
    cameras: list[Camera] = []
    yield cameras
    for one in cameras:
        one.close()


def open_one(opened: list[Camera], source: str) -> Camera:
    camera = Camera(source, GOOD.judge)
    opened.append(camera)
    camera.start()
    return camera


def test_frames_come_in_order_with_their_time_and_trust(
    tmp_path: Path, opened: list[Camera]
) -> None:
    camera = open_one(opened, film(tmp_path / "a.avi"))
    frames: list[Frame] = []
    while len(frames) < 10:
        frames.append(camera.read(frames[-1].sequence if frames else 0, 5))
    assert [one.sequence for one in frames] == sorted({one.sequence for one in frames})
    assert all(one.clock.confidence == "good" for one in frames)
    assert datetime.now(UTC) - frames[-1].captured_at < timedelta(seconds=1)
    assert frames[0].image.shape == (240, 320, 3)
    assert camera.picture == "ok"


def test_a_recording_that_ends_is_opened_again(tmp_path: Path, opened: list[Camera]) -> None:
    camera = open_one(opened, film(tmp_path / "a.avi", seconds=1))
    wait_for(lambda: camera.latest > 20, 10, "the recording to begin again")


def test_a_missing_source_is_lost_says_what_to_check_and_is_found_later(
    tmp_path: Path, opened: list[Camera]
) -> None:
    camera = open_one(opened, f"file:{tmp_path / 'late.avi'}")
    with pytest.raises(CameraLost, match="check its cable"):
        camera.read(timeout=0.3)
    assert (camera.picture, camera.latest) == ("lost", 0)
    film(tmp_path / "early.avi")
    (tmp_path / "early.avi").rename(tmp_path / "late.avi")
    assert camera.read(timeout=10).sequence >= 1
    assert camera.picture == "ok"


def test_a_covered_lens_is_black(tmp_path: Path, opened: list[Camera]) -> None:
    dark = np.zeros((240, 320, 3), np.uint8)
    camera = open_one(opened, box.film(tmp_path / "dark.avi", [dark] * 60))
    camera.read(timeout=5)
    wait_for(lambda: camera.picture == "black", 10, "the word black")


class Stream(ThreadingHTTPServer):
    """A network camera that can be unplugged."""

    daemon_threads = True

    def __init__(self) -> None:
        self.plugged = threading.Event()
        self.plugged.set()
        super().__init__(("127.0.0.1", 0), _Pictures)


class _Pictures(BaseHTTPRequestHandler):
    server: Stream

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=b")
        self.end_headers()
        place, pace = 0, threading.Event()
        while self.server.plugged.is_set():
            picture = jpeg(room(110, place), 320)
            head = f"--b\r\nContent-Type: image/jpeg\r\nContent-Length: {len(picture)}\r\n\r\n"
            try:
                self.wfile.write(head.encode() + picture + b"\r\n")
            except OSError:
                return
            place += 1
            pace.wait(0.05)

    def log_message(self, *_: object) -> None:
        """No log."""


@pytest.fixture
def stream() -> Iterator[Stream]:
    server = Stream()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server
    server.plugged.clear()
    server.shutdown()
    thread.join(5)
    server.server_close()


def test_a_network_camera_that_is_unplugged_is_lost_and_comes_back(
    stream: Stream, opened: list[Camera]
) -> None:
    camera = open_one(opened, f"net:http://127.0.0.1:{stream.server_address[1]}/")
    assert camera.read(timeout=10).image.shape == (240, 320, 3)
    stream.plugged.clear()
    wait_for(lambda: camera.picture == "lost", 15, "the picture to be lost")
    seen = camera.latest
    stream.plugged.set()
    assert camera.read(seen, 15).sequence > seen
    assert camera.picture == "ok"


def test_a_cameras_password_is_not_said(opened: list[Camera]) -> None:
    camera = open_one(opened, "rtsp://viewer:secret@127.0.0.1:9/main")
    with pytest.raises(CameraLost) as lost:
        camera.read(timeout=0.1)
    assert "rtsp://127.0.0.1:9/main" in str(lost.value)
    assert "secret" not in str(lost.value)
