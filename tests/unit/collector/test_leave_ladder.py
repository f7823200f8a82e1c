"""Who decides on a leave: the edges of the ladder, and any history of decided leave."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.ground.months import last_day
from yizhan_collector.rooms.leaves.ladder import (
    ORDER,
    below,
    days_of,
    heaviest,
    need,
    unbroken,
)
from yizhan_collector.rooms.leaves.model import Limits, Span

LIMITS = Limits(7, 30, 30, 2, 3, frozenset({"210504"}), frozenset({"medical"}))
FIRST = date(2026, 11, 25)
starts = st.dates(date(2023, 11, 1), date(2028, 12, 31))


def span(start: date, days: int) -> Span:
    """So many days from `start` on."""
    return Span(start, start + timedelta(days=days - 1))


spans = st.builds(span, starts, st.integers(1, 70))
# near enough together that sums and neighbours matter
close = st.builds(
    lambda offset, days: span(FIRST + timedelta(days=offset), days),
    st.integers(-80, 80),
    st.integers(1, 20),
)
histories = st.lists(close, max_size=6)


@pytest.mark.parametrize(
    ("days", "delegated", "level", "grounds"),
    [
        (1, True, "township", ("short",)),
        (7, True, "township", ("short",)),
        (8, True, "county", ("over_office",)),
        (1, False, "county", ("not_delegated",)),
        (7, False, "county", ("not_delegated",)),
        (30, True, "county", ("over_office",)),
        (31, True, "city", ("over_grant", "over_window")),
    ],
)
def test_within_includes_the_number_itself(
    days: int, delegated: bool, level: str, grounds: tuple[str, ...]
) -> None:
    found = need(span(FIRST, days), [], LIMITS, delegated)
    assert (found.level, found.grounds, found.days) == (level, grounds, days)
    assert found.informs_procuratorate == (level == "city")


@pytest.mark.parametrize(("before", "level"), [(25, "township"), (26, "city")])
def test_thirty_days_in_two_months_are_the_countys_and_thirty_one_the_citys(
    before: int, level: str
) -> None:
    taken = [span(FIRST - timedelta(days=before + 5), before)]
    assert need(span(FIRST, 5), taken, LIMITS, True).level == level


def test_leave_of_more_than_two_months_ago_counts_no_longer() -> None:
    first = date(2027, 3, 1)
    taken = [span(date(2027, 1, 1) - timedelta(days=30), 30)]  # through 31 December
    assert need(span(first, 5), taken, LIMITS, True).total == 5
    nearer = [Span(date(2026, 12, 3), date(2027, 1, 1))]
    # two months from 29 December end with February: four days before and five of the wish
    assert need(span(date(2027, 2, 24), 5), nearer, LIMITS, True).total == 9
    assert need(span(first, 5), nearer, LIMITS, True).total == 5


def test_leave_granted_for_later_counts_as_well() -> None:
    later = [span(FIRST + timedelta(days=20), 28)]
    assert need(span(FIRST, 5), later, LIMITS, True).level == "city"


def test_asking_in_pieces_gains_nothing() -> None:
    pieces = [span(FIRST, 7)]
    found = need(span(FIRST + timedelta(days=7), 7), pieces, LIMITS, True)
    assert (found.level, found.days) == ("county", 14)
    apart = need(span(FIRST + timedelta(days=8), 7), pieces, LIMITS, True)
    assert (apart.level, apart.days) == ("township", 7)


@MANY
@given(spans, histories)
def test_the_total_is_the_heaviest_window_counted_day_by_day(wish: Span, taken: list[Span]) -> None:
    away = days_of([wish, *taken])
    firsts = Span(wish.start - timedelta(days=62), wish.end).each()
    windows = [Span(first, last_day(first, 2)) for first in firsts]
    counts = [len(away.intersection(one.each())) for one in windows if one.end >= wish.start]
    assert heaviest(wish, taken, 2) == max(counts)
    assert wish.days <= unbroken(wish, taken) <= len(away)


@MANY
@given(close, histories, st.booleans())
def test_a_level_never_decides_beyond_its_limits(
    wish: Span, taken: list[Span], delegated: bool
) -> None:
    found = need(wish, taken, LIMITS, delegated)
    if found.level != "city":
        assert found.days <= LIMITS.grant_days
        assert found.total <= LIMITS.window_days
    if found.level == "township":
        assert delegated
        assert found.days <= LIMITS.office_days
    assert found.grounds


@MANY
@given(close, histories, close)
def test_more_leave_never_lowers_the_level(wish: Span, taken: list[Span], more: Span) -> None:
    before, after = need(wish, taken, LIMITS, True), need(wish, [*taken, more], LIMITS, True)
    assert not below(after.level, before.level)


@MANY
@given(close, histories)
def test_an_office_without_delegation_decides_nothing(wish: Span, taken: list[Span]) -> None:
    assert need(wish, taken, LIMITS, False).level in ("county", "city")
    assert need(wish, taken, LIMITS, True).days == need(wish, taken, LIMITS, False).days


@MANY
@given(st.lists(close, min_size=1, max_size=8), st.integers(3, 12), st.integers(13, 40))
def test_any_history_decided_by_the_ladder_respects_its_limits(
    wishes: list[Span], office: int, county: int
) -> None:
    limits = replace(LIMITS, office_days=office, grant_days=county, window_days=county)
    granted: list[Span] = []
    for wish in wishes:
        apart = not days_of([wish]) & days_of(granted)
        if apart and need(wish, granted, limits, True).level != "city":
            granted.append(wish)
    away = days_of(granted)
    for first in away:
        assert sum(first <= day <= last_day(first, 2) for day in away) <= county
    for one in granted:
        assert unbroken(one, granted) <= county


@pytest.mark.parametrize(("level", "place"), [(one, ORDER.index(one)) for one in ORDER])
def test_the_levels_stand_one_above_the_other(level: str, place: int) -> None:
    assert [below(one, ORDER[place]) for one in ORDER] == [True] * place + [False] * (4 - place)
