"""A verification on the real networks ends in one of four words, and asks for what is missing."""

from datetime import timedelta

import cv2
import numpy as np
import pytest
from stack.portraits import Image
from stack.volunteer_scene import Mode, beside, person, sheet
from stack.volunteer_visit import CARD, START, Frame, before, begin, enrol, visit
from yizhan_edge.face.live import DEADLINE_S
from yizhan_edge.face.verify import TIME_OUT_S, Template


def held(frame: Frame, since: float, until: float, instead: Frame) -> Frame:
    """Another view between two moments (seconds)."""
    return lambda at, prompt: (instead if since <= at < until else frame)(at, prompt)


def swapped(frame: Frame, other: Frame, asks: tuple[str, ...]) -> Frame:
    """Another view while one of these is asked."""
    return lambda at, prompt: (other if prompt in asks else frame)(at, prompt)


@pytest.mark.parametrize("pace", [0.1, 0.2, 0.45])
@pytest.mark.parametrize("seed", [0, 1, 2, 5])
def test_the_enrolled_person_who_turns_as_asked_matches(
    collins: Template, seed: int, pace: float
) -> None:
    found = visit(begin(collins, seed), before("collins"), pace)
    assert (found.result.verdict, found.result.liveness) == ("match", "passed")
    assert found.result.best_distance is not None
    assert found.result.best_distance < CARD.threshold / 2
    assert found.seconds < 8
    assert found.asked == [*begin(collins, seed).challenge.order[:4]]


def test_those_visits_cover_both_orders(collins: Template) -> None:
    assert len({begin(collins, seed).challenge.order for seed in (0, 1, 2, 5)}) == 2


@pytest.mark.parametrize("seed", [0, 1])
def test_another_living_person_is_no_match_without_being_made_to_turn(
    collins: Template, seed: int
) -> None:
    found = visit(begin(collins, seed), before("hopper"))
    assert (found.result.verdict, found.result.liveness) == ("no_match", "not_run")
    assert found.result.best_distance is not None
    assert found.result.best_distance > CARD.threshold + 0.1
    assert found.asked == ["look"]
    assert 1 < found.seconds < 5  # several moments, not one glance


@pytest.mark.parametrize("tilt", [-20, 0, 20])
@pytest.mark.parametrize("seed", [0, 1])
def test_a_flat_picture_turned_as_asked_is_never_a_match(
    collins: Template, seed: int, tilt: float
) -> None:
    turns = {"turn_left": 50.0, "turn_right": -50.0}
    flat = person("collins").head.picture
    found = visit(
        begin(collins, seed), lambda _, prompt: sheet(flat, turns.get(prompt, 0.0), tilt), 0.4
    )
    assert (found.result.verdict, found.result.liveness) == ("unsure", "failed")
    assert found.result.reason == "too_slow"
    assert found.result.best_distance is not None
    assert found.result.best_distance <= CARD.threshold  # kept, though it failed


@pytest.mark.parametrize("mode", ["flat", "frozen"])
def test_a_picture_held_up_or_a_frozen_camera_is_never_a_match(
    collins: Template, mode: Mode
) -> None:
    found = visit(begin(collins, 1), before("collins", mode), 0.4)
    assert (found.result.verdict, found.result.liveness) == ("unsure", "failed")


@pytest.mark.parametrize("mode", ["empty", "black"])
def test_an_empty_room_or_a_covered_lens_is_no_face(collins: Template, mode: Mode) -> None:
    found = visit(begin(collins, 1), before("collins", mode), 0.5)
    assert (found.result.verdict, found.result.liveness) == ("no_face", "not_run")
    assert (found.result.frames, found.result.best_distance) == (0, None)
    assert found.result.reason == "time_out"
    assert TIME_OUT_S < found.seconds < TIME_OUT_S + 1


def test_two_people_throughout_are_asked_and_end_unsure(collins: Template) -> None:
    found = visit(begin(collins, 1), before("collins", "two"), 0.5)
    assert found.asked == ["look", "one_person"]
    assert (found.result.verdict, found.result.liveness) == ("unsure", "not_run")


def test_who_looks_in_from_the_side_in_mid_turn_is_asked_away_and_breaks_nothing(
    collins: Template,
) -> None:
    alone = before("collins")
    other = person("hopper").frame(0, 0)
    found = visit(
        begin(collins, 1),
        held(alone, 2, 5, lambda at, prompt: beside(alone(at, prompt), other)),
    )
    assert "one_person" in found.asked
    assert found.result.verdict == "match"


def test_a_far_face_and_a_dark_room_are_told_what_to_do(collins: Template) -> None:
    picture = person("collins").frame(0, 0)
    small = np.full((480, 640, 3), 120, np.uint8)
    small[144:336, 192:448] = cv2.resize(picture, (256, 192), interpolation=cv2.INTER_AREA)
    dark = (picture * 0.12).astype(np.uint8)
    asked = [begin(collins, 1).feed(one, START).prompt for one in (small, dark)]
    assert asked == ["closer", "brighter"]


@pytest.mark.parametrize("asks", [("turn_left", "turn_right"), ("turn_left",), ("turn_right",)])
def test_a_turn_made_by_another_face_is_not_taken(collins: Template, asks: tuple[str, ...]) -> None:
    both = swapped(before("collins"), before("hopper"), asks)
    found = visit(begin(collins, 1), both, 0.4)
    assert (found.result.verdict, found.result.reason) == ("unsure", "too_slow")
    assert found.seconds > DEADLINE_S


def test_a_face_put_in_the_place_of_the_first_after_the_turns_is_noticed(
    collins: Template,
) -> None:
    found = visit(begin(collins, 1), swapped(before("collins"), before("hopper"), ("look_again",)))
    assert (found.result.verdict, found.result.reason) == ("unsure", "face_changed")
    assert found.result.liveness == "failed"


def test_a_face_gone_for_longer_than_a_second_in_mid_turn_ends_unsure(collins: Template) -> None:
    away = before("collins", "empty")
    found = visit(begin(collins, 1), held(before("collins"), 1.0, 2.6, away))
    assert (found.result.verdict, found.result.reason) == ("unsure", "track_broken")


def test_a_face_gone_for_a_blink_is_not_lost(collins: Template) -> None:
    away = before("collins", "empty")
    found = visit(begin(collins, 1), held(before("collins"), 1.0, 1.5, away))
    assert found.result.verdict == "match"


def test_a_stranger_who_makes_room_for_the_right_person_costs_them_nothing(
    collins: Template,
) -> None:
    away, stranger = before("collins", "empty"), before("hopper")
    first = held(before("collins"), 0, 1, stranger)
    found = visit(begin(collins, 1), held(first, 1, 5, away))
    assert found.result.verdict == "match"


def test_the_verdict_stays_once_it_is_given(collins: Template) -> None:
    session = begin(collins, 1)
    found = visit(session, before("hopper"))
    later = session.feed(person("collins").frame(0, 0), START + timedelta(seconds=9))
    assert later.result is found.result
    assert session.give_up().result is found.result


@pytest.mark.parametrize(("seen", "verdict"), [(False, "no_face"), (True, "unsure")])
def test_who_leaves_for_another_route_leaves_no_verdict_against_them(
    collins: Template, seen: bool, verdict: str
) -> None:
    session = begin(collins, 1)
    if seen:
        session.feed(person("collins").frame(0, 0), START)
    found = session.give_up().result
    assert found is not None
    assert (found.verdict, found.liveness, found.reason) == (verdict, "not_run", "given_up")


def test_three_good_moments_of_one_person_make_a_template(collins: Template) -> None:
    step = enrol(before("hopper"))
    assert (step.prompt, step.good) == ("done", 3)
    assert step.template is not None
    assert step.template.model == CARD.model
    assert float(np.linalg.norm(step.template.numbers - collins.numbers)) > CARD.threshold + 0.1


def test_an_enrolment_into_which_another_face_comes_begins_again() -> None:
    step = enrol(held(before("collins"), 0, 0.7, before("hopper")))
    assert step.template is not None
    alone = enrol(before("collins")).template
    assert alone is not None
    assert float(np.linalg.norm(step.template.numbers - alone.numbers)) < 0.15


@pytest.mark.parametrize("turned", [25.0, -25.0])
def test_an_enrolment_takes_no_turned_blurred_or_missing_face(turned: float) -> None:
    def frame(at: float, _: str) -> Image:
        blurred = cv2.GaussianBlur(person("collins").frame(0, at), (0, 0), 6)
        return [person("collins").frame(turned, at), np.asarray(blurred, np.uint8)][int(at) % 2]

    step = enrol(frame, 0.5)
    assert (step.gave_up, step.good, step.template) == (True, 0, None)
