"""What is not certain is never told: strays, towers, silence about accuracy, unfinished time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import cos, pi, sin
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from stack.traces import HOME, HOME_ZONE, SHOP, TOWN, Span, beside, hard
from yizhan_collector.ground.days import midnight
from yizhan_collector.rooms.positions.fix import Fix, Point, Source
from yizhan_collector.rooms.positions.judge.admit import admit
from yizhan_collector.rooms.positions.judge.day import Judgement, judge
from yizhan_collector.rooms.positions.judge.limits import LIMITS
from yizhan_collector.rooms.positions.judge.pattern import PastDay
from yizhan_collector.rooms.positions.judge.zones import Zone, side, sides

DAY = date(2026, 11, 24)
START = midnight(DAY).astimezone(UTC)
END = START + timedelta(days=1)
AWAY = beside(HOME, 9000, 0)
EDGE = beside(HOME, 4970, 0)  # 30 m within the town
OUT = beside(HOME, 5200, 0)


def at(minute: int) -> datetime:
    """A minute of the day."""
    return START + timedelta(minutes=minute)


def seen(first: int, last: int, place: Point, accuracy: float | None = 8.0,
         source: Source = "gnss") -> list[Fix]:  # fmt: skip
    """A position each minute, the last not included."""
    return [Fix(at(n), place, accuracy, source, 0.9) for n in range(first, last)]


def judged(some: list[Fix], now: datetime = END, past: tuple[PastDay, ...] = ()) -> Judgement:
    """The judgement of the day with two zones and a home."""
    return judge(some, DAY, [TOWN, SHOP], HOME_ZONE, past, now)


@pytest.mark.parametrize("second", [32, 42, 55])
def test_two_jumps_with_uncertain_positions_between_are_no_departure(second: int) -> None:
    some = seen(0, 120, EDGE, accuracy=40.0)
    for minute in (30, second):
        some[minute] = replace(some[minute], point=OUT, accuracy=2.0)
    assert judged(some).crossings == ()


def test_an_uncertain_position_does_not_end_a_departure_that_is_certain() -> None:
    some = [*seen(0, 10, HOME), *seen(10, 40, OUT), *seen(40, 50, HOME)]
    some[25] = replace(some[25], accuracy=250.0)
    [one] = judged(some).crossings
    assert (one.since, one.until) == (at(10), at(40))


@pytest.mark.parametrize("told", [None, 0.0])
def test_a_device_that_tells_no_accuracy_is_not_taken_to_be_exact(told: float | None) -> None:
    near = beside(HOME, 5020, 0)
    assert judged(seen(0, 60, near, told)).crossings == ()
    assert judged(seen(0, 60, AWAY, told)).crossings != ()
    assert admit(seen(0, 9, AWAY, told, "cell"), LIMITS).dropped == {"inaccurate": 9}


def test_a_pair_of_towers_is_neither_away_nor_a_stay_nor_a_trip() -> None:
    pair = [Fix(at(n), beside(HOME, 900, 900 * (n % 2)), 250.0, "cell") for n in range(60, 120)]
    found = judged([*seen(0, 60, HOME), *pair, *seen(120, 180, HOME)])
    assert {one.where for one in found.home} == {"HOME", "UNKNOWN"}
    assert [(one.start, one.end) for one in found.stays] == [(at(0), at(59)), (at(120), at(179))]
    assert found.trips == ()


def test_two_strays_in_a_row_neither_end_a_stay_nor_make_somebody_away() -> None:
    some = seen(0, 120, HOME)
    for minute in (50, 51):
        some[minute] = replace(some[minute], point=beside(HOME, 280, 0), accuracy=2.0)
    found = judged(some)
    assert [(one.start, one.end) for one in found.stays] == [(at(0), at(119))]
    assert (found.trips, {one.where for one in found.home}) == ((), {"HOME", "UNKNOWN"})


def test_who_goes_and_comes_back_after_a_dwell_has_two_stays() -> None:
    some = [*seen(0, 30, HOME), *seen(30, 37, beside(HOME, 900, 0)), *seen(37, 70, HOME)]
    found = judged(some)
    assert [(one.start, one.end) for one in found.stays] == [(at(0), at(29)), (at(37), at(69))]
    assert [(one.where, one.start) for one in found.home][:3] == [
        ("HOME", at(0)), ("NOT_HOME", at(30)), ("HOME", at(37)),
    ]  # fmt: skip


def test_a_jump_with_which_a_day_begins_is_dropped_and_a_ride_is_not() -> None:
    some = seen(0, 30, HOME)
    some[0] = replace(some[0], point=beside(HOME, 300_000, 0))
    found = judged(some)
    assert (found.dropped, found.trips) == ({"impossible_speed": 1}, ())
    ride = [Fix(at(n), beside(HOME, n * 5000.0, 0), 10.0, "gnss") for n in range(30)]
    assert admit(ride, LIMITS).dropped == {}


def _past(many: int) -> tuple[PastDay, ...]:
    before = [DAY - timedelta(days=n) for n in range(1, 60)]
    weekdays = [one for one in before if one.weekday() < 5][:many]
    return tuple(PastDay(one, ("HOME",) * 48, (HOME,)) for one in weekdays)


@pytest.mark.parametrize(("minutes", "asked"), [(3, False), (12, False), (20, True)])
def test_a_half_hour_that_is_hardly_begun_is_unknown(minutes: int, asked: bool) -> None:
    some = [*seen(0, 600, HOME), *seen(600, 600 + minutes, beside(HOME, 2000, 0))]
    found = judged(some, now=at(600 + minutes), past=_past(20))
    assert (found.slots[20], [one.code for one in found.unusual]) == (
        ("NOT_HOME", ["not_home"]) if asked else ("UNKNOWN", [])
    )


def test_too_few_days_before_are_told_and_make_no_habit() -> None:
    some = seen(0, 600, beside(HOME, 2000, 0))
    few, enough = judged(some, past=_past(4)), judged(some, past=_past(20))
    assert (few.known_days, few.unusual) == (4, ())
    assert enough.known_days == 20
    assert enough.unusual != ()


def test_a_low_battery_is_told_also_by_a_position_that_does_not_count() -> None:
    last = Fix(at(9), HOME, 900.0, "gnss", 0.04)
    found = judged([last, *seen(0, 9, HOME)])
    assert (found.battery, found.low_battery, found.admitted) == (0.04, True, 9)


corners = st.lists(
    st.tuples(st.floats(-30_000, 30_000), st.floats(-30_000, 30_000)), min_size=3, max_size=9
)
spots = st.tuples(st.floats(-90_000, 90_000), st.floats(-90_000, 90_000), st.floats(0, 300))


@MANY
@given(corners, st.lists(spots, max_size=20))
def test_an_outline_walked_seldom_has_the_sides_of_one_walked_always(
    outline: list[tuple[float, float]], where: list[tuple[float, float, float]]
) -> None:
    zone = Zone(UUID(int=9), "inside", corners=tuple(beside(HOME, *one) for one in outline))
    some = [Fix(at(n), beside(HOME, x, y), blur) for n, (x, y, blur) in enumerate(where)]
    assert sides(zone, some) == [side(zone, one) for one in some]


def test_a_far_walk_along_a_border_of_many_corners_has_the_same_sides() -> None:
    turns = [2 * pi * n / 300 for n in range(300)]
    border = tuple(beside(HOME, 20_000 * cos(turn), 20_000 * sin(turn)) for turn in turns)
    zone = Zone(UUID(int=9), "inside", corners=border)
    walk = [beside(HOME, 137.0 * n, 20_000 * sin(n / 50)) for n in range(-400, 400)]
    some = [Fix(at(n), point, float(n % 80)) for n, point in enumerate(walk)]
    assert sides(zone, some) == [side(zone, one) for one in some]


def _meets(one: Span, others: list[Span]) -> bool:
    return any(one[0] <= end and one[1] >= start for start, end in others)


def test_on_harder_days_nobody_is_said_away_who_is_not_and_hardly_a_trip_is_made_up() -> None:
    away = trips = 0
    for seed in range(60):
        day = hard(seed, DAY)
        found = judge(day.fixes, DAY, [TOWN, SHOP], day.home, (), END)
        told = [(one.start, one.end) for one in found.home if one.where == "NOT_HOME"]
        assert [one for one in told if not _meets(one, day.away)] == []
        long = [one for one in day.away if one[1] - one[0] >= timedelta(hours=2)]
        away += len(long)
        assert [one for one in long if not _meets(one, told)] == []
        gone = [(one.start, one.end) for one in found.trips if one.length >= 500]
        trips += sum(not _meets(one, day.trip) for one in gone)
    assert away >= 60
    assert trips <= 2
