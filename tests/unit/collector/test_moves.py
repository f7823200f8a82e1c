"""A move's wish and its clocks: whose duty, until when, and never the person's fault."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.builders import TOWN
from stack.examples import MANY
from yizhan_collector.rooms.moves.model import (
    SIDES,
    STEPS,
    BadPlace,
    Clock,
    Days,
    MovesBeforeRequest,
    MoveSoon,
    MoveWish,
    SameCounty,
    Step,
    check,
    first,
    following,
)

TODAY = date(2026, 11, 24)
THERE = "210522100"
OURS = frozenset({TOWN, THERE, "210504005"})
DAYS = Days(ahead_months=1, ask=5, answer=5, file=5, receipt=5, report=7)
WISH = MoveWish("210522", THERE, "", "示例路 1 号", date(2026, 12, 24), "随子女居住")
ABROAD = replace(WISH, region="210100", township=None, body="沈阳市示例区司法局")


def looked_at(wish: MoveWish) -> None:
    """Check it today."""
    check(wish, TOWN, OURS, TODAY, 1)


def test_to_a_county_of_ours_and_to_one_outside() -> None:
    looked_at(WISH)
    looked_at(ABROAD)


@pytest.mark.parametrize(
    ("wish", "refused"),
    [
        (replace(WISH, region=TOWN[:6], township=TOWN), SameCounty),
        (replace(WISH, township=None), BadPlace),
        (replace(WISH, township="210504005"), BadPlace),
        (replace(WISH, township="210522999"), BadPlace),
        (replace(ABROAD, body=""), BadPlace),
        (replace(ABROAD, township=THERE), BadPlace),
        (replace(WISH, moving_on=TODAY - timedelta(days=1)), MovesBeforeRequest),
        (replace(WISH, moving_on=date(2026, 12, 23)), MoveSoon),
    ],
)
def test_a_wish_that_cannot_be_asked_for(wish: MoveWish, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        looked_at(wish)


def test_a_stated_urgency_shortens_the_month() -> None:
    looked_at(replace(WISH, moving_on=TODAY, urgent="房屋拆迁"))


@pytest.mark.parametrize(("day", "due"), [("ask", 5), ("answer", 5), ("file", 5), ("report", 7)])
def test_each_clock_has_the_days_of_its_rule(day: Step, due: int) -> None:
    before: dict[Step, Step] = {"answer": "ask", "file": "decide", "report": "decide"}
    begun = (first(TODAY, DAYS),) if day == "ask" else following(before[day], TODAY, DAYS)
    [clock] = [one for one in begun if one.step == day]
    assert clock.due_on == TODAY + timedelta(days=due)
    assert not clock.overdue(TODAY + timedelta(days=due))
    assert clock.overdue(TODAY + timedelta(days=due + 1))


def test_the_decision_itself_has_no_days_and_is_never_late() -> None:
    [clock] = following("answer", TODAY, DAYS)
    assert (clock.step, clock.due_on) == ("decide", None)
    assert not clock.overdue(TODAY + timedelta(days=1000))


def test_every_step_is_the_duty_of_one_office() -> None:
    assert set(SIDES) == set(STEPS)
    assert {one for one, side in SIDES.items() if side == "new"} == {"answer", "receipt", "report"}


@MANY
@given(st.lists(st.integers(0, 40), min_size=5, max_size=5), st.integers(1, 20))
def test_a_whole_move_runs_through_every_step_in_order(waits: list[int], limit: int) -> None:
    days = Days(1, limit, limit, limit, limit, limit)
    running: list[Clock] = [first(TODAY, days)]
    on, done = TODAY, []
    for wait, step in zip(waits, STEPS[:5], strict=True):
        on += timedelta(days=wait)
        clock = next(one for one in running if one.step == step)
        running.remove(clock)
        done.append(replace(clock, done_on=on, done_by=UUID(int=1)))
        running += following(step, on, days)
    assert [one.step for one in running] == ["report"]
    for one, wait in zip(done, waits, strict=True):
        assert one.begins_on <= (one.done_on or TODAY)
        assert one.overdue(on) == (one.step != "decide" and wait > limit)
