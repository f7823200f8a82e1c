"""What is known of a person's conduct: the duties, when they were met, what stops the clock."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.checkins import excuses
from yizhan_collector.rooms.checkins import service as checkins
from yizhan_collector.rooms.checkins.service import There
from yizhan_collector.rooms.conduct import days, store
from yizhan_collector.rooms.conduct.days import Duty, Known, Stop, Stretch, stretches
from yizhan_collector.rooms.conduct.measures import Hint, Measure, Past, Record, hints
from yizhan_collector.rooms.conduct.model import Evidence
from yizhan_collector.rooms.devices import postdays
from yizhan_collector.rooms.leaves import ends
from yizhan_collector.rooms.orders import service as orders
from yizhan_collector.rooms.orders.model import Schedule
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.model import IN_CORRECTION, Standing

BACK = timedelta(days=183)  # health of the posts is kept so long; what is older is not counted anew
Posts = dict[tuple[str, date], list[str]]


@dataclass(frozen=True)
class Found:
    """A person's conduct as the software sees it; `posts` of use on each day it looked at."""

    standing: Standing
    record: Record
    posts: Posts

    def stretch(self, since: date, source: days.Source) -> Stretch | None:
        """The stretch that began with this duty."""
        wanted = (since, source)
        return next((s for s in self.record.stretches if (s.since, s.source) == wanted), None)


@dataclass(frozen=True)
class _Known:
    """What was read for several people at once."""

    schedules: dict[UUID, Schedule]
    there: dict[UUID, list[There]]
    excused: dict[UUID, list[Stop]]
    closed: frozenset[date]
    today: date


def of_person(tx: Connection, person: UUID, now: datetime) -> Found:
    """The conduct of somebody in correction; raises NotInCorrection."""
    return _found(tx, [terms.in_correction(tx, person)], legal_day(now))[person]


def count(tx: Connection, persons: Collection[UUID], now: datetime) -> int:
    """Count the days of these people and keep what they meet; returns how many conditions."""
    today = legal_day(now)
    standing = [one for one in terms.standings(tx, persons).values() if one.state in IN_CORRECTION]
    book = rules.book(tx, today)
    met: list[tuple[UUID, Hint]] = []
    for person, found in _found(tx, standing, today).items():
        met += [(person, one) for one in hints(found.record, book)]
    store.put_hints(tx, persons, met, now)
    return len(met)


def evidence_of(stretch: Stretch, township: str, posts: Posts, after: int = 0) -> list[Evidence]:
    """Each day of a stretch with what shows it, numbered after these."""
    duty = "报到日" if stretch.source == "due" else "请假期满日"
    return [
        Evidence(after + n, _shown(one, duty, stretch, posts.get((township, one.day), [])), one.day,
                 one.why)
        for n, one in enumerate(stretch.days, 1)
    ]  # fmt: skip


EXCLUDED: dict[days.Exclusion, str] = {
    "leave": "准假外出期间",
    "travel": "经批准经常性跨市县活动期间",
    "health": "因病",
    "hospital": "住院治疗",
    "other": "有经核实的正当理由",
    "detained": "被其他机关限制人身自由",
    "post_down": "报到点停用",
    "holiday": "法定节假日",
    "before_notice": "尚未告知本人",
}


def _shown(one: days.Day, duty: str, stretch: Stretch, boxes: list[str]) -> str:
    what = f"{duty}{stretch.since}之后第{(one.day - stretch.since).days}日"
    if one.why:
        return f"{what},不计入:{EXCLUDED[one.why]}"
    return f"{what},没有报到记录;正常使用的报到终端:{'、'.join(boxes)}"


def _found(tx: Connection, standing: list[Standing], today: date) -> dict[UUID, Found]:
    ids = [one.person for one in standing]
    start = today - BACK
    read = _Known(
        orders.schedules_of(tx, ids),
        checkins.there(tx, ids, start),
        {
            person: [Stop(one.start, one.end, one.why) for one in spans]
            for person, spans in excuses.excused(tx, ids, start, today).items()
        },
        rules.closed_days(tx, start, today),
        today,
    )
    late = _late(tx, ids)
    first = {one.person: _stretches(one, read, late, frozenset()) for one in standing}
    wanted = {
        (one.township, day)
        for one in standing
        for day in _days(first[one.person], read, one)
        if day < today
    }
    posts = postdays.in_order(tx, wanted)
    past = _past(tx, ids)
    return {one.person: _whole(one, read, late, posts, past) for one in standing}


def _late(tx: Connection, ids: Collection[UUID]) -> dict[UUID, list[Duty]]:
    """The leaves of these people that were or are not returned from in time."""
    found: dict[UUID, list[Duty]] = {}
    for one in ends.of_persons(tx, ids):
        found.setdefault(one.person, []).append(Duty(one.last, one.back_on))
    return found


def _duties(one: Standing, read: _Known) -> list[Duty]:
    schedule = read.schedules.get(one.person)
    if schedule is None:
        return []
    met = {each.answers: each.day for each in read.there.get(one.person, []) if each.answers}
    due = schedule.between(read.today - BACK, read.today - days.DAY)
    return [Duty(day, met.get(day)) for day in due]


def _stretches(
    one: Standing, read: _Known, late: dict[UUID, list[Duty]], down: frozenset[date]
) -> tuple[Stretch, ...]:
    known = Known(tuple(read.excused.get(one.person, ())), down, read.closed, one.declared_on)
    seen = {each.day for each in read.there.get(one.person, [])}
    return (
        *stretches("due", _duties(one, read), seen, known, read.today),
        *stretches("leave", late.get(one.person, []), [], known, read.today),
    )


def _days(found: Collection[Stretch], read: _Known, one: Standing) -> set[date]:
    """The days of which the posts must be known."""
    missed = {
        duty.on for duty in _duties(one, read) if duty.met_on is None or duty.met_on > duty.on
    }
    return missed | {day.day for each in found for day in each.days} | {s.since for s in found}


def _past(tx: Connection, ids: Collection[UUID]) -> dict[UUID, tuple[list[Past], set[Measure]]]:
    found: dict[UUID, tuple[list[Past], set[Measure]]] = {}
    for one in store.of_persons(tx, ids):
        told, pending = found.setdefault(one.person, ([], set()))
        if one.past:
            told.append(one.past)
        if one.state in ("proposed", "decided"):
            pending.add(one.measure)
    return found


def _whole(
    one: Standing,
    read: _Known,
    late: dict[UUID, list[Duty]],
    posts: Posts,
    past: dict[UUID, tuple[list[Past], set[Measure]]],
) -> Found:
    down = frozenset(
        day for (township, day), boxes in posts.items() if township == one.township and not boxes
    )
    told, pending = past.get(one.person, ([], set()))
    received = one.received_on or read.today
    record = Record(
        one.sentence, received, _stretches(one, read, late, down), tuple(told),
        frozenset(pending), read.today,
    )  # fmt: skip
    return Found(one, record, posts)
