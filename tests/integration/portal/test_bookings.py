"""A seat at a service point: taken once, found by its code, given back, shown to nobody else."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from stack import points as make
from stack.builders import NOON
from stack.desk import Desk
from stack.public import Public
from yizhan_collector import jobs
from yizhan_collector.doors.portal.access import stand
from yizhan_collector.ground.days import SHANGHAI
from yizhan_collector.ground.names import BadName
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.cases import service as cases
from yizhan_collector.rooms.cases.model import Asked
from yizhan_collector.rooms.portal import bookings, points
from yizhan_collector.rooms.portal.booking_store import Booking
from yizhan_collector.rooms.portal.bookings import (
    MOST,
    NoSuchSlot,
    NotYetOver,
    SlotTaken,
    TooLateToCancel,
    TooManyBookings,
)
from yizhan_collector.rooms.portal.points import ShutsTooEarly
from yizhan_collector.rooms.portal.slots import Hours
from yizhan_collector.rooms.staff.model import Staff

TOMORROW = date(2026, 11, 25)
NINE = datetime(2026, 11, 25, 9, tzinfo=SHANGHAI)
CLERK = Staff(uuid4(), "clerk", "秦工", "clerk", "210521")
ELSEWHERE = Staff(uuid4(), "clerk3", "何工", "clerk", "210522")


@contextmanager
def by(public: Public, code: bytes) -> Iterator[psycopg.Connection]:
    """A transaction of the portal's login with this code."""
    with public.pool.connection() as tx:
        stand(tx, code)
        yield tx


def take(tx: psycopg.Connection, code: bytes, at: datetime = NINE, now: datetime = NOON) -> Booking:
    return bookings.book(tx, make.HALL.code, at, "测试乙", "000-0000-0002", code, None, now)


def test_a_seat_is_taken_found_by_its_code_and_given_back(desk: Desk, public: Public) -> None:
    make.add(desk.url)
    with by(public, b"one") as tx:
        mine = take(tx, b"one")
        assert bookings.of_code(tx, b"one") == [mine]
    with by(public, b"two") as tx:
        assert bookings.of_code(tx, b"one") == []
        hall = points.get(tx, make.HALL.code)
        [slot] = [one for one in bookings.free(tx, hall, TOMORROW, NOON) if one.starts_at == NINE]
        assert slot.free == 1
        with pytest.raises(TooLateToCancel):
            bookings.cancel(tx, mine.id, b"one", NOON)
    with by(public, b"one") as tx:
        with pytest.raises(TooLateToCancel):
            bookings.cancel(tx, mine.id, b"one", NINE)
        bookings.cancel(tx, mine.id, b"one", NOON)
        assert bookings.of_code(tx, b"one") == []
    with by(public, b"two") as tx:
        assert take(tx, b"two").seat == 1


def test_of_two_who_race_for_the_last_seat_one_gets_it_and_the_other_the_next_times(
    desk: Desk, public: Public
) -> None:
    make.add(desk.url, capacity=1)
    gate, got = threading.Barrier(2), dict[bytes, Any]()

    def run(code: bytes) -> None:
        with by(public, code) as tx:
            gate.wait()
            try:
                got[code] = take(tx, code)
            except SlotTaken as error:
                got[code] = error

    both = [threading.Thread(target=run, args=[code]) for code in (b"one", b"two")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    [loser] = [one for one in got.values() if isinstance(one, SlotTaken)]
    assert loser.offered[0].starts_at == NINE - timedelta(minutes=30)
    assert NINE not in [one.starts_at for one in loser.offered]
    assert len(loser.offered) == 5
    assert desk.rows("select count(*) from booking where cancelled_at is null") == [(1,)]


def test_who_asks_twice_for_the_same_time_has_one_seat(desk: Desk, public: Public) -> None:
    make.add(desk.url)
    with by(public, b"one") as tx:
        assert take(tx, b"one") == take(tx, b"one", now=NOON + timedelta(seconds=2))
    assert desk.rows("select count(*) from booking") == [(1,)]


def test_one_code_holds_three_seats_even_when_it_asks_twice_at_once(
    desk: Desk, public: Public
) -> None:
    make.add(desk.url, capacity=9)
    gate, refused = threading.Barrier(5), list[str]()

    def run(n: int) -> None:
        with by(public, b"one") as tx:
            gate.wait()
            try:
                take(tx, b"one", NINE + timedelta(hours=n))
            except TooManyBookings as error:
                refused.append(str(error))

    many = [threading.Thread(target=run, args=[n]) for n in range(5)]
    for one in many:
        one.start()
    for one in many:
        one.join()
    assert len(refused) == 5 - MOST
    assert desk.rows("select count(*) from booking") == [(MOST,)]


@pytest.mark.parametrize(
    "at",
    [
        NOON,
        NOON - timedelta(hours=1),
        NINE + timedelta(minutes=1),
        NINE.replace(hour=17),
        datetime(2026, 11, 28, 9, tzinfo=SHANGHAI),  # a Saturday
        datetime(2027, 1, 1, 9, tzinfo=SHANGHAI),
        NINE + timedelta(days=61),
    ],
)
def test_no_seat_where_nobody_is(desk: Desk, public: Public, at: datetime) -> None:
    make.add(desk.url)
    with psycopg.connect(desk.url) as tx:
        tx.execute(
            "insert into closed_day (day, closed, note, author, recorded_at) select '2027-01-01',"
            " true, '元旦', id, now() from staff where login = 'head'"
        )
    with by(public, b"one") as tx, pytest.raises(NoSuchSlot):
        take(tx, b"one", at)


def test_a_point_nobody_knows_and_a_name_that_is_none(desk: Desk, public: Public) -> None:
    with by(public, b"one") as tx, pytest.raises(NotFound):
        take(tx, b"one")
    make.add(desk.url)
    with by(public, b"one") as tx, pytest.raises(BadName):
        bookings.book(tx, make.HALL.code, NINE, "<b>", "", b"one", None, NOON)


@pytest.mark.parametrize(
    ("at", "seat"),
    [(NINE, 3), (NINE.replace(minute=1), 1), (NINE.replace(hour=17), 1), (NINE.replace(day=28), 1)],
)
def test_the_database_takes_no_seat_that_is_not_there(
    desk: Desk, public: Public, at: datetime, seat: int
) -> None:
    make.add(desk.url)
    query = "insert into booking values (%s, %s, %s, %s, null, '甲', '', 'one', %s)"
    with (
        by(public, b"one") as tx,
        pytest.raises(psycopg.errors.CheckViolation, match="no such seat"),
    ):
        tx.execute(query, [uuid4(), make.HALL.code, at, seat, NOON])


def test_a_code_books_for_its_own_matter_alone(desk: Desk, public: Public) -> None:
    make.add(desk.url)
    whose = Asked("advice", "other", "portal", "问一件事")
    with by(public, b"one") as tx:
        mine = cases.open_matter(tx, whose, b"one", NOON).id
    whom = ("测试乙", "", b"two")
    with by(public, b"two") as tx, pytest.raises(psycopg.errors.InsufficientPrivilege):
        bookings.book(tx, make.HALL.code, NINE, *whom, mine, NOON)


def test_the_public_reads_which_seats_are_taken_and_nothing_of_who_took_them(
    desk: Desk, public: Public
) -> None:
    make.add(desk.url)
    with by(public, b"one") as tx:
        take(tx, b"one")
    with public.pool.connection() as tx:
        assert tx.execute("select * from booking").fetchall() == []
        query = "select seat from seats_taken(%s, %s, %s)"
        assert tx.execute(query, [make.HALL.code, NOON, NINE + timedelta(1)]).fetchall() == [(1,)]


def test_the_office_of_the_place_sees_a_day_and_notes_who_came(desk: Desk, public: Public) -> None:
    make.add(desk.url)
    with by(public, b"one") as tx:
        first = take(tx, b"one")
        other = take(tx, b"one", NINE + timedelta(hours=1))
        bookings.cancel(tx, other.id, b"one", NOON)
    with psycopg.connect(desk.url) as tx:
        assert bookings.of_day(tx, make.HALL.code, TOMORROW, CLERK) == [first]
        assert bookings.booked_ahead(tx, make.HALL.code, NOON) == 1
        with pytest.raises(NotFound):
            bookings.of_day(tx, make.HALL.code, TOMORROW, ELSEWHERE)
        with pytest.raises(NotFound):
            bookings.came(tx, first.id, True, ELSEWHERE, NINE)
        with pytest.raises(NotYetOver):
            bookings.came(tx, first.id, True, CLERK, NOON)
        with pytest.raises(TooLateToCancel):
            bookings.came(tx, other.id, True, CLERK, NINE + timedelta(hours=2))
        assert bookings.came(tx, first.id, False, CLERK, NINE).came is False


def test_the_hours_of_a_point_change_and_what_is_booked_stays(desk: Desk, public: Public) -> None:
    make.add(desk.url)
    with by(public, b"one") as tx:
        mine = take(tx, b"one")
    with psycopg.connect(desk.url) as tx:
        hours = Hours(time(13), time(16), [3], 60, 1, True)
        assert points.change(tx, make.HALL.code, hours, CLERK).weekdays == [3]
        with pytest.raises(ShutsTooEarly):
            points.change(tx, make.HALL.code, Hours(time(9), time(9, 30), [1], 60, 1, True), CLERK)
        with pytest.raises(NotFound):
            points.change(tx, make.HALL.code, hours, ELSEWHERE)
    with by(public, b"one") as tx:
        assert bookings.of_code(tx, b"one") == [mine]
        found = bookings.free(tx, points.get(tx, make.HALL.code), TOMORROW, NOON)
        assert [one.starts_at.astimezone(SHANGHAI).hour for one in found] == [13, 14, 15]


def test_a_visit_of_half_a_year_ago_is_forgotten(desk: Desk, public: Public) -> None:
    make.add(desk.url)
    with by(public, b"one") as tx:
        take(tx, b"one")
    with psycopg.connect(desk.url, autocommit=True) as tx:
        assert bookings.forget_old(tx, NINE + timedelta(days=180)) == 0
        assert bookings.forget_old(tx, NINE + timedelta(days=181)) == 1
    assert "forget_bookings" in [one.name for one in jobs.JOBS]
