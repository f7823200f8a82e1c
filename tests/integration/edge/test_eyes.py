"""Real networks on real pictures behind the kiosk: enrol, compare, count, and forget."""

from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from stack import box
from stack.bench import Bench
from stack.host import REPO
from stack.portraits import Image, collins, hopper
from stack.process import wait_for
from yizhan_edge.camera import Camera
from yizhan_edge.eyes import Eyes
from yizhan_edge.face import card, models
from yizhan_edge.kiosk import actions
from yizhan_edge.kiosk.booth import Booth
from yizhan_edge.kiosk.view import View
from yizhan_wire.events import CameraEvent, Enrolled

CARD = card.load(REPO / "models/cards/face.toml")
SOON = 40.0


def sized(image: Image) -> Image:
    return np.asarray(cv2.resize(image, (480, 480)), np.uint8)


def one() -> Image:
    return sized(collins()[:300, 70:370])


def other() -> Image:
    return sized(hopper()[:512])


def two() -> Image:
    return np.hstack([sized(one()), sized(other())])


def nobody() -> Image:
    return np.full((480, 480, 3), 120, np.uint8)


@pytest.fixture(scope="module")
def loaded() -> models.FaceModels:
    return models.load(REPO / "models/build", REPO / "models/models.lock")


class Post:
    """Bench, booth, eyes and a recording before them that can be changed."""

    def __init__(self, folder: Path, bench: Bench, loaded: models.FaceModels) -> None:
        bench.counter.model = CARD.model
        self.folder, self.bench = folder, bench
        self.booth = Booth(bench.kiosk, bench.counter.journal.moment)
        self.camera = Camera(f"file:{folder / 'now.avi'}", bench.counter.journal.clock.judge)
        self.eyes = Eyes(
            self.camera, self.booth, bench.counter, bench.counter.journal, (loaded, CARD)
        )
        bench.counter.face_closed = lambda: None

    def show(self, picture: Image) -> None:
        """Play this before the camera from the next loop of the recording on."""
        box.film(self.folder / "next.avi", [picture] * 24)
        (self.folder / "next.avi").rename(self.folder / "now.avi")

    def press(self, name: str, body: bytes = b"{}") -> View:
        return self.booth.act(actions.read(name, body))

    def to_camera(self) -> None:
        self.press("begin")
        self.press("number", b'{"number": "%s"}' % box.NUMBER.encode())
        if self.press("route", b'{"route": "face"}').page == "permit":
            self.press("permit", b'{"permit": "%s"}' % box.PERMIT.encode())

    def until(self, right: Callable[[View], bool]) -> View:
        wait_for(lambda: right(self.booth.view()), SOON, f"the kiosk, now {self.booth.view()}")
        return self.booth.view()


@pytest.fixture
def post(tmp_path: Path, bench: Bench, loaded: models.FaceModels) -> Iterator[Post]:
    made = Post(tmp_path, bench, loaded)
    yield made
    made.eyes.stop()
    made.camera.close()


def begin(post: Post, picture: Image) -> None:
    post.show(picture)
    post.camera.start()
    post.eyes.start()


def test_three_frames_enrol_and_another_person_is_then_no_match(post: Post, bench: Bench) -> None:
    begin(post, one())
    post.to_camera()
    post.until(lambda seen: seen.page == "face")
    [enrolled] = [event for event in bench.spooled() if isinstance(event, Enrolled)]
    assert (enrolled.action, enrolled.frames, enrolled.model) == ("created", 3, CARD.model)
    template = bench.templates.of(bench.one.person)
    assert template is not None
    post.press("cancel")
    post.show(other())
    seen = post.camera.latest
    wait_for(lambda: post.camera.latest > seen + 30, SOON, "the other recording")
    post.to_camera()
    assert post.until(lambda seen: seen.page != "face").page == "failed"
    assert bench.kiosk.visit.face is not None
    assert bench.kiosk.visit.face.verdict == "no_match"


def test_two_people_before_the_camera_are_asked_for_one(post: Post) -> None:
    begin(post, two())
    post.to_camera()
    assert post.until(lambda seen: seen.prompt == "one_person").page == "enrol"


def test_a_camera_that_is_lost_in_the_middle_shows_the_other_ways(post: Post, bench: Bench) -> None:
    begin(post, nobody())
    wait_for(lambda: post.camera.latest > 0, SOON, "the first frame")
    (post.folder / "now.avi").unlink()
    post.to_camera()
    seen = post.until(lambda seen: seen.page == "failed")
    assert (seen.message, seen.options["officer"].open) == ("camera", True)
    assert not [event for event in bench.spooled() if isinstance(event, Enrolled)]


def test_who_stands_there_is_counted_and_not_during_a_visit(post: Post, bench: Bench) -> None:
    post.press("begin")
    begin(post, two())
    wait_for(lambda: post.camera.latest > 20, SOON, "frames during the visit")
    assert [event for event in bench.spooled() if isinstance(event, CameraEvent)] == []
    post.press("cancel")

    def counted() -> list[CameraEvent]:
        return [event for event in bench.spooled() if isinstance(event, CameraEvent)]

    wait_for(lambda: bool(counted()), SOON, "somebody to be counted")
    assert [(event.phase, event.faces) for event in counted()] == [("new", 2)]
    post.show(nobody())
    wait_for(lambda: counted()[-1].phase == "end", SOON, "the end of the stay")
    assert len({event.id for event in counted()}) == 1
