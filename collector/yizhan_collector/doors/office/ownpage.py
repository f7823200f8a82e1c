"""The way into a person's own page: a one-time code, from an officer's hand."""

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


class PageCode(BaseModel):
    """A one-time code for the own page; shown this once."""

    code: str = Field(description="Eight digits.")
    expires_at: datetime


@router.post("/{person}/page", name="issue_page", responses=errors(401, 403, 404))
def issue_page(person: UUID, staff: Changer, tx: Tx, now: Now) -> PageCode:
    """A code with which this person opens the own page, for a day; an older code ends."""
    own(staff, people.get(tx, person).township)
    issued = secrets.issue(tx, person, "page", staff.id, now)
    audit.recorded(tx, staff.id, "issue_page", now, person)
    return PageCode(code=issued.secret, expires_at=issued.expires_at)
