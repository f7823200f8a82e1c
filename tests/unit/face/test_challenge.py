"""The liveness challenge: both turns, in the order asked, by one unbroken face."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_edge.face.live import DEADLINE_S, FRONTAL, GAP_S, TURN, Challenge

# the person's own left is image-right, where the yaw grows
YAW = {"look": 0.0, "turn_left": 0.33, "turn_right": -0.33, "look_again": 0.02}


def obey(challenge: Challenge, base: float = 0.0, at: float = 0.0) -> float:
    """Do as asked until done or failed; returns the time."""
    for _ in range(50):
        if challenge.passed or challenge.failed:
            break
        challenge.feed(at, base + YAW[challenge.ask])
        at += 0.2
    return at


@given(st.integers(), st.floats(-0.3, 0.3))
def test_who_does_as_asked_passes_whatever_their_resting_pose(seed: int, base: float) -> None:
    challenge = Challenge.random(Random(seed))
    obey(challenge, base)
    assert challenge.passed


def test_both_orders_are_asked() -> None:
    assert len({Challenge.random(Random(seed)).order for seed in range(20)}) == 2


@given(st.integers(), st.lists(st.floats(-0.19, 0.19), min_size=3, max_size=60))
def test_a_flat_picture_does_not_pass_however_it_is_turned(seed: int, yaws: list[float]) -> None:
    flat = [value * 0.6 for value in yaws]  # measured 5..95 %: -0.158..0.077
    challenge = Challenge.random(Random(seed))
    for index, value in enumerate(flat):
        challenge.feed(index * 0.1, value)
    assert not challenge.passed


@given(st.integers())
def test_a_recording_of_the_other_order_does_not_pass(seed: int) -> None:
    challenge = Challenge.random(Random(seed))
    played = ["look", *reversed(challenge.order[1:3]), "look_again"]
    at = 0.0
    for ask in played:
        for _ in range(4):
            challenge.feed(at, YAW[ask])
            at += 0.2
    assert not challenge.passed


def test_a_face_that_vanishes_fails() -> None:
    challenge = Challenge.random(Random(1))
    challenge.feed(0, 0)
    challenge.feed(GAP_S + 0.1, 0)
    assert challenge.failed == "track_broken"


def test_too_slow_fails() -> None:
    challenge = Challenge.random(Random(1))
    for tick in range(int(DEADLINE_S / 0.5) + 2):
        challenge.feed(tick * 0.5, 0)
    assert challenge.failed == "too_slow"


@pytest.mark.parametrize("change", [TURN - 0.01, FRONTAL + 0.01])
def test_half_a_turn_is_not_a_turn(change: float) -> None:
    challenge = Challenge.random(Random(1))
    for tick in range(3):
        challenge.feed(tick * 0.1, 0)
    before = challenge.ask
    challenge.feed(0.4, change if before == "turn_left" else -change)
    assert challenge.ask == before


@pytest.mark.parametrize(("ask", "sign"), [("turn_left", 1), ("turn_right", -1)])
def test_left_and_right_are_the_persons_own(ask: str, sign: int) -> None:
    orders = (Challenge.random(Random(seed)) for seed in range(20))
    challenge = next(one for one in orders if one.order[1] == ask)
    for tick in range(3):
        challenge.feed(tick * 0.1, 0)
    challenge.feed(0.3, -sign * (TURN + 0.1))
    assert challenge.ask == ask
    challenge.feed(0.4, sign * (TURN + 0.1))
    assert challenge.ask != ask
