"""The volunteer as the box meets it: a process of its own, through the ordinary camera port."""

import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from stack.process import Program, answers, free_port
from stack.volunteer_head import REPO
from stack.volunteer_visit import begin
from yizhan_edge.camera import Camera, Frame
from yizhan_edge.face.verify import Session, Template
from yizhan_wire.envelope import Clock

PROMPTLY_S = 0.7


class Page(ThreadingHTTPServer):
    """Answers `GET /api/visit` as the kiosk does, with what a verification asks now."""

    def __init__(self) -> None:
        self.prompt = "look"
        super().__init__(("127.0.0.1", 0), Answer)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    server: Page

    def do_GET(self) -> None:
        body = json.dumps({"page": "face", "prompt": self.server.prompt}).encode()
        self.send_response(200 if self.path == "/api/visit" else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Quiet."""


@pytest.fixture
def page() -> Iterator[Page]:
    server = Page()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def volunteer(page: Page, tmp_path: Path) -> Iterator[tuple[Program, str]]:
    """The running program and its address."""
    port = free_port()
    command = [sys.executable, "-m", "stack.volunteer", "--port", str(port), "--kiosk", page.url]
    program = Program("volunteer", command, tmp_path / "log", {"PYTHONPATH": str(REPO / "tests")})
    program.start(lambda: answers(port))
    yield program, f"http://127.0.0.1:{port}"
    program.stop()


@pytest.fixture
def camera(volunteer: tuple[Program, str]) -> Iterator[Camera]:
    eye = Camera(f"net:{volunteer[1]}/stream", lambda _: Clock("ntp", "good"))
    eye.start()
    yield eye
    eye.close()


def wait_until(camera: Camera, seen: Callable[[Frame], bool], timeout: float) -> float:
    """Seconds until a picture of the camera is so."""
    began = time.monotonic()
    frame = camera.read(timeout=8)
    while not seen(frame):
        assert time.monotonic() - began < timeout, "not seen in time"
        frame = camera.read(frame.sequence, 3)
    return time.monotonic() - began


def verify(session: Session, camera: Camera, page: Page) -> tuple[str, float]:
    """The verdict through camera and page, and the seconds it took."""
    began, last = time.monotonic(), 0
    while not session.result:
        frame = camera.read(last, 8)
        last = frame.sequence
        page.prompt = session.feed(frame.image, frame.captured_at).prompt
    return session.result.verdict, time.monotonic() - began


def show(url: str, **wanted: str) -> int:
    """What the volunteer's door answers to a change."""
    return httpx.post(f"{url}/mode", json=wanted, timeout=20).status_code


def dark(frame: Frame) -> bool:
    return float(frame.image.mean()) < 10


def test_through_the_camera_port_the_person_matches_and_another_does_not(
    collins: Template, page: Page, camera: Camera, volunteer: tuple[Program, str]
) -> None:
    verdict, seconds = verify(begin(collins, 0), camera, page)
    assert verdict == "match"
    assert seconds < 20
    assert camera.picture == "ok"
    show(volunteer[1], mode="black")
    wait_until(camera, dark, 5)
    show(volunteer[1], mode="living", portrait="hopper")
    wait_until(camera, lambda frame: not dark(frame), 5)
    assert verify(begin(collins, 0), camera, page)[0] == "no_match"


def test_what_stands_there_changes_at_once_and_the_program_ends_when_told(
    camera: Camera, volunteer: tuple[Program, str]
) -> None:
    program, url = volunteer
    wait_until(camera, lambda frame: not dark(frame), 10)
    assert show(url, mode="black") == 204
    assert wait_until(camera, dark, 5) < PROMPTLY_S
    assert show(url, mode="living") == 204
    assert wait_until(camera, lambda frame: not dark(frame), 5) < PROMPTLY_S
    assert show(url, mode="dancing") == 400
    assert show(url, mode="living", portrait="nobody") == 400
    program.stop()
    assert program.child is not None
    assert program.child.returncode == 0
