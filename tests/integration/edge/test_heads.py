"""The eyes count heads for a procedure; not during a visit, and never by guessing."""

from collections.abc import Iterator
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

CARD = card.load(REPO / "models/cards/face.toml")
SOON = 40.0


def two() -> Image:
    faces = (collins()[:300, 70:370], hopper()[:512])
    return np.hstack([np.asarray(cv2.resize(one, (480, 480)), np.uint8) for one in faces])


class Post:
    """Eyes before two people, and what they counted."""

    def __init__(self, folder: Path, bench: Bench) -> None:
        journal = bench.counter.journal
        self.bench, self.counts = bench, list[int | None]()
        self.booth = Booth(bench.kiosk, journal.moment)
        self.camera = Camera(box.film(folder / "two.avi", [two()] * 24), journal.clock.judge)

    def begin(self, face: tuple[models.FaceModels, card.Card] | None) -> None:
        counter = self.bench.counter
        self.eyes = Eyes(
            self.camera, self.booth, counter, counter.journal, face, self.counts.append
        )
        self.camera.start()
        self.eyes.start()


@pytest.fixture
def post(tmp_path: Path, bench: Bench) -> Iterator[Post]:
    made = Post(tmp_path, bench)
    yield made
    made.eyes.stop()
    made.camera.close()


def test_two_people_are_two_heads_and_a_visit_pauses_the_count(post: Post) -> None:
    post.booth.act(actions.read("begin", b"{}"))
    post.begin((models.load(REPO / "models/build", REPO / "models/models.lock"), CARD))
    wait_for(lambda: post.camera.latest > 30, SOON, "frames during the visit")
    assert post.counts == []
    post.booth.act(actions.read("cancel", b"{}"))
    wait_for(lambda: 2 in post.counts, SOON, f"two heads, not {post.counts}")


def test_without_networks_nobody_can_be_counted(post: Post) -> None:
    post.begin(None)
    wait_for(lambda: len(post.counts) >= 3, SOON, "three counts")
    assert set(post.counts) == {None}
