"""What a wish to go away must say, in which days, and where no leave is needed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.builders import TOWN
from stack.examples import MANY
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.months import last_day
from yizhan_collector.rooms.leaves.leave import State, late_days, phase
from yizhan_collector.rooms.leaves.model import (
    BeginsBeforeRequest,
    BeyondTerm,
    DatesReversed,
    Home,
    LeaveMoved,
    Limits,
    NoLeaveNeeded,
    NotBackYet,
    Span,
    UnknownReason,
    UnknownRegion,
    UrgencyNeeded,
    Wish,
    check,
    check_extension,
    check_return,
)
from yizhan_collector.rooms.leaves.regions import REGIONS, zone
from yizhan_collector.rooms.leaves.travel_model import NothingBeyondTheZone, TravelWish, permit

TODAY = date(2026, 11, 24)
AHEAD = 3
URBAN = frozenset({"210502", "210503", "210504", "210505"})
LIMITS = Limits(7, 30, 30, 2, AHEAD, URBAN, frozenset({"medical", "work"}))
HOME = Home(TOWN, date(2028, 2, 29))
WISH = Wish(Span(TODAY + timedelta(3), TODAY + timedelta(5)), "210100", "沈阳", "medical", "就医")
TRAVEL = TravelWish(TODAY, ("210100",), "沈阳", "上午", "每周", "进货", "执照")
offsets = st.integers(-400, 800)


@pytest.mark.parametrize("one", sorted(URBAN))
@pytest.mark.parametrize("other", sorted(URBAN))
def test_the_four_urban_districts_are_one_zone(one: str, other: str) -> None:
    with pytest.raises(NoLeaveNeeded):
        check(replace(WISH, region=other), Home(f"{one}001", HOME.ends_on), TODAY, LIMITS)


@pytest.mark.parametrize(
    ("home", "region"),
    [("210504005", "210521"), ("210521100", "210504"), ("210521100", "210522")],
)
def test_between_town_and_county_and_between_the_counties_leave_is_needed(
    home: str, region: str
) -> None:
    check(replace(WISH, region=region), Home(home, HOME.ends_on), TODAY, LIMITS)
    assert zone(home, URBAN) != zone(region, URBAN)


@pytest.mark.parametrize(
    ("ahead", "urgent", "refused"),
    [
        (3, "", None),
        (2, "", UrgencyNeeded),
        (0, "", UrgencyNeeded),
        (0, "父亲急病", None),
        (-1, "父亲急病", BeginsBeforeRequest),
    ],
)
def test_three_days_ahead_or_a_stated_urgency_but_never_backwards(
    ahead: int, urgent: str, refused: type[Exception] | None
) -> None:
    start = TODAY + timedelta(days=ahead)
    wish = replace(WISH, span=Span(start, start + timedelta(days=1)), urgent=urgent)
    if refused is None:
        check(wish, HOME, TODAY, LIMITS)
    else:
        with pytest.raises(refused):
            check(wish, HOME, TODAY, LIMITS)


def test_the_day_of_the_request_is_the_day_in_shanghai() -> None:
    late = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)  # half past midnight of the 25th
    start = date(2026, 11, 24)
    wish = replace(WISH, span=Span(start, start), urgent="急事")
    check(wish, HOME, legal_day(late - timedelta(hours=1)), LIMITS)
    with pytest.raises(BeginsBeforeRequest):
        check(wish, HOME, legal_day(late), LIMITS)


@MANY
@given(
    st.integers(0, 2 * 366 * 24 * 60),
    st.integers(-12, 14),
    st.integers(-3, 10),
)
def test_the_zone_of_a_clock_changes_no_legal_day(minutes: int, hours: int, ahead: int) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    same = moment.astimezone(timezone(timedelta(hours=hours)))
    assert legal_day(moment) == legal_day(same)
    start = legal_day(same) + timedelta(days=ahead)
    wish = replace(WISH, span=Span(start, start), urgent="急事")
    if ahead < 0:
        with pytest.raises(BeginsBeforeRequest):
            check(wish, HOME, legal_day(same), LIMITS)
    else:
        check(wish, HOME, legal_day(same), LIMITS)


@MANY
@given(offsets, st.integers(-5, 500), st.booleans())
def test_whatever_passes_lies_in_order_after_the_request_and_inside_the_term(
    offset: int, days: int, urgent: bool
) -> None:
    start = TODAY + timedelta(days=offset)
    wish = replace(WISH, span=Span(start, start + timedelta(days=days)))
    wish = replace(wish, urgent="急事" if urgent else "")
    try:
        check(wish, HOME, TODAY, LIMITS)
    except (DatesReversed, BeginsBeforeRequest, UrgencyNeeded, BeyondTerm):
        return
    assert TODAY <= wish.span.start <= wish.span.end <= HOME.ends_on
    assert urgent or offset >= AHEAD


@pytest.mark.parametrize("region", ["", "210500", "999999", "21010", "710000"])
def test_a_place_that_is_not_on_the_list_is_refused(region: str) -> None:
    with pytest.raises(UnknownRegion):
        check(replace(WISH, region=region), HOME, TODAY, LIMITS)


def test_a_reason_that_is_not_on_the_list_is_refused() -> None:
    with pytest.raises(UnknownReason):
        check(replace(WISH, reason="holiday"), HOME, TODAY, LIMITS)


def test_leave_may_last_to_the_last_day_of_the_term_and_no_longer() -> None:
    end = HOME.ends_on
    check(replace(WISH, span=Span(end - timedelta(days=3), end)), HOME, TODAY, LIMITS)
    with pytest.raises(BeyondTerm):
        check(replace(WISH, span=Span(end, end + timedelta(days=1))), HOME, TODAY, LIMITS)


def test_every_region_has_a_name_and_the_prefecture_itself_is_none() -> None:
    assert all(len(code) == 6 and name for code, name in REGIONS.items())
    assert "210500" not in REGIONS
    assert set(REGIONS) > URBAN


@pytest.mark.parametrize(
    ("today", "wanted", "refused"),
    [
        (0, 6, None),
        (5, 6, None),
        (6, 8, LeaveMoved),
        (0, 5, DatesReversed),
        (0, 2000, BeyondTerm),
    ],
)
def test_an_extension_is_asked_for_before_the_leave_is_over(
    today: int, wanted: int, refused: type[Exception] | None
) -> None:
    at = [TODAY + timedelta(days=one) for one in (today, 5, wanted)]
    if refused is None:
        check_extension(at[0], at[1], at[2], HOME.ends_on)
    else:
        with pytest.raises(refused):
            check_extension(at[0], at[1], at[2], HOME.ends_on)


@MANY
@given(offsets, offsets)
def test_a_return_lies_between_the_start_and_today_and_late_days_follow_the_last(
    on: int, today: int
) -> None:
    back, now = TODAY + timedelta(days=on), TODAY + timedelta(days=today)
    span = WISH.span
    if span.start <= back <= now:
        check_return(span, back, now)
        assert late_days(span.end, back) == len(
            [one for one in Span(span.start, back).each() if one > span.end]
        )
    else:
        with pytest.raises(NotBackYet):
            check_return(span, back, now)


@pytest.mark.parametrize(
    ("days", "expected"), [(2, "planned"), (3, "away"), (5, "away"), (6, "late")]
)
def test_granted_leave_is_planned_then_away_then_late(days: int, expected: str) -> None:
    assert phase("granted", WISH.span, TODAY + timedelta(days=days)) == expected


@pytest.mark.parametrize("state", ["asked", "refused", "withdrawn", "cancelled", "returned"])
def test_what_is_not_granted_stands_as_it_is(state: State) -> None:
    assert phase(state, WISH.span, TODAY + timedelta(days=100)) == state


@MANY
@given(st.dates(TODAY, HOME.ends_on), st.integers(1, 24))
def test_a_permit_to_travel_lasts_its_months_and_never_beyond_the_term(
    first: date, months: int
) -> None:
    found = permit(replace(TRAVEL, from_on=first), HOME, TODAY, months, URBAN)
    assert found.start == first
    assert found.end == min(last_day(first, months), HOME.ends_on)


def test_travel_inside_the_own_zone_needs_no_permit_but_one_place_beyond_does() -> None:
    home = Home("210504005", HOME.ends_on)
    with pytest.raises(NothingBeyondTheZone):
        permit(replace(TRAVEL, regions=("210502", "210505")), home, TODAY, 6, URBAN)
    permit(replace(TRAVEL, regions=("210502", "210521")), home, TODAY, 6, URBAN)


@pytest.mark.parametrize(
    ("wish", "refused"),
    [
        (replace(TRAVEL, regions=()), UnknownRegion),
        (replace(TRAVEL, regions=("999999",)), UnknownRegion),
        (replace(TRAVEL, from_on=TODAY - timedelta(days=1)), BeginsBeforeRequest),
        (replace(TRAVEL, from_on=HOME.ends_on + timedelta(days=1)), BeyondTerm),
    ],
)
def test_travel_is_asked_for_somewhere_beforehand_and_inside_the_term(
    wish: TravelWish, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        permit(wish, HOME, TODAY, 6, URBAN)
