"""Who is expected at a session, and whom an officer saw there."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.office.session_shapes import Expecting, Presence, SessionRecord
from yizhan_collector.doors.office.session_views import record
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.sessions import attending
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/sessions", tags=["sessions"])
Changer = Annotated[Staff, Depends(able("change_people"))]
CHANGE = errors(400, 401, 403, 404, 409, 422)


@router.post("/{procedure}/expect", name="expect_people", responses=CHANGE)
def expect(procedure: UUID, given: Expecting, staff: Changer, tx: Tx, now: Now) -> SessionRecord:
    """Expect these people; minors and adults are never mixed."""
    if len(people.by_id(tx, given.people)) != len(set(given.people)):
        raise NotFound
    attending.expect(tx, procedure, given.people, staff.id, now)
    audit.recorded(tx, staff.id, "expect_people", now, subject=str(procedure))
    return record(tx, procedure, now)


@router.delete("/{procedure}/expect/{person}", name="expect_no_more", responses=CHANGE)
def expect_no_more(
    procedure: UUID, person: UUID, staff: Changer, tx: Tx, now: Now
) -> SessionRecord:
    """Take somebody off the list, before it begins."""
    attending.expect_no_more(tx, procedure, person)
    audit.recorded(tx, staff.id, "expect_people", now, person, str(procedure))
    return record(tx, procedure, now)


@router.post("/{procedure}/present", name="mark_present", responses=CHANGE)
def mark(procedure: UUID, given: Presence, staff: Changer, tx: Tx, now: Now) -> SessionRecord:
    """An officer saw somebody there, or takes that back."""
    attending.mark(tx, procedure, given.person, given.there, staff.id, now)
    audit.recorded(tx, staff.id, "mark_present", now, given.person, str(procedure))
    return record(tx, procedure, now)
