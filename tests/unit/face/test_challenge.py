"""The liveness challenge: both turns, in the order asked, by one unbroken face."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_edge.face.live import DEADLINE_S, FRONTAL, GAP_S, RESTING, TURN, Challenge

# the person's own left is image-right, where the yaw grows
YAW = {"look": 0.0, "turn_left": 0.33, "turn_right": -0.33, "look_again": 0.02}
seeds = st.integers()
paces = st.floats(0.05, 0.9)  # seconds between frames: a fast machine, a slow board


def show(challenge: Challenge, at: float, yaw: float, same: bool = True) -> None:
    """One frame of the same face (or another), taken when it shows what is asked."""
    if challenge.feed(at, yaw) and same:
        challenge.accept()


def obey(challenge: Challenge, base: float = 0.0, pace: float = 0.2, upto: int = 4) -> float:
    """Do as asked until so many things were done; returns the time."""
    at = 0.0
    while challenge.step < upto and not challenge.failed:
        show(challenge, at, base + YAW[challenge.ask])
        at += pace
    return at


def resting(seed: int = 1) -> Challenge:
    """A challenge whose straight look is done."""
    challenge = Challenge.random(Random(seed))
    obey(challenge, upto=1)
    return challenge


@given(seeds, st.floats(-RESTING, RESTING), paces)
def test_who_does_as_asked_passes_whatever_their_resting_pose_and_the_pace(
    seed: int, base: float, pace: float
) -> None:
    challenge = Challenge.random(Random(seed))
    obey(challenge, base, pace)
    assert challenge.passed


def test_both_orders_are_asked_and_equally_often() -> None:
    orders = [Challenge.random(Random(seed)).order for seed in range(400)]
    assert len(set(orders)) == 2
    assert 140 < orders.count(orders[0]) < 260


@given(seeds, st.lists(st.floats(-0.12, 0.12), min_size=3, max_size=60))
def test_a_flat_picture_does_not_pass_however_it_is_turned(seed: int, yaws: list[float]) -> None:
    # measured 5..95 %: -0.158..0.077, so the change stays below 0.25
    challenge = Challenge.random(Random(seed))
    for index, value in enumerate(yaws):
        show(challenge, index * 0.1, value)
    assert not challenge.passed


@given(seeds, st.integers(3, 6))
def test_a_recording_of_the_other_order_does_not_pass(seed: int, frames: int) -> None:
    challenge = Challenge.random(Random(seed))
    played = ["look", *reversed(challenge.order[1:3]), "look_again"]
    for index in range(4 * frames):
        show(challenge, index * 0.2, YAW[played[index // frames]])
    assert not challenge.passed


@given(seeds, st.lists(st.floats(-0.6, 0.6), max_size=80))
def test_another_face_passes_nothing_whatever_it_does(seed: int, yaws: list[float]) -> None:
    challenge = Challenge.random(Random(seed))
    for index, value in enumerate(yaws):
        show(challenge, index * 0.2, value, same=False)
    assert challenge.step == 0


@given(seeds, st.lists(st.tuples(st.floats(0, 3), st.floats(-0.6, 0.6)), max_size=80))
def test_no_step_is_skipped_and_a_failure_stays(
    seed: int, frames: list[tuple[float, float]]
) -> None:
    challenge, at = Challenge.random(Random(seed)), 0.0
    for gap, yaw in frames:
        at, before, failed = at + gap, challenge.step, challenge.failed
        show(challenge, at, yaw)
        assert challenge.step - before in (0, 1)
        assert not failed or (challenge.failed, challenge.step) == (failed, before)


def test_accepting_a_frame_that_did_not_show_it_moves_nothing() -> None:
    challenge = resting()
    challenge.feed(1.0, 0.0)
    challenge.accept()
    assert challenge.step == 1


@pytest.mark.parametrize("done", [1, 2, 3])
def test_a_face_that_vanishes_after_the_first_look_fails(done: int) -> None:
    challenge = Challenge.random(Random(1))
    at = obey(challenge, upto=done)
    show(challenge, at + GAP_S, YAW[challenge.ask])
    assert challenge.failed == "track_broken"
    assert not challenge.passed


def test_who_steps_away_before_anything_was_asked_begins_anew() -> None:
    challenge = Challenge.random(Random(1))
    show(challenge, 0, 0.2)
    show(challenge, 20, 0.0)
    assert not challenge.failed
    assert challenge.started == 20


def test_a_face_held_by_frames_that_cannot_be_judged_is_not_lost() -> None:
    challenge = resting()
    for tick in range(10):
        challenge.hold(0.6 + tick * 0.5)
    show(challenge, 5.4, YAW[challenge.ask])
    assert (challenge.failed, challenge.step) == ("", 2)


def test_too_slow_fails() -> None:
    challenge = Challenge.random(Random(1))
    for tick in range(int(DEADLINE_S / 0.5) + 2):
        show(challenge, tick * 0.5, 0)
    assert challenge.failed == "too_slow"


@pytest.mark.parametrize("change", [TURN - 0.01, FRONTAL + 0.01])
def test_half_a_turn_is_not_a_turn(change: float) -> None:
    challenge = resting()
    show(challenge, 0.6, change if challenge.ask == "turn_left" else -change)
    assert challenge.step == 1


@pytest.mark.parametrize(("ask", "sign"), [("turn_left", 1), ("turn_right", -1)])
def test_left_and_right_are_the_persons_own(ask: str, sign: int) -> None:
    challenge = next(one for one in map(resting, range(20)) if one.ask == ask)
    show(challenge, 0.6, -sign * (TURN + 0.1))
    assert challenge.ask == ask
    show(challenge, 0.7, sign * (TURN + 0.1))
    assert challenge.ask != ask


@pytest.mark.parametrize("yaws", [(0.0, 0.2, 0.0), (0.4, 0.4, 0.4), (0.0, 0.0)])
def test_no_straight_look_while_moving_turned_away_or_seen_once(yaws: tuple[float, ...]) -> None:
    challenge = Challenge.random(Random(1))
    for index, value in enumerate(yaws):
        show(challenge, index * 0.2, value)
    assert challenge.ask == "look"
