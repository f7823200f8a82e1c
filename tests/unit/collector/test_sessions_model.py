"""A session is what its box told, in any order; it is closed by a human on the figures."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.doors.looking import FIRST, GONE, Looking
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.sessions.model import (
    LONGEST,
    ExplanationNeeded,
    Fact,
    FiguresMoved,
    NoSoundHere,
    NotOver,
    NotThatList,
    Plan,
    Run,
    Said,
    Session,
    SessionMoved,
    SessionTimes,
    State,
    check_plan,
    check_said,
    fold,
)

SOME, CALL = UUID(int=1), UUID(int=7)
NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
PLAN = Plan("class", "bx-210521100-1", NOON + HOUR, NOON + 2 * HOUR)
HELD = Session(
    SOME, PLAN, "210521100", SOME, NOON, "stopped", None, "", None, "", NOON, NOON + HOUR, None,
    None, 30, 27, 27, "whole", 9,
)  # fmt: skip
facts = st.builds(
    Fact,
    at=st.integers(0, 8).map(lambda minute: NOON + timedelta(minutes=minute)),
    phase=st.sampled_from(("started", "gap", "stopped")),
    why=st.sampled_from(("", "time", "order")),
)


def run_of(told: list[Fact]) -> Run:
    """By walking through them, minute after minute."""
    started = stopped = None
    for one in sorted(told, key=lambda fact: (fact.at, fact.phase == "stopped")):
        if one.phase == "started":
            started, stopped = started or one.at, None
        elif one.phase == "stopped":
            stopped = one.at
    return Run(started, stopped)


@MANY
@given(st.lists(facts, max_size=12), st.randoms(use_true_random=False))
def test_facts_come_to_the_same_in_any_order_and_repetition(told: list[Fact], rng: Random) -> None:
    again = told + rng.choices(told, k=5) if told else []
    assert fold(rng.sample(again, len(again))) == run_of(told)


def test_a_session_that_was_taken_up_again_goes_on() -> None:
    told = [Fact(NOON, "started"), Fact(NOON + HOUR, "stopped")]
    assert fold(told) == Run(NOON, NOON + HOUR)
    assert fold([*told, Fact(NOON + 2 * HOUR, "started")]) == Run(NOON, None)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"ends_at": NOON + HOUR}, SessionTimes),
        ({"ends_at": NOON + HOUR + LONGEST + SECOND}, SessionTimes),
        ({"starts_at": NOON - HOUR}, SessionTimes),
        ({"starts_at": NOON - HOUR, "ends_at": NOON - SECOND}, SessionTimes),
        ({"private": True, "sound": True}, NoSoundHere),
        ({"offer": SOME}, NotThatList),
        ({"kind": "reception", "class_session": SOME}, NotThatList),
        ({"kind": "declaration", "offer": SOME}, NotThatList),
        ({"kind": "service", "class_session": SOME}, NotThatList),
    ],
)
def test_an_unfit_plan_is_refused(changes: dict[str, object], says: type[Refused]) -> None:
    with pytest.raises(says):
        check_plan(replace(PLAN, **changes), NOON)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"private": True},
        {"sound": True},
        {"class_session": SOME},
        {"kind": "service", "offer": SOME},
        {"ends_at": NOON + HOUR + LONGEST},
        {"starts_at": NOON - timedelta(minutes=15), "ends_at": NOON + HOUR},
    ],
)
def test_a_fit_plan_passes(changes: dict[str, object]) -> None:
    check_plan(replace(PLAN, **changes), NOON)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("planned", NotOver),
        ("open", NotOver),
        ("closed", SessionMoved),
        ("cancelled", SessionMoved),
    ],
)
def test_only_what_is_over_is_closed(state: State, says: type[Refused]) -> None:
    with pytest.raises(says):
        check_said(Said(30, 27, 27, "agreed"), replace(HELD, state=state))


@pytest.mark.parametrize("state", ["stopped", "review", "unknown"])
def test_what_is_over_is_closed_by_a_word(state: State) -> None:
    check_said(Said(30, 27, 27, "agreed"), replace(HELD, state=state))


@pytest.mark.parametrize("said", [(29, 27, 27), (30, 28, 27), (30, 27, 28), (30, 27, None)])
def test_nobody_closes_on_figures_that_have_moved(said: tuple[int, int, int | None]) -> None:
    with pytest.raises(FiguresMoved):
        check_said(Said(*said, "agreed", "都在"), HELD)


@MANY
@given(
    st.integers(0, 40), st.none() | st.integers(0, 40), st.sampled_from(("", " ", "一人提前离开"))
)
def test_thirty_seven_and_eight_are_never_agreed_in_silence(
    seen: int, heads: int | None, words: str
) -> None:
    held = replace(HELD, seen=seen, heads=heads)
    silent = not words.strip()
    differs = heads is not None and heads != seen
    for outcome in ("agreed", "differs"):
        said = Said(30, seen, heads, outcome, words)
        if silent and (differs or outcome == "differs"):
            with pytest.raises(ExplanationNeeded):
                check_said(said, held)
        else:
            check_said(said, held)


@pytest.mark.parametrize(
    ("state", "hours", "late"),
    [("stopped", 24, False), ("stopped", 25, True), ("review", 25, True), ("unknown", 26, True),
     ("open", 99, False), ("closed", 99, False), ("cancelled", 99, False)],
)  # fmt: skip
def test_what_nobody_closes_in_a_day_is_overdue(state: State, hours: int, late: bool) -> None:
    held = replace(HELD, state=state)
    assert held.overdue(held.ended_at + timedelta(hours=hours), 24) is late


def test_a_live_picture_is_the_newest_and_is_forgotten() -> None:
    looking = Looking()
    assert looking.look(CALL, NOON) == (b"", True)
    looking.show(CALL, b"one", NOON)
    looking.show(CALL, b"two", NOON + SECOND)
    assert looking.look(CALL, NOON + SECOND) == (b"two", False)
    assert looking.look(CALL, NOON + GONE + 2 * SECOND) == (b"", False)
    looking.show(CALL, b"three", NOON + HOUR)
    looking.forget(CALL)
    assert looking.look(CALL, NOON + HOUR) == (b"", True)


def test_a_page_that_left_ends_the_view_and_one_that_has_yet_to_come_does_not() -> None:
    looking = Looking()
    assert not looking.left(CALL, NOON, NOON + FIRST)
    assert looking.left(CALL, NOON, NOON + FIRST + SECOND)
    looking.look(CALL, NOON + FIRST)
    assert not looking.left(CALL, NOON, NOON + FIRST + GONE)
    assert looking.left(CALL, NOON, NOON + FIRST + GONE + SECOND)


def test_pictures_that_nobody_sends_any_more_are_not_kept() -> None:
    looking, other = Looking(), UUID(int=8)
    looking.show(CALL, b"old", NOON)
    looking.show(other, b"new", NOON + HOUR)
    assert looking.look(CALL, NOON) == (b"", True)
