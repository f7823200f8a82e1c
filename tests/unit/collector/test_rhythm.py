"""Due days move off closed days, and rhythms follow one another without a gap in the law."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.rooms.orders.model import Rhythm, Schedule

START, DAY = date(2026, 9, 1), timedelta(days=1)
GOLDEN = frozenset(date(2026, 10, day) for day in range(1, 8))
ahead = st.integers(0, 70).map(lambda n: START + n * DAY)
closed_days = st.frozensets(ahead, max_size=30)
rhythms = st.builds(
    Rhythm, st.integers(0, 20).map(lambda n: START + n * DAY), st.integers(1, 9),
    st.none() | ahead, closed_days,
)  # fmt: skip


def due_days(rhythm: Rhythm) -> set[date]:
    """The plain definition: every planned day, moved forward over closed ones, up to the end."""
    found, planned = set(), rhythm.first_due_on
    while planned < START + 200 * DAY:
        day = planned
        while day in rhythm.closed:
            day += DAY
        if rhythm.ended_on is None or day <= rhythm.ended_on:
            found.add(day)
        planned += rhythm.every_days * DAY
    return found


@MANY
@given(rhythms, ahead)
def test_every_question_agrees_with_the_plain_definition(rhythm: Rhythm, day: date) -> None:
    due = due_days(rhythm)
    assert rhythm.holds(day) == (day in due)
    assert rhythm.before(day) == max((one for one in due if one <= day), default=None)
    assert rhythm.after(day) == min((one for one in due if one > day), default=None)
    assert rhythm.next(day) == min((one for one in due if one >= day), default=None)


@MANY
@given(rhythms, ahead)
def test_nobody_ever_reports_on_a_closed_day(rhythm: Rhythm, day: date) -> None:
    assert not (day in rhythm.closed and rhythm.holds(day))


@given(rhythms, ahead)
def test_one_more_closed_day_never_asks_for_more_reports(rhythm: Rhythm, more: date) -> None:
    wider = Rhythm(rhythm.first_due_on, rhythm.every_days, rhythm.ended_on, rhythm.closed | {more})
    assert len(due_days(wider)) <= len(due_days(rhythm))


def test_the_days_of_the_golden_week_move_to_its_first_working_day() -> None:
    weekly = Rhythm(date(2026, 9, 24), 7, closed=GOLDEN)
    assert weekly.after(date(2026, 9, 24)) == date(2026, 10, 8)
    assert weekly.after(date(2026, 10, 8)) == date(2026, 10, 15)


def test_seven_closed_days_of_a_daily_rhythm_ask_for_one_report() -> None:
    daily = Rhythm(date(2026, 9, 30), 1, closed=GOLDEN)
    assert daily.after(date(2026, 9, 30)) == date(2026, 10, 8)


def test_a_day_that_moves_beyond_the_end_is_not_due() -> None:
    ended = Rhythm(date(2026, 10, 1), 30, ended_on=date(2026, 10, 5), closed=GOLDEN)
    assert ended.after(START) is None
    assert ended.before(date(2026, 10, 30)) is None


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Up to three rhythms, each beginning after the one before has ended."""
    closed, start, parts = draw(closed_days), START, []
    for _ in range(draw(st.integers(1, 3))):
        first = start + draw(st.integers(0, 10)) * DAY
        end = first + draw(st.integers(-1, 25)) * DAY
        parts.append(Rhythm(first, draw(st.integers(1, 9)), end, closed))
        start = max(first, end) + DAY
    return Schedule((*parts, Rhythm(start, draw(st.integers(1, 9)), None, closed)))


@MANY
@given(schedules(), ahead)
def test_a_schedule_is_the_due_days_of_all_its_rhythms(schedule: Schedule, day: date) -> None:
    due = set().union(*(due_days(one) for one in schedule.parts))
    assert schedule.holds(day) == (day in due)
    assert schedule.before(day) == max((one for one in due if one <= day), default=None)
    assert schedule.after(day) == min((one for one in due if one > day), default=None)
    assert schedule.between(START, day) == sorted(one for one in due if one <= day)


def test_only_a_rhythm_without_an_end_lives() -> None:
    ended, live = Rhythm(START, 7, START + 6 * DAY), Rhythm(START + 7 * DAY, 15)
    assert Schedule((ended, live)).live == live
    assert Schedule((ended,)).live is None
