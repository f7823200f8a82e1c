"""The visits to look at, and who is due."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day, midnight
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.checkins import due_store, excuses, store
from yizhan_collector.rooms.checkins.due import Facts, Status, Why, status
from yizhan_collector.rooms.checkins.excuse_model import Span, why
from yizhan_collector.rooms.checkins.model import Channel, Timing, Visit
from yizhan_collector.rooms.checkins.store import Seen
from yizhan_collector.rooms.devices import postdays
from yizhan_collector.rooms.orders import service as orders
from yizhan_collector.rooms.orders.model import Schedule
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.people.model import Person
from yizhan_collector.rooms.rules import service as rules

Pair = tuple[UUID, date]  # a person and a due day
DAY = timedelta(days=1)
LONGEST_AWAY = timedelta(days=31)  # a box keeps a visit at least so long


@dataclass(frozen=True)
class Wish:
    """Which of the visits that the wall shows; `day` is the legal day of the capture."""

    day: date | None = None
    needs_review: bool = False
    person: UUID | None = None


class Row(NamedTuple):
    """One person and one due day, and the visit that answers it or asks a person."""

    person: UUID
    number: str
    name: str
    township: str
    due_on: date
    status: Status
    timing: Timing | None = None
    checkin: UUID | None = None
    route: str | None = None
    verdict: str | None = None
    captured_at: datetime | None = None
    channel: Channel | None = None
    excuse: Why | None = None


def get(tx: Connection, checkin: UUID) -> Visit:
    """One visit; raises NotFound."""
    found = store.get(tx, checkin)
    if found is None:
        raise NotFound
    return found


def page(tx: Connection, wish: Wish, limit: int, offset: int) -> tuple[list[Visit], int]:
    """The visits wished for, newest first; and how many in all."""
    start = midnight(wish.day) if wish.day else None
    end = start + timedelta(days=1) if start else None
    found = store.Wish(start, end, wish.needs_review, wish.person)
    return store.page(tx, found, limit, offset)


def arrived_on(visit: Visit | Seen) -> date:
    """The legal day by which a visit must have happened."""
    return legal_day(visit.received_at)


def due(tx: Connection, area: str, day: date, today: date) -> list[Row]:
    """Who is due on this day and how each stands; for today also who is open from the day before.

    By due day, then township and number.
    """
    found = _answers(tx, asked(tx, area, day, today))
    open_ = {pair: one for pair, one in found.items() if pair[1] == day or not _done(one)}
    rows = [one for one in _rows(tx, open_, today) if one.due_on == day or one.status != "excused"]
    return sorted(rows, key=lambda row: (row.due_on, row.township, row.number))


def asked(tx: Connection, area: str, day: date, today: date) -> set[Pair]:
    """The due days to look at: those of the day, and for today what is open from before.

    A day before that has its visit may be missing.
    """
    open_from, closed = day, rules.closed_days(tx, day - LONGEST_AWAY, day)
    while open_from - DAY in closed:
        open_from -= DAY
    found = due_store.orders_about(tx, area, day, open_from, day == today)
    return _asked(orders.schedules(tx, found), day, today)


def _answers(tx: Connection, pairs: Collection[Pair]) -> dict[Pair, Seen | None]:
    """The visit that answers each of these days, or that may."""
    ids, days = frozenset(person for person, _ in pairs), {due_on for _, due_on in pairs}
    if not ids:
        return {}
    live = {(one.person, one.due_on): one for one in store.live_of(tx, ids, days)}
    unplaced = {one.person: one for one in store.unplaced(tx, ids)}
    return {pair: live.get(pair) or _may_answer(unplaced.get(pair[0]), pair[1]) for pair in pairs}


def _done(visit: Seen | None) -> bool:
    return visit is not None and visit.live and not visit.needs_review


def _rows(tx: Connection, visits: dict[Pair, Seen | None], today: date) -> list[Row]:
    if not visits:
        return []
    known_people = people.by_id(tx, frozenset(person for person, _ in visits))
    wanted = [(known_people[person], day, visit) for (person, day), visit in visits.items()]
    over = {(one.township, day) for one, day, visit in wanted if day < today and visit is None}
    known = _Known(postdays.in_order(tx, over), _excused(tx, visits))
    return [_row(*one, known, today) for one in wanted]


def _excused(tx: Connection, visits: dict[Pair, Seen | None]) -> dict[UUID, list[Span]]:
    """What excuses those who have not answered; who has needs none."""
    open_ = [pair for pair, visit in visits.items() if not _done(visit)]
    if not open_:
        return {}
    days = [day for _, day in open_]
    return excuses.excused(tx, frozenset(one for one, _ in open_), min(days), max(days))


def of_person(tx: Connection, person: UUID, since: date, today: date) -> list[Row]:
    """Each due day of one person from `since` to today and how it stands, newest first."""
    schedule = orders.schedule_of(tx, person)
    days = schedule.between(since, today) if schedule else []
    return _rows(tx, _answers(tx, [(person, day) for day in reversed(days)]), today)


def _asked(schedules: dict[UUID, Schedule], day: date, today: date) -> set[Pair]:
    found = set()
    for person, schedule in schedules.items():
        last = schedule.before(day)
        if last == day:
            found.add((person, day))
        if schedule.live is None or day != today:
            continue
        before = schedule.before(day - DAY) if last == day else last
        if before:
            found.add((person, before))
    return found


def _may_answer(unplaced: Seen | None, due_on: date) -> Seen | None:
    """A visit no day could be found for may be of any day of the month until it arrived."""
    if unplaced is None:
        return None
    waited = arrived_on(unplaced) - due_on
    return unplaced if timedelta(0) <= waited <= LONGEST_AWAY else None


@dataclass(frozen=True)
class _Known:
    """What stops a clock."""

    posts: dict[tuple[str, date], list[str]]  # of use, on days that are over
    excused: dict[UUID, list[Span]]


def _row(person: Person, due_on: date, visit: Seen | None, known: _Known, today: date) -> Row:
    excuse = why(known.excused.get(person.id, ()), due_on)
    facts = Facts(
        due_on,
        answered=visit is not None and visit.live,
        doubtful=visit is not None and visit.needs_review,
        posts_down=visit is None and known.posts.get((person.township, due_on)) == [],
        excused=excuse,
    )
    bare = (person.id, person.number, person.name, person.township, due_on, status(facts, today))
    if visit is None:
        return Row(*bare, excuse=excuse)
    seen = (visit.timing, visit.id, visit.route, visit.verdict, visit.captured_at, visit.channel)
    return Row(*bare, *seen, excuse)
