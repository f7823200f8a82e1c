"""A day of positions comes to the same however it arrives, and nothing follows from silence."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from stack.traces import HOME, HOME_ZONE, SHOP, TOWN, beside, trace
from yizhan_collector.ground.days import midnight
from yizhan_collector.rooms.positions.fix import Fix, Point, distance
from yizhan_collector.rooms.positions.judge.admit import admit
from yizhan_collector.rooms.positions.judge.day import Judgement, judge
from yizhan_collector.rooms.positions.judge.home import SLOT, Whereabouts
from yizhan_collector.rooms.positions.judge.limits import LIMITS
from yizhan_collector.rooms.positions.judge.pattern import PastDay, unusual
from yizhan_collector.rooms.positions.judge.zones import Zone, crossings, side

DAY = date(2026, 11, 24)
START = midnight(DAY).astimezone(UTC)
END = START + timedelta(days=1)
AWAY = beside(HOME, 9000, 0)
places = st.sampled_from([HOME, beside(HOME, 150, 0), beside(HOME, 1200, 300), AWAY])
fixes = st.builds(
    Fix,
    at=st.integers(0, 1439).map(lambda minute: START + timedelta(minutes=minute)),
    point=places,
    accuracy=st.sampled_from([None, 2.0, 15.0, 120.0, 900.0]),
    source=st.sampled_from(["gnss", "network", "cell", "unknown"]),
    battery=st.none() | st.floats(0, 1),
)
days = st.lists(fixes, max_size=60)


def judged(some: list[Fix], now: datetime = END, past: tuple[PastDay, ...] = ()) -> Judgement:
    """The judgement of the day with two zones and a home."""
    return judge(some, DAY, [TOWN, SHOP], HOME_ZONE, past, now)


def each_minute(first: int, last: int, point: Point, accuracy: float = 8.0) -> list[Fix]:
    """A position each minute, the last not included."""
    return [
        Fix(START + timedelta(minutes=n), point, accuracy, "gnss", 0.9) for n in range(first, last)
    ]


@MANY
@given(days, st.randoms(use_true_random=False), st.integers(0, 3))
def test_any_order_and_any_repeat_of_a_day_comes_to_the_same(
    some: list[Fix], chance: Random, again: int
) -> None:
    other = [*some, *chance.choices(some, k=again * len(some) // 2)] if some else []
    chance.shuffle(other)
    assert judged(other) == judged(some)


@MANY
@given(days)
def test_a_crossing_has_two_certain_positions_and_a_dwell_on_the_wrong_side(
    some: list[Fix],
) -> None:
    known = {one.at: one for one in admit(some, LIMITS).fixes}
    for one in judged(some).crossings:
        zone = TOWN if one.zone == TOWN.id else SHOP
        shown = [known[at] for at in one.evidence]
        assert len(shown) >= 2
        assert {side(zone, each) for each in shown} == {
            "outside" if zone.kind == "inside" else "inside"
        }
        wrong = [each for each in known.values() if one.since <= each.at < (one.until or END)]
        assert max(each.at for each in wrong) - one.since >= LIMITS.dwell


@MANY
@given(days)
def test_every_moment_of_the_day_is_one_of_three_and_silence_is_unknown(some: list[Fix]) -> None:
    found = judged(some)
    assert [one.start for one in found.home][1:] == [one.end for one in found.home][:-1]
    assert (found.home[0].start, found.home[-1].end) == (START, END)
    heard = [one.at for one in admit(some, LIMITS).fixes]
    for part in found.home:
        if part.where == "NOT_HOME":
            spans = [part.start, *[at for at in heard if part.start < at < part.end], part.end]
            gaps = [b - a for a, b in pairwise(spans)]
            assert max(gaps) <= LIMITS.gap


@MANY
@given(days, st.integers(1, 1000))
def test_another_day_with_the_same_walk_comes_to_the_same(some: list[Fix], later: int) -> None:
    off = timedelta(days=later)
    moved = [replace(one, at=one.at + off) for one in some]
    found = judge(moved, DAY + off, [TOWN, SHOP], HOME_ZONE, (), END + off)
    first = judged(some)
    assert [one.since - off for one in found.crossings] == [one.since for one in first.crossings]
    assert [(one.start - off, one.end - off, one.centre) for one in found.stays] == [
        (one.start, one.end, one.centre) for one in first.stays
    ]
    assert found.slots == first.slots


def test_a_day_without_a_word_says_nothing() -> None:
    found = judged([])
    assert (found.crossings, found.stays, found.unusual, found.heard_until) == ((), (), (), None)
    assert [one.where for one in found.home] == ["UNKNOWN"]


def test_a_lone_jump_that_claims_two_metres_is_no_departure() -> None:
    some = each_minute(0, 600, HOME)
    some[300] = replace(some[300], point=AWAY, accuracy=2.0)
    found = judged(some)
    assert (found.crossings, {one.where for one in found.home}) == ((), {"HOME", "UNKNOWN"})


def test_a_position_nobody_can_have_reached_is_dropped_and_a_train_ride_is_not() -> None:
    some = each_minute(0, 30, HOME)
    some[10] = replace(some[10], point=beside(HOME, 300_000, 0))
    assert admit(some, LIMITS).dropped == {"impossible_speed": 1}
    ride = [
        Fix(START + timedelta(minutes=n), beside(HOME, n * 5000.0, 0), 10.0, "gnss")
        for n in range(30)
    ]
    assert admit(ride, LIMITS).dropped == {}


def test_an_hour_of_one_tower_is_one_weak_word() -> None:
    tower = [replace(one, source="cell", accuracy=250.0) for one in each_minute(0, 60, AWAY)]
    found = judged(tower)
    assert (found.admitted, found.dropped) == (1, {"repeated_cell": 59})
    assert (found.crossings, found.stays) == ((), ())


def test_an_uncertain_position_is_on_neither_side() -> None:
    near = beside(HOME, 5100, 0)
    assert side(TOWN, Fix(START, near, 20.0)) == "outside"
    assert side(TOWN, Fix(START, near, 200.0)) == "unsure"
    blurred = each_minute(0, 60, near, accuracy=200.0)
    assert judged(blurred).crossings == ()


def test_a_departure_lasts_from_the_first_outside_to_the_first_back() -> None:
    some = [*each_minute(0, 60, HOME), *each_minute(60, 100, AWAY), *each_minute(100, 160, HOME)]
    [one] = judged(some).crossings
    assert one.since == START + timedelta(minutes=60)
    assert one.until == START + timedelta(minutes=100)
    assert one.certain_since == START + timedelta(minutes=59)


def test_who_is_still_outside_has_no_end() -> None:
    [one] = judged([*each_minute(0, 60, HOME), *each_minute(60, 100, AWAY)]).crossings
    assert one.until is None


def test_silence_breaks_a_row() -> None:
    some = [*each_minute(0, 2, AWAY), *each_minute(120, 122, AWAY)]
    assert judged(some).crossings == ()


@pytest.mark.parametrize(
    ("east", "north", "where"),
    [(0, 0, "inside"), (900, 900, "inside"), (1100, 0, "outside"), (0, -1500, "outside")],
)
def test_an_outline_holds_what_lies_in_it(east: float, north: float, where: str) -> None:
    square = [beside(HOME, x, y) for x, y in ((-1e3, -1e3), (1e3, -1e3), (1e3, 1e3), (-1e3, 1e3))]
    zone = Zone(UUID(int=9), "inside", corners=tuple(square))
    assert side(zone, Fix(START, beside(HOME, east, north), 5.0)) == where


def _past(many: int, where: Whereabouts) -> tuple[PastDay, ...]:
    """Weekdays before on which all was so."""
    before = [DAY - timedelta(days=n) for n in range(1, 60)]
    weekdays = [one for one in before if one.weekday() < 5][:many]
    return tuple(PastDay(one, (where,) * 48, (HOME,)) for one in weekdays)


def test_a_night_away_from_a_steady_home_is_asked_about_with_its_numbers() -> None:
    out = beside(HOME, 2000, 0)
    some = [*each_minute(0, 60, HOME), *each_minute(60, 240, out), *each_minute(240, 1440, HOME)]
    found = [one for one in judged(some, past=_past(20, "HOME")).unusual if one.code == "not_home"]
    assert [(one.first, one.last, one.usual, one.known) for one in found] == [(2, 7, 20, 20)]


@pytest.mark.parametrize("past", [_past(9, "HOME"), _past(20, "UNKNOWN"), _past(20, "NOT_HOME")])
def test_without_a_habit_nothing_is_unusual(past: tuple[PastDay, ...]) -> None:
    slots: list[Whereabouts] = ["NOT_HOME"] * 48
    assert unusual(DAY, slots, [], past, LIMITS) == []


def test_unknown_time_is_never_unusual() -> None:
    assert judged([], past=_past(20, "HOME")).unusual == ()


def test_a_long_stay_at_a_place_never_seen_is_asked_about() -> None:
    found = judged(each_minute(0, 120, beside(HOME, 3000, 0)), past=_past(20, "NOT_HOME"))
    [one] = [each for each in found.unusual if each.code == "new_place"]
    assert (one.first, one.last, one.known) == (0, 3, 20)
    assert one.away == pytest.approx(3000, abs=20)


def test_noisy_days_of_known_truth_raise_nothing_false_and_miss_nothing() -> None:
    false, missed, true = 0, 0, 0
    for seed in range(40):
        day = trace(seed, DAY)
        found = judged(day.fixes)
        for zone, spans in ((TOWN, day.left), (SHOP, day.entered)):
            got = [(one.since, one.until or END) for one in found.crossings if one.zone == zone.id]
            true += len(spans)
            missed += sum(not any(a < e and b > s for a, b in got) for s, e in spans)
            false += sum(not any(a < e and b > s for s, e in spans) for a, b in got)
    assert true > 10
    assert (false, missed) == (0, 0)


def test_the_distance_is_that_of_the_great_circle() -> None:
    # one degree of a meridian of the mean sphere
    assert distance(Point(41, 124), Point(42, 124)) == pytest.approx(111_195, rel=1e-4)
    assert timedelta(days=1) == SLOT * 48
    assert crossings(TOWN, [], LIMITS) == []
