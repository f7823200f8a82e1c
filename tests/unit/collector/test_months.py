"""Months as the law counts them: month ends and leap days included."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.ground.months import last_day, months_later

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
months = st.integers(1, 48)


@pytest.mark.parametrize(
    ("first", "count", "end"),
    [
        (date(2026, 3, 1), 6, date(2026, 8, 31)),
        (date(2026, 8, 29), 6, date(2027, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 29), 6, date(2028, 2, 28)),
        (date(2027, 8, 30), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 15), 2, date(2027, 2, 14)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
    ],
)
def test_a_period_ends_before_the_corresponding_day_or_with_a_month_that_has_none(
    first: date, count: int, end: date
) -> None:
    assert last_day(first, count) == end


@MANY
@given(days, months)
def test_a_period_is_never_longer_than_its_months_and_never_shorter_than_the_shortest(
    first: date, count: int
) -> None:
    end = last_day(first, count)
    assert first < end <= months_later(first, count)
    assert 28 * count <= (end - first).days + 1 <= 31 * count


@MANY
@given(days, st.integers(0, 48))
def test_some_months_later_is_the_same_day_or_the_last_of_the_month(day: date, count: int) -> None:
    later = months_later(day, count)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day in (day.day, monthrange(later.year, later.month)[1])
    assert later.day <= day.day


@MANY
@given(days, months)
def test_a_period_that_begins_later_never_ends_earlier(first: date, count: int) -> None:
    assert last_day(first + timedelta(days=1), count) >= last_day(first, count)
