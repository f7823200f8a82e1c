"""The next day is said only when it is known and in the future, by the best clock there is."""

from datetime import UTC, datetime

import pytest
from stack import box
from yizhan_edge.kiosk.pages import Moment
from yizhan_edge.kiosk.timing import next_due
from yizhan_wire.envelope import Clock

EVE = datetime(2026, 11, 30, 15, 59, tzinfo=UTC)  # 23:59 of the 30th in Shanghai
GOOD = Clock("ntp", "good")


def said(then: str | None, now: datetime = EVE, clock: Clock = GOOD) -> str | None:
    return next_due(box.entry(then_due=then), Moment(0.0, now, clock))


def test_a_day_to_come_is_said() -> None:
    assert said("2026-12-01") == "2026-12-01"


@pytest.mark.parametrize("then", [None, "2026-11-30", "2026-11-23"])
def test_an_unknown_or_past_day_is_not_said(then: str | None) -> None:
    assert said(then) is None


def test_the_day_begins_at_midnight_in_shanghai() -> None:
    assert said("2026-12-01", EVE.replace(hour=16)) is None


def test_a_clock_that_knows_nothing_says_nothing() -> None:
    assert said("2026-12-01", clock=Clock("none", "poor")) is None


def test_a_clock_a_year_slow_is_corrected_by_the_collector() -> None:
    year = 365 * 86_400.0
    slow = Clock("peer", "poor", year)
    assert said("2026-12-01", EVE.replace(year=2025), slow) == "2026-12-01"
    assert said("2026-11-30", EVE.replace(year=2025), slow) is None
