"""Slots of a service point: on open days, within its hours, one after another."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st
from stack.builders import NOON
from stack.points import HALL
from yizhan_collector.ground.days import SHANGHAI, legal_day
from yizhan_collector.rooms.portal.slots import AHEAD, Point, free, is_open, seat, starts

TODAY = date(2026, 11, 24)  # a Tuesday
DAYS = st.dates(date(2026, 11, 1), date(2027, 2, 28))
CLOCKS = st.times(time(6), time(21)).map(lambda one: one.replace(microsecond=0))


@st.composite
def points(draw: st.DrawFn) -> Point:
    opens, shuts = sorted([draw(CLOCKS), draw(CLOCKS)])
    assume(opens < shuts)
    return replace(
        HALL,
        opens=opens,
        shuts=shuts,
        weekdays=draw(st.lists(st.integers(1, 7), unique=True)),
        slot_minutes=draw(st.integers(10, 240)),
        capacity=draw(st.integers(1, 50)),
        open=draw(st.booleans()),
    )


def test_a_usual_day_has_seventeen_slots_of_half_an_hour() -> None:
    found = starts(HALL, TODAY, [])
    assert len(found) == 17
    assert found[0] == datetime(2026, 11, 24, 8, 30, tzinfo=SHANGHAI)
    assert found[-1] == datetime(2026, 11, 24, 16, 30, tzinfo=SHANGHAI)


@given(points(), DAYS, st.sets(DAYS))
def test_slots_lie_in_the_hours_of_an_open_day_and_leave_no_gap(
    point: Point, day: date, closed: set[date]
) -> None:
    found, length = starts(point, day, closed), timedelta(minutes=point.slot_minutes)
    if found:
        assert is_open(point, day, closed)
    assert all(later - sooner == length for sooner, later in pairwise(found))
    for start in found:
        assert legal_day(start) == day
        assert start.timetz().replace(tzinfo=None) >= point.opens
        assert start + length <= datetime.combine(day, point.shuts, SHANGHAI)
    if is_open(point, day, closed):
        last = datetime.combine(day, point.opens, SHANGHAI) + len(found) * length
        assert last + length > datetime.combine(day, point.shuts, SHANGHAI)


@given(points(), st.sets(DAYS), st.data())
def test_nothing_is_offered_on_a_closed_day_in_the_past_or_too_far_ahead(
    point: Point, closed: set[date], data: st.DataObject
) -> None:
    day = data.draw(DAYS)
    for one in free(point, day, closed, {}, NOON):
        assert one.starts_at > NOON
        assert legal_day(one.starts_at) <= legal_day(NOON + AHEAD)
        assert day not in closed
        assert one.free == point.capacity


@given(points(), st.sets(st.integers(1, 60)))
def test_what_is_taken_is_not_offered_and_a_seat_is_one_nobody_has(
    point: Point, taken: set[int]
) -> None:
    day = TODAY + timedelta(1)
    point = replace(point, open=True, weekdays=[day.isoweekday()])
    found = starts(point, day, [])
    assume(found)
    still = free(point, day, [], {found[0]: taken}, NOON)
    left = {one.starts_at: one.free for one in still}
    gone = len([one for one in taken if one <= point.capacity])
    assert left.get(found[0], 0) == point.capacity - gone
    got = seat(point, taken)
    assert (got is None) == (gone == point.capacity)
    assert got is None or (got not in taken and 1 <= got <= point.capacity)
