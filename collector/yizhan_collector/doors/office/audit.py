"""The audit trail and whether it is whole, for who watches over the offices."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.office.shapes import PersonBrief, brief
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.audit import verify
from yizhan_collector.rooms.audit.service import Line, Reason
from yizhan_collector.rooms.audit.verify import Check, Fault
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/audit", tags=["audit"])
Watcher = Annotated[Staff, Depends(able("see_audit"))]
PAGE = 100


class AuditLine(BaseModel):
    """Who did what, when and what for."""

    id: int
    at: datetime
    staff: str = Field(description="Name; empty when the system did it.")
    action: str
    person: PersonBrief | None
    subject: str
    reason: Reason | None


class AuditCheck(BaseModel):
    """One walk along the chain."""

    at: datetime
    rows: int = Field(description="Links in the chain.")
    head: str = Field(description="Hash of the last link, hexadecimal.")
    fault: Fault | None = Field(description="The first fault; null when the trail is whole.")
    place: int | None = Field(description="The link at which it was found.")
    entry: int | None = Field(description="The row it concerns.")


class AuditTrail(BaseModel):
    """A part of the trail, and the latest walks along its chain."""

    items: list[AuditLine]
    next: int | None = Field(description="Send it as `before` for the older rows.")
    checks: list[AuditCheck]


@router.get("", name="audit_trail", responses=errors(401, 403))
def listed(
    staff: Watcher, tx: Tx, before: Annotated[int | None, Query(ge=1, lt=2**63)] = None
) -> AuditTrail:
    """The trail, newest first; who administers accounts sees no row about a person."""
    found = audit.lines(tx, before, PAGE)
    return AuditTrail(
        items=_lines(tx, staff, found),
        next=found[-1].id if len(found) == PAGE else None,
        checks=[_check(one) for one in verify.checks(tx)],
    )


@router.post("/check", responses=errors(401, 403))
def check_audit(staff: Watcher, tx: Tx, now: Now) -> AuditCheck:
    """Walk the whole chain now; the outcome is kept."""
    found = verify.verify(tx, now)
    audit.recorded(tx, staff.id, "check_audit", now, subject=found.fault or "ok")
    return _check(found)


def _lines(tx: Tx, staff: Staff, found: list[Line]) -> list[AuditLine]:
    names = staff_room.names(tx, {one.staff for one in found if one.staff})
    who = {one.person for one in found if one.person} if staff.may("see_people") else set[UUID]()
    known = people.by_id(tx, who) if who else {}
    return [
        AuditLine(
            id=one.id,
            at=one.at,
            staff=names.get(one.staff, "") if one.staff else "",
            action=one.action,
            person=brief(known[one.person]) if one.person in known else None,
            subject=one.subject,
            reason=one.reason,
        )
        for one in found
    ]


def _check(one: Check) -> AuditCheck:
    return AuditCheck(
        at=one.at,
        rows=one.seq,
        head=one.hash.hex(),
        fault=one.fault,
        place=one.place,
        entry=one.entry,
    )
