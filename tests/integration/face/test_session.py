"""A verification on real networks: strangers, still pictures, empty rooms; each ends in a word."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
from stack.portraits import Image, collins, hopper
from yizhan_edge.face import card, models
from yizhan_edge.face.detect import find_faces
from yizhan_edge.face.embed import align, embed
from yizhan_edge.face.mesh import find_mesh
from yizhan_edge.face.verify import Session, Step, Template
from yizhan_wire.events import FaceResult

CARD = Path("models/cards/face.toml")
START = datetime(2026, 11, 24, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded() -> models.FaceModels:
    return models.load(Path("models/build"), Path("models/models.lock"))


@pytest.fixture(scope="module")
def enrolled(loaded: models.FaceModels) -> Template:
    face = find_faces(loaded, collins())[0]
    chip = align(collins(), find_mesh(loaded, collins(), face).points)
    return Template(embed(loaded, chip), "test-1")


def session(loaded: models.FaceModels, enrolled: Template, seed: int) -> Session:
    return Session(loaded, enrolled, Random(seed), card.load(CARD).threshold)


def play(session: Session, frame: Callable[[int], Image], step_s: float = 0.5) -> FaceResult:
    for index in range(100):
        step = session.feed(frame(index), START + timedelta(seconds=index * step_s))
        if step.result:
            return step.result
    raise AssertionError("no end")


def first(session: Session, image: Image) -> Step:
    return session.feed(image, START)


def test_another_person_is_no_match_without_being_made_to_turn(
    loaded: models.FaceModels, enrolled: Template
) -> None:
    found = play(session(loaded, enrolled, 1), lambda _: hopper())
    assert (found.verdict, found.liveness) == ("no_match", "failed")
    assert found.best_distance is not None
    assert found.best_distance > 0.5
    assert found.frames <= 8


def test_a_still_picture_of_the_right_person_never_matches(
    loaded: models.FaceModels, enrolled: Template
) -> None:
    found = play(session(loaded, enrolled, 1), lambda _: collins())
    assert (found.verdict, found.liveness, found.reason) == ("unsure", "failed", "too_slow")


def flat(angle: float) -> Image:
    """The portrait as a flat sheet turned about its upright axis, in perspective."""
    turn, size, eye = np.radians(angle), 512.0, 1400.0
    corners = np.array([(-256, -256), (256, -256), (256, 256), (-256, 256)], float)
    depth = eye + corners[:, 0] * np.sin(turn)
    seen = np.stack([corners[:, 0] * np.cos(turn), corners[:, 1]], 1) * (eye / depth)[:, None]
    to = cv2.getPerspectiveTransform(
        (corners + size / 2).astype(np.float32), (seen + size / 2).astype(np.float32)
    )
    return np.asarray(cv2.warpPerspective(collins(), to, (512, 512)), np.uint8)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_flat_picture_turned_as_the_kiosk_asks_does_not_pass(
    loaded: models.FaceModels, enrolled: Template, seed: int
) -> None:
    flat_one = session(loaded, enrolled, seed)
    angle = {"turn_left": 50.0, "turn_right": -50.0}
    found = play(flat_one, lambda _: flat(angle.get(flat_one.challenge.ask, 0.0)), 0.6)
    assert found.verdict == "unsure"
    assert found.liveness == "failed"


def test_an_empty_room_is_no_face(loaded: models.FaceModels, enrolled: Template) -> None:
    empty = np.full((480, 640, 3), 120, np.uint8)
    found = play(session(loaded, enrolled, 1), lambda _: empty, 1.0)
    assert (found.verdict, found.liveness, found.best_distance) == ("no_face", "not_run", None)


def test_two_people_a_far_face_and_a_dark_room_are_told_what_to_do(
    loaded: models.FaceModels, enrolled: Template
) -> None:
    near = (collins()[:300, 70:370], hopper()[:512])
    pair = np.hstack([np.asarray(cv2.resize(one, (320, 320)), np.uint8) for one in near])
    small = np.asarray(cv2.resize(hopper(), None, fx=0.3, fy=0.3), np.uint8)
    dark = (collins() * 0.12).astype(np.uint8)
    asked = [first(session(loaded, enrolled, 1), one).prompt for one in (pair, small, dark)]
    assert asked == ["one_person", "closer", "brighter"]


def test_who_leaves_for_another_route_leaves_no_verdict_against_them(
    loaded: models.FaceModels, enrolled: Template
) -> None:
    found = session(loaded, enrolled, 1).give_up().result
    assert found is not None
    assert (found.verdict, found.reason) == ("no_face", "given_up")
