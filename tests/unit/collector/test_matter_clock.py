"""Clocks that run in opening hours, and days of the law."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.ground.days import SHANGHAI, legal_day
from yizhan_collector.rooms.cases.clock import Hours, NeverOpen, end_of, late

HOURS = Hours(
    time(8, 30), time(17), frozenset({date(2026, 10, 1)}), frozenset({date(2026, 10, 10)})
)
moments = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 # the strategy adds the zone
    datetime(2027, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
minutes = st.integers(0, 6000)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
hours = st.builds(
    lambda opens, length, closed, worked: Hours(
        time(opens), time(opens + length), frozenset(closed), frozenset(worked)
    ),
    st.integers(0, 12),
    st.integers(1, 11),
    st.sets(days, max_size=8),
    st.sets(days, max_size=8),
)


def at(*given: int) -> datetime:
    return datetime(*given, tzinfo=SHANGHAI)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("since", "least", "due"),
    [
        (at(2026, 11, 24, 9, 0), 60, at(2026, 11, 24, 10, 0)),
        (at(2026, 11, 24, 16, 30), 30, at(2026, 11, 24, 17, 0)),
        (at(2026, 11, 24, 16, 30), 31, at(2026, 11, 25, 8, 31)),
        (at(2026, 11, 24, 3, 0), 30, at(2026, 11, 24, 9, 0)),
        (at(2026, 11, 27, 16, 0), 120, at(2026, 11, 30, 9, 30)),  # over a weekend
        (at(2026, 9, 30, 16, 0), 120, at(2026, 10, 2, 9, 30)),  # over a closed day
        (at(2026, 10, 9, 16, 0), 120, at(2026, 10, 10, 9, 30)),  # into a worked Saturday
    ],
)
def test_a_clock_runs_only_while_the_service_is_open(
    since: datetime, least: int, due: datetime
) -> None:
    assert HOURS.after(since, least) == due


@given(hours, moments, minutes)
def test_what_ran_is_what_was_given(open_hours: Hours, since: datetime, least: int) -> None:
    due = open_hours.after(since, least)
    assert due.tzinfo is UTC
    assert due >= since
    assert open_hours.minutes(since, due) == least


@given(hours, moments, minutes, minutes)
def test_two_clocks_after_one_another_are_one_clock(
    open_hours: Hours, since: datetime, first: int, then: int
) -> None:
    both = open_hours.after(since, first + then)
    one_by_one = open_hours.after(open_hours.after(since, first), then)
    assert open_hours.minutes(since, one_by_one) == open_hours.minutes(since, both)
    assert one_by_one <= both or then == 0


@given(hours, moments, st.integers(1, 6000))
def test_a_clock_ends_within_an_opening(open_hours: Hours, since: datetime, least: int) -> None:
    due = open_hours.after(since, least).astimezone(SHANGHAI)
    assert open_hours.open_on(due.date())
    assert open_hours.opens < due.time() <= open_hours.shuts


@given(moments, moments)
def test_nothing_runs_backwards(one: datetime, other: datetime) -> None:
    assert HOURS.minutes(max(one, other), min(one, other)) == 0
    assert HOURS.minutes(min(one, other), max(one, other)) >= 0


def test_a_service_that_never_opens_says_so() -> None:
    with pytest.raises(NeverOpen):
        Hours(time(9), time(9)).after(at(2026, 1, 1, 9), 1)


@given(days, st.integers(0, 40), st.integers(0, 23))
def test_a_day_of_the_law_is_in_time_to_its_last_minute(day: date, length: int, hour: int) -> None:
    by = day + timedelta(days=length)
    done = at(by.year, by.month, by.day, hour, 59)
    assert done < end_of(by)
    assert not late(by, legal_day(done))
    assert late(by, by + timedelta(days=1))
    assert not late(None, by)
