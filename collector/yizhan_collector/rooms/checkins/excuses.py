"""Use cases of the excuses: leave and travel, health, and who is detained."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.checkins import excuse_store as store
from yizhan_collector.rooms.checkins.excuse_model import (
    Excuse,
    ExcuseGone,
    ExcuseReversed,
    Ground,
    Span,
)
from yizhan_collector.rooms.leaves import service as leaves
from yizhan_collector.rooms.people import service as people


@dataclass(frozen=True)
class Wish:
    """An excuse to write; `evidence` says what proves it, such as a discharge paper."""

    from_on: date
    to_on: date
    why: Ground
    evidence: str


def excused(
    tx: Connection, persons: Collection[UUID], start: date, end: date
) -> dict[UUID, list[Span]]:
    """On which days between two, both included, these people are excused, and why."""
    found: dict[UUID, list[Span]] = {}
    for person, span in store.spans(tx, persons, start, end):
        found.setdefault(person, []).append(span)
    for person, away in leaves.excused(tx, persons, start, end).items():
        found.setdefault(person, []).extend(Span(one.start, one.end, one.why) for one in away)
    for person, since, until in store.detentions(tx, persons):
        if since <= end:
            found.setdefault(person, []).append(Span(since, until or end, "detained"))
    return found


def of_person(tx: Connection, person: UUID) -> list[Excuse]:
    """What officers wrote for a person, newest first, also what was withdrawn."""
    return store.of_person(tx, person)


def write(tx: Connection, person: UUID, wish: Wish, by: UUID, now: datetime) -> Excuse:
    """Excuse a person for some days; raises LetGo, ExcuseReversed or ExcuseOverlaps."""
    people.still_here(tx, [person])
    if wish.to_on < wish.from_on:
        raise ExcuseReversed
    one = Excuse(
        new_id(), person, wish.from_on, wish.to_on, wish.why, wish.evidence.strip(), by, now
    )
    store.insert(tx, one)
    return one


def get(tx: Connection, excuse: UUID) -> Excuse:
    """One of them; raises NotFound."""
    found = store.get(tx, excuse)
    if found is None:
        raise NotFound
    return found


def withdraw(tx: Connection, excuse: UUID, reason: str, by: UUID, now: datetime) -> None:
    """Take an excuse back, with the reason; raises ExcuseGone."""
    if not store.withdraw(tx, excuse, by, now, reason.strip()):
        raise ExcuseGone
