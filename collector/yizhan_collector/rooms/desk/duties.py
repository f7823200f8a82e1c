"""What waits for somebody of an office, each with its legal clock. It is the office's duty."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from psycopg import Connection, Cursor

from yizhan_collector.rooms.desk import duty_store as store
from yizhan_collector.rooms.requests.model import levels_of
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff.model import Power, Staff

SHOWN = 5  # tasks of a duty on the first page; the rest stands behind its link


@dataclass(frozen=True)
class Duty:
    """One kind of task: who has it, where it is done, and whether other screens list it whole."""

    name: str  # words `duty.<name>`, and the query of this name
    powers: tuple[Power, ...]  # any of them
    link: str  # of one task; `{id}` and `{person}` are filled in
    screen: str | None = None  # the one that lists them all
    unseen: str | None = None  # the link of a task about somebody whose record is not ours yet


WORK: tuple[Power, ...] = ("change_people",)
DECIDE: tuple[Power, ...] = ("decide_leave", "decide_city")
COUNTY: tuple[Power, ...] = ("decide_county",)
OVERSEE: tuple[Power, ...] = ("oversee",)
DUTIES = (
    Duty("intake", WORK, "/people/{person}?part=term"),
    Duty("declaration", WORK, "/people/{person}?part=term"),
    Duty("category", WORK, "/people/{person}?part=term"),
    Duty("request", DECIDE, "/approvals?id={id}", "/approvals"),
    Duty("review", WORK, "/checkins/{id}", "/checkins"),
    Duty("service", WORK, "/people/{person}?part=papers"),
    Duty("gap", WORK, "/people/{person}?part=term"),
    Duty("leave_return", WORK, "/people/{person}?part=leave"),
    Duty("move", WORK, "/people/{person}?part=move", "/moves", "/moves?id={id}"),
    Duty("lost", WORK, "/people/{person}?part=contact"),
    Duty("sanction", WORK, "/people/{person}?part=conduct"),
    Duty("objection", COUNTY, "/people/{person}?part=conduct"),
    Duty("complaint", OVERSEE, "/complaints?id={id}", "/complaints"),
    Duty("opinion", OVERSEE, "/opinions?id={id}", "/opinions"),
    Duty("attendance", ("educate",), "/education?class={id}", "/education"),
    Duty("ending", WORK, "/people/{person}?part=term"),
)


@dataclass(frozen=True)
class Task:
    """One thing to do."""

    id: str
    person: UUID | None
    number: str
    name: str
    township: str
    clock: date | None  # the last day on which it is in time; None: the law sets none
    what: str  # a code that the page says in words
    link: str


@dataclass(frozen=True)
class Waiting:
    """The tasks of a duty: how many, how many of them late, and the most urgent."""

    duty: Duty
    total: int
    late: int
    tasks: list[Task]


def waiting(tx: Connection, staff: Staff, today: date) -> list[Waiting]:
    """What waits for this person, the duties with something late first, then by number."""
    values = {"today": today, "levels": levels_of(staff), "staff": staff.id, "area": staff.area}
    values |= _numbers(tx, today)
    own = [one for one in DUTIES if _has(staff, one)]
    with tx.pipeline():  # one way to the database instead of sixteen
        store.plan_once(tx)
        answers = [store.asked(tx, one.name, values, SHOWN) for one in own]
        found = [_waiting(*one) for one in zip(own, answers, strict=True)]
    return sorted(found, key=lambda one: (-one.late, -one.total, DUTIES.index(one.duty)))


def _has(staff: Staff, duty: Duty) -> bool:
    return any(staff.may(power) for power in duty.powers)


def _numbers(tx: Connection, today: date) -> dict[str, int]:
    book = rules.book(tx, today)
    return {"summary_days": book.number("end.summary_days")}


def _waiting(duty: Duty, answer: Cursor[store.Row]) -> Waiting:
    total, late, rows = store.tasks(answer)
    return Waiting(duty, total, late, [_task(duty, row) for row in rows])


def _task(duty: Duty, row: store.Row) -> Task:
    ident, person, clock, what, number, name, township = row
    link = duty.unseen if duty.unseen and name is None else duty.link
    link = link.format(id=ident, person=person)
    return Task(ident, person, number or "", name or "", township or "", clock, what, link)
