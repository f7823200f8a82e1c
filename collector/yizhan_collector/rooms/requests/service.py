"""Use cases of the requests: ask, decide once, withdraw."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.requests import store
from yizhan_collector.rooms.requests.model import (
    AlreadyDecided,
    Asked,
    Decision,
    Request,
    Verdict,
    check,
    check_delegation,
    complaint_route,
    decided_at,
    levels_of,
)
from yizhan_collector.rooms.staff import delegations
from yizhan_collector.rooms.staff.model import Staff


def ask(tx: Connection, asked: Asked, now: datetime) -> UUID:
    """Ask for something in the name of the person's own office; raises NotFound and LetGo."""
    people.still_here(tx, [asked.person])
    township = people.get(tx, asked.person).township
    one = Request(
        id=new_id(),
        person=asked.person,
        kind=asked.kind,
        subject=asked.subject,
        level=asked.level,
        county=township[:6],
        township=township,
        body=dict(asked.body),
        asked_by=asked.by,
        asked_at=now,
        channel=asked.channel,
        decide_by=asked.decide_by,
    )
    store.insert(tx, one)
    return one.id


def settle(tx: Connection, request: UUID, staff: Staff, verdict: Verdict, now: datetime) -> Request:
    """Grant or refuse, once; a refusal carries its reasons and where to complain.

    Raises NotFound, WrongLevel, OwnRequest, NotDelegated, AlreadyDecided, ReasonsNeeded.
    """
    one = get(tx, request)
    if not staff.sees(one.township):
        raise NotFound
    check(one, staff, verdict)
    lent = delegations.get(tx, verdict.delegation) if verdict.delegation else None
    check_delegation(one, staff, lent, legal_day(now))
    level = decided_at(one.level, staff)
    route = "" if verdict.granted else complaint_route(level, one.county)
    decision: Decision = "granted" if verdict.granted else "refused"
    by = (staff.id, verdict.delegation if staff.level == "township" else None)
    if not store.settle(tx, one, level, decision, verdict.reasons.strip(), route, *by, now):
        raise AlreadyDecided
    return get(tx, request)


def withdraw(tx: Connection, request: UUID, by: UUID | None, now: datetime, why: str = "") -> None:
    """Take back what was asked; who may, the room that asked has said before.

    `by` is None for the person. Raises NotFound and AlreadyDecided.
    """
    if not store.withdraw(tx, get(tx, request).id, by, now, why):
        raise AlreadyDecided


def get(tx: Connection, request: UUID) -> Request:
    """One request; raises NotFound."""
    found = store.get(tx, request)
    if found is None:
        raise NotFound
    return found


def by_id(tx: Connection, some: Collection[UUID]) -> dict[UUID, Request]:
    """Those of these that are known."""
    return {one.id: one for one in store.by_id(tx, some)}


def of_person(tx: Connection, person: UUID) -> list[Request]:
    """What was asked for a person, newest first."""
    return store.of_person(tx, person)


def open_for(tx: Connection, staff: Staff, limit: int, offset: int) -> tuple[list[Request], int]:
    """What waits for this member of staff's decision, by its last day; and how many in all."""
    return store.open_at(tx, levels_of(staff), staff.area, staff.id, limit, offset)


def asked_by(tx: Connection, staff: UUID) -> list[Request]:
    """What this member of staff asked for and somebody else must decide."""
    return store.asked_by(tx, staff)
