"""What lets somebody in at the kiosk once: a permit to enrol a face, a code for a visit."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able, own
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.people import secrets
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/people", tags=["people"])
Changer = Annotated[Staff, Depends(able("change_people"))]


class Permit(BaseModel):
    """A single-use permit to enrol a face; shown this once."""

    permit: str = Field(description="Eight digits.")
    expires_at: datetime


class Code(BaseModel):
    """A one-time code for one visit; shown this once."""

    code: str = Field(description="Eight digits.")
    expires_at: datetime


@router.post("/{person}/permit", responses=errors(401, 403, 404, 409))
def issue_permit(person: UUID, staff: Changer, tx: Tx, now: Now) -> Permit:
    """Permit one enrolment of the face, for a day; an older permit ends."""
    own(staff, people.get(tx, person).township)
    issued = secrets.issue(tx, person, "permit", staff.id, now)
    audit.recorded(tx, staff.id, "issue_permit", now, person)
    return Permit(permit=issued.secret, expires_at=issued.expires_at)


@router.post("/{person}/code", responses=errors(401, 403, 404))
def issue_code(person: UUID, staff: Changer, tx: Tx, now: Now) -> Code:
    """A code for one visit without the face, for half an hour; an older code ends."""
    own(staff, people.get(tx, person).township)
    issued = secrets.issue(tx, person, "code", staff.id, now)
    audit.recorded(tx, staff.id, "issue_code", now, person)
    return Code(code=issued.secret, expires_at=issued.expires_at)
