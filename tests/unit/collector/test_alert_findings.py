"""What is told again adds and never repeats; closed hours are lost to nobody."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.ground.days import SHANGHAI
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.alerts import engine
from yizhan_collector.rooms.alerts.crossings import over, told
from yizhan_collector.rooms.alerts.figures import Rate
from yizhan_collector.rooms.alerts.hours import lost
from yizhan_collector.rooms.alerts.model import (
    MOST,
    Alert,
    Line,
    acknowledge,
    clear,
    decide,
    grown,
    works_at,
)

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
LINES: list[Line] = [{"code": "crossing", "n": str(n)} for n in range(6)]
ONE = Alert(
    UUID(int=9), "person", "210521100", UUID(int=3), "zone_crossed", 1, "x", NOW, NOW,
    (LINES[0],), NOW + timedelta(hours=24),
)  # fmt: skip
Step = Line | str
STEPS: list[Step] = [*LINES, *LINES, "acknowledge", "clear"]


def taken(one: Alert, step: Step) -> Alert:
    """One step; who comes second to take it up is refused."""
    if not isinstance(step, str):
        return grown(one, (step,))
    if step == "clear":
        return clear(one, NOW)
    try:
        return acknowledge(one, UUID(int=1), "", NOW)
    except Refused:
        return one


def walked(steps: list[Step]) -> Alert:
    """An alert after these steps."""
    one = ONE
    for step in steps:
        one = taken(one, step)
    return one


def said(one: Alert) -> set[str]:
    """Its evidence, in whatever order it came."""
    return {line["n"] for line in one.evidence}


@MANY
@given(st.permutations(STEPS))
def test_findings_and_answers_in_any_order_end_the_same(steps: list[Step]) -> None:
    one, other = walked(steps), walked(STEPS)
    assert said(one) == said(other) == {str(n) for n in range(6)}
    assert len(one.evidence) == 6
    assert replace(one, evidence=()) == replace(other, evidence=())


@MANY
@given(st.lists(st.sampled_from(LINES)), st.lists(st.sampled_from(LINES)))
def test_evidence_only_grows_and_what_was_said_stays_first(
    first: list[Line], then: list[Line]
) -> None:
    before = grown(ONE, tuple(first))
    after = grown(before, tuple(then))
    assert after.evidence[: len(before.evidence)] == before.evidence


def test_nothing_is_added_after_the_outcome_and_nothing_without_end() -> None:
    answered = decide(ONE, UUID(int=2), "210521", "unfounded", "误报", "", NOW)
    assert grown(answered, (LINES[1],)) is answered
    many = tuple({"code": "crossing", "n": str(n)} for n in range(3 * MOST))
    assert len(grown(ONE, many).evidence) == MOST


def line(begin: int, end: int | None) -> Line:
    """A crossing from this minute to that, or still."""
    until = (NOW + timedelta(minutes=end)).isoformat() if end is not None else ""
    return {"since": (NOW + timedelta(minutes=begin)).isoformat(), "until": until}


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        (line(0, 60), line(0, 60), True),
        (line(0, 60), line(-10, 55), True),  # late positions move the beginning
        (line(0, None), line(-10, 60), True),
        (line(0, 60), line(90, 120), False),
        (line(0, None), line(90, None), False),  # it ended, though nobody was told when
        (line(90, None), line(0, 60), False),
    ],
)
def test_a_crossing_is_the_same_when_the_times_touch(before: Line, now: Line, same: bool) -> None:
    assert told((before,), now) is same


def test_one_that_went_on_ends_with_the_return_that_was_told() -> None:
    lines = (line(0, None), line(0, 60))
    assert told(lines, line(30, None))
    assert not told(lines, line(61, None))


def test_a_return_ends_only_what_began_before_it() -> None:
    one = replace(ONE, evidence=(line(0, None), line(100, None)))
    assert not over(one, NOW + timedelta(minutes=60))
    assert over(one, NOW + timedelta(minutes=160))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November in Shanghai."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("since", "now", "minutes"),
    [
        (at(24, 10), at(24, 10, 30), 30),
        (at(24, 16, 50), at(25, 8, 0), 10),  # a night is nothing
        (at(24, 16, 50), at(25, 8, 50), 30),
        (at(24, 18), at(25, 8), 0),
        (at(25, 9), at(24, 9), 0),
    ],
)
def test_only_opening_hours_are_lost(since: datetime, now: datetime, minutes: int) -> None:
    assert lost(since, now, ()) == timedelta(minutes=minutes)


@MANY
@given(st.integers(0, 20 * 24 * 60), st.integers(0, 20 * 24 * 60), st.integers(0, 20 * 24 * 60))
def test_lost_hours_add_up(first: int, second: int, third: int) -> None:
    one, two, three = (at(1, 0) + timedelta(minutes=n) for n in sorted((first, second, third)))
    assert lost(one, two, ()) + lost(two, three, ()) == lost(one, three, ())


def test_a_closed_day_is_lost_to_nobody() -> None:
    assert lost(at(24, 8), at(24, 18), {date(2026, 11, 24)}) == timedelta()


@pytest.mark.parametrize(
    ("area", "office", "here"),
    [
        ("210521100", "210521100", True),
        ("210521", "210521100", False),
        ("210521", "210521", True),
        ("", "210521", False),
        ("", "210500", True),
    ],
)
def test_who_works_at_an_office(area: str, office: str, here: bool) -> None:
    assert works_at(area, office) is here


@MANY
@given(st.integers(0, 500), st.integers(0, 500))
def test_the_false_rate_is_of_those_decided(false: int, other: int) -> None:
    one = Rate("report_overdue", 1, "person", 1000, false + other, false, 0, 0)
    if false + other == 0:
        assert one.false_rate is None
    else:
        assert one.false_rate is not None
        assert round(one.false_rate * one.decided) == false


def test_no_rule_is_about_people_being_together() -> None:
    words = ("gather", "near", "together", "meet", "contact", "crowd")
    assert not [rule for rule in engine.RULES if any(word in rule for word in words)]
