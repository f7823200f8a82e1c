"""Use cases of the board: what is neglected and whose turn it is; whose things are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.ownership import climb_store, store
from yizhan_collector.rooms.ownership.model import (
    FAULTS,
    AlreadyBack,
    Department,
    Fault,
    Kind,
    NobodyThere,
    NotYours,
    Thing,
)
from yizhan_collector.rooms.ownership.rungs import Climb, turn
from yizhan_collector.rooms.staff.model import POWERS, NotAllowed, Staff

KEEPERS = tuple(role for role, powers in POWERS.items() if "see_owned" in powers)
HISTORY = 40  # steps


@dataclass(frozen=True)
class Line:
    """A thing on the board: what is wrong since when, and whose turn it is."""

    thing: Thing
    faults: Mapping[Fault, datetime]
    turns: Mapping[Fault, Climb]

    @property
    def order(self) -> tuple[object, ...]:
        """What is wrong first, the gravest and oldest of it at the top."""
        worst = next(iter(self.faults), None)
        at = FAULTS.index(worst) if worst else len(FAULTS)
        since = self.faults[worst].timestamp() if worst else 0
        return at, since, self.thing.kind, self.thing.subject


@dataclass(frozen=True)
class Wish:
    """Which lines are asked for; None is all."""

    department: str | None = None  # '' is of no department
    kind: Kind | None = None
    fault: Fault | None = None
    faulty: bool = False

    def fits(self, line: Line) -> bool:
        """Whether a line is asked for."""
        home = line.thing.department.code if line.thing.department else ""
        return (
            (self.department is None or home == self.department)
            and (self.kind is None or line.thing.kind == self.kind)
            and (self.fault is None or self.fault in line.faults)
            and (bool(line.faults) or not self.faulty)
        )


@dataclass(frozen=True)
class Assignment:
    """Whose a thing is to be."""

    department: str
    owner: UUID
    deputy: UUID | None
    review_days: int
    climb_days: int


def board(tx: Connection, now: datetime) -> list[Line]:
    """Everything the database shows this member of staff, what is wrong first."""
    return _lines(tx, store.things(tx), now)


def mine(tx: Connection, staff: Staff, now: datetime) -> list[Line]:
    """What is wrong and was told to this member of staff, or is theirs."""
    return [
        one
        for one in _lines(tx, store.things_of(tx, staff.id), now)
        if one.faults
        and (
            one.thing.belongs_to(staff.id)
            or staff.id in {climb.step.told for climb in one.turns.values()}
        )
    ]


def one(tx: Connection, thing: UUID, now: datetime) -> tuple[Line, list[Climb]]:
    """A thing, and the last steps of its ladders, the newest first; raises NotFound."""
    found = store.one(tx, thing)
    if found is None:
        raise NotFound
    steps = climb_store.of_thing(tx, thing, now, HISTORY)
    return _line(found, [step for step in reversed(steps) if step.over_at is None], now), steps


def keepers(tx: Connection) -> list[Staff]:
    """Everybody a thing may be assigned to."""
    return store.keepers(tx, KEEPERS)


def departments(tx: Connection) -> list[Department]:
    """The departments with their heads."""
    return list(store.departments(tx).values())


def keep_department(
    tx: Connection, given: Department, head: UUID | None, leader: UUID | None, by: Staff
) -> Department:
    """Add or change a department; raises NotAllowed, NobodyThere."""
    _keeps(by)
    _there(tx, head, leader)
    what = (given.code, given.name_zh, given.name_en, given.phone, head, leader)
    store.keep_department(tx, what)
    return store.departments(tx)[given.code]


def assign(tx: Connection, thing: UUID, given: Assignment, by: Staff, now: datetime) -> None:
    """Say whose it is; its ladders begin anew with the new owner.

    Raises NotAllowed, NotFound, also of a department, and NobodyThere.
    """
    _keeps(by)
    _held(tx, thing)
    if given.department not in store.departments(tx):
        raise NotFound
    if given.owner == given.deputy:
        raise NobodyThere
    _there(tx, given.owner, given.deputy)
    store.assign(tx, thing, list(vars(given).values()), now)
    climb_store.over(tx, thing, FAULTS, "assigned", now)


def review(tx: Connection, thing: UUID, by: Staff, now: datetime) -> None:
    """The owner or the deputy looked at it and found it right; raises NotFound, NotYours."""
    if not _held(tx, thing).belongs_to(by.id):
        raise NotYours
    store.review(tx, thing, by.id, now)
    climb_store.over(tx, thing, ["stale"], "reviewed", now)


def hand_back(tx: Connection, thing: UUID, by: Staff, now: datetime) -> None:
    """The owner gives it back: it is nobody's, and shows so at once.

    Raises NotFound, AlreadyBack and NotYours.
    """
    found = _held(tx, thing)
    if found.owner is None:
        raise AlreadyBack
    if found.owner.id != by.id:
        raise NotYours
    climb_store.over(tx, thing, FAULTS, "assigned", now)
    store.hand_back(tx, thing, by.id, now)


def _lines(tx: Connection, things: Sequence[Thing], now: datetime) -> list[Line]:
    running = climb_store.running(tx, now)
    lines = [_line(one, running.get(one.id, []), now) for one in things]
    return sorted(lines, key=lambda one: one.order)


def _line(thing: Thing, running: Sequence[Climb], now: datetime) -> Line:
    faults = thing.faults(now)
    turns = {fault: _turn([one for one in running if one.fault == fault]) for fault in faults}
    return Line(thing, faults, {fault: found for fault, found in turns.items() if found})


def _turn(climbs: Sequence[Climb]) -> Climb | None:
    step = turn([one.step for one in climbs])
    return next((one for one in climbs if one.step is step), None)


def _held(tx: Connection, thing: UUID) -> Thing:
    found = store.held(tx, thing)
    if found is None:
        raise NotFound
    return found


def _keeps(by: Staff) -> None:
    if not by.may("keep_owned"):
        raise NotAllowed


def _there(tx: Connection, *people: UUID | None) -> None:
    able = {one.id for one in store.keepers(tx, KEEPERS)}
    if not able.issuperset(one for one in people if one):
        raise NobodyThere
