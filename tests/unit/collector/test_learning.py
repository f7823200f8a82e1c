"""A course goes forward step by step, is credited once, and asks instead of watching."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.rooms.education.gather import Noted, StepNeeded, check_noted
from yizhan_collector.rooms.education.model import (
    NoQuestions,
    NotAnAnswer,
    NotAStep,
    Progress,
    Quiz,
    Recording,
    Step,
    Text,
    check,
    go_on,
)

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
START = Progress(UUID(int=1), UUID(int=2), 1, 0, 0, None)
TEXT = Text("一", "内容")
SOUND = Recording("audio", "0" * 64, "文字稿")
QUIZ = Quiz("问", ["甲", "乙", "丙"], 1, "因为乙")
COURSE: list[Step] = [TEXT, SOUND, QUIZ, TEXT, QUIZ]

steps = st.lists(st.sampled_from([TEXT, QUIZ]), min_size=1, max_size=8)
tries = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2)), max_size=40)


@MANY
@given(steps, tries)
def test_any_order_and_repetition_never_skips_a_step_and_finishes_at_most_once(
    course: list[Step], tried: list[tuple[int, int]]
) -> None:
    at, passed, finished = START, [], 0
    for step, choice in tried:
        try:
            after = go_on(at, course, step, choice, NOON)
        except NotAStep:
            assert step > at.at_step or step >= len(course)
            continue
        if after.at_step > at.at_step:
            passed.append(step)
            finished += after.done_at is not None
        assert after.at_step - at.at_step in (0, 1)
        at = after
    assert passed == list(range(at.at_step))
    assert finished == (at.at_step == len(course)) == (at.done_at is not None)


@given(st.integers(0, 5))
def test_who_comes_back_goes_on_at_the_same_step(done: int) -> None:
    at = START
    for step in range(done):
        at = go_on(at, COURSE, step, 1, NOON) if step < len(COURSE) else at
    again = replace(at)
    assert again.at_step == min(done, len(COURSE))


def test_a_wrong_answer_stays_and_may_be_tried_again() -> None:
    at = replace(START, at_step=2)
    wrong = go_on(at, COURSE, 2, 0, NOON)
    assert (wrong.at_step, wrong.wrong) == (2, 1)
    assert go_on(wrong, COURSE, 2, 1, NOON).at_step == 3


@pytest.mark.parametrize("choice", [None, -1, 3])
def test_what_is_no_answer_is_refused(choice: int | None) -> None:
    with pytest.raises(NotAnAnswer):
        go_on(replace(START, at_step=2), COURSE, 2, choice, NOON)


def test_a_course_asks_after_each_recording_and_at_least_once() -> None:
    check(COURSE)
    wrong: list[list[Step]] = [[TEXT], [SOUND, TEXT, QUIZ], [QUIZ, SOUND]]
    for bad in wrong:
        with pytest.raises(NoQuestions):
            check(bad)


@pytest.mark.parametrize("outcome", ["injured", "complaint"])
def test_an_injury_or_a_complaint_says_what_was_done_next(outcome: str) -> None:
    with pytest.raises(StepNeeded):
        check_noted(Noted(outcome, 0, "x", " "))  # type: ignore[arg-type]
    check_noted(Noted(outcome, 0, "x", "已送医并告知家属"))  # type: ignore[arg-type]
