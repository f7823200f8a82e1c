"""When a point is open, and how far help is: estimates that say what they stand on."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.ground.days import SHANGHAI
from yizhan_collector.rooms.portal.opening import Opening, opening, turns
from yizhan_collector.rooms.portal.reaching import Assumptions, Place, reach, straight_km
from yizhan_collector.rooms.portal.slots import Point

POINT = Point(
    "xs", "小市站", "Xiaoshi", "station", "210521100", "", "12348", 41.30, 124.12,
    time(8, 30), time(17), [1, 2, 3, 4, 5], 30, 1, True, [], True,
)  # fmt: skip
GIVEN = Assumptions(140, 40, 20, 60, 30)
MONDAY = date(2026, 11, 23)
XIAOSHI = Place("210521100", "小市镇", 41.30, 124.12)
TOWN = Place("210504009", "牛心台街道", 41.33, 123.90)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), SHANGHAI)


def test_it_is_open_from_its_hour_until_just_before_it_shuts() -> None:
    assert opening(POINT, at(MONDAY, 8, 30), ()).open
    assert opening(POINT, at(MONDAY, 16, 59), ()) == Opening(True, until=at(MONDAY, 17))
    assert opening(POINT, at(MONDAY, 8, 29), ()) == Opening(False, next=at(MONDAY, 8, 30))
    tomorrow = MONDAY + timedelta(days=1)
    assert opening(POINT, at(MONDAY, 17), ()) == Opening(False, next=at(tomorrow, 8, 30))


def test_it_opens_again_after_the_week_end_and_the_holiday() -> None:
    saturday, closed = date(2026, 11, 28), {date(2026, 11, 30)}
    assert opening(POINT, at(saturday, 10), closed).next == at(date(2026, 12, 1), 8, 30)


def test_a_point_closed_until_further_notice_has_no_next_opening() -> None:
    assert opening(replace(POINT, open=False), at(MONDAY, 10), ()) == Opening(False)


@given(st.integers(0, 365 * 24 * 60), st.sets(st.integers(1, 7)))
@MANY
def test_what_comes_next_turns_the_answer_and_nothing_before_it_does(
    minute: int, weekdays: set[int]
) -> None:
    point = replace(POINT, weekdays=list(weekdays))
    now = at(MONDAY, 0) + timedelta(minutes=minute)
    found = opening(point, now, ())
    turn = turns([found])
    if turn is None:
        assert not weekdays
        return
    assert now < turn
    assert opening(point, turn, ()).open != found.open
    assert opening(point, max(now, turn - timedelta(seconds=1)), ()).open == found.open


def test_the_straight_line_is_the_great_circle() -> None:
    assert straight_km((0, 0), (0, 1)) == pytest.approx(111.195, abs=0.01)
    assert straight_km((41.3, 124.12), (41.3, 124.12)) == 0


def test_a_subdistrict_is_promised_half_an_hour_and_a_township_an_hour() -> None:
    assert (TOWN.urban, XIAOSHI.urban) == (True, False)
    assert not Place("210521001", "观音阁街道", None, None).urban
    rural, urban = reach(XIAOSHI, [POINT], GIVEN), reach(TOWN, [POINT], GIVEN)
    assert (rural.verdict, rural.minutes, rural.promised) == ("within", 0, 60)
    # 18.7 km straight, 26.1 km of road, 79 minutes at 20 km/h
    assert (urban.verdict, urban.minutes, urban.promised) == ("beyond", 79, 30)


def test_of_a_township_at_an_unknown_place_nothing_is_invented() -> None:
    nowhere = Place("210521111", "碱厂镇", None, None)
    assert reach(nowhere, [POINT], GIVEN).verdict == "unknown"
    own = reach(nowhere, [replace(POINT, township=nowhere.code)], GIVEN)
    assert (own.verdict, own.minutes) == ("own", None)


def test_closed_points_and_those_of_another_kind_reach_nobody() -> None:
    others = [replace(POINT, open=False), replace(POINT, kind="notary")]
    assert reach(XIAOSHI, others, GIVEN).verdict == "unknown"
