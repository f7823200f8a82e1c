"""Legal aid in a matter: applied for, papers told once, decided by another hand, assigned."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from psycopg import Connection

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.office.aid_shapes import (
    AidDecision,
    AidWish,
    CompleteWish,
    LawyerWish,
    MissingWish,
)
from yizhan_collector.doors.office.matter_shapes import MatterRecord
from yizhan_collector.doors.office.matter_views import record
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.audit.service import Done
from yizhan_collector.rooms.cases import aid, desk
from yizhan_collector.rooms.cases.reasons import EveryItem
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/matters/{matter}/aid", tags=["matters"])
Clerk = Annotated[Staff, Depends(able("work_matters"))]
Decider = Annotated[Staff, Depends(able("decide_aid"))]
REFUSALS = errors(400, 401, 403, 404, 409, 413, 422)


@router.post("", name="apply_aid", responses=REFUSALS)
def apply(matter: UUID, given: AidWish, staff: Clerk, tx: Tx, now: Now) -> MatterRecord:
    """Enter an application: to be decided within seven days (art. 43)."""
    aid.apply(tx, desk.owned(tx, matter, staff), given.ground, given.items, now, staff)
    return _done(tx, staff, "apply_aid", matter, now)


@router.post("/missing", name="tell_missing", responses=REFUSALS)
def missing(matter: UUID, given: MissingWish, staff: Clerk, tx: Tx, now: Now) -> MatterRecord:
    """Tell once, and all together, what is missing; a second notice is refused."""
    aid.tell_missing(tx, matter, staff, given.papers, given.said, now)
    return _done(tx, staff, "tell_missing", matter, now)


@router.post("/complete", name="papers_complete", responses=REFUSALS)
def complete(matter: UUID, given: CompleteWish, staff: Clerk, tx: Tx, now: Now) -> MatterRecord:
    """Say since which day the papers are complete."""
    aid.complete(tx, matter, staff, given.on, now)
    return _done(tx, staff, "papers_complete", matter, now)


@router.post("/not-supplied", name="aid_not_supplied", responses=errors(401, 403, 404, 409))
def not_supplied(matter: UUID, staff: Clerk, tx: Tx, now: Now) -> MatterRecord:
    """What came in the days that were given is not what was asked for: it counts as withdrawn."""
    aid.not_supplied(tx, matter, staff, now)
    return _done(tx, staff, "aid_not_supplied", matter, now)


@router.post("/decision", name="decide_aid", responses=REFUSALS)
def decide(matter: UUID, given: AidDecision, staff: Decider, tx: Tx, now: Now) -> MatterRecord:
    """Grant or refuse each thing with reasons; not by whoever took the application."""
    items = {one.item: (one.granted, one.reason) for one in given.items}
    if len(items) != len(given.items):
        raise EveryItem
    aid.decide(tx, matter, staff, items, now)
    return _done(tx, staff, "decide_aid", matter, now)


@router.post("/lawyer", name="assign_aid", responses=REFUSALS)
def assign(matter: UUID, given: LawyerWish, staff: Clerk, tx: Tx, now: Now) -> MatterRecord:
    """Name the lawyer, within three days of the decision (art. 43)."""
    aid.assign(tx, matter, staff, given.lawyer, now)
    return _done(tx, staff, "assign_aid", matter, now)


def _done(tx: Connection, staff: Staff, what: Done, matter: UUID, now: datetime) -> MatterRecord:
    found = desk.get(tx, matter)
    audit.recorded(tx, staff.id, what, now, subject=found.number)
    return record(tx, staff, found, now)
