"""What could not be read: why, from whom, and that somebody looked."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.paging import Page, Wanted, lines
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground import quarantine
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/quarantine", tags=["quarantine"])
Warden = Annotated[Staff, Depends(able("quarantine"))]
Key = Annotated[int, Path(ge=1, lt=2**63)]
PREVIEW = 4000


class QuarantineItem(BaseModel):
    """One message or event that could not be read."""

    id: int
    device: str = Field(description="Empty when the topic was none of ours.")
    topic: str
    reason: str
    seen: int = Field(description="How often the same bytes came.")
    size: int = Field(description="Bytes.")
    received_at: datetime


class QuarantineRecord(QuarantineItem):
    """One of them with the start of what it said."""

    preview: str = Field(description="The first 4000 bytes; what is not UTF-8 shows as U+FFFD.")
    dismissed_at: datetime | None
    note: str | None


class Note(BaseModel):
    """What was found out."""

    note: Annotated[str, Field(min_length=1, max_length=500)]


@router.get("", name="quarantine", responses=errors(401, 403))
def listed(staff: Warden, tx: Tx, wanted: Wanted) -> Page[QuarantineItem]:
    """What waits for somebody to look, newest first."""
    found = quarantine.page(tx, _boxes(tx, staff), *wanted.window)
    return lines(
        wanted, found, lambda one: QuarantineItem.model_validate(one, from_attributes=True)
    )


@router.get("/{kept}", responses=errors(401, 403, 404))
def quarantined(kept: Key, staff: Warden, tx: Tx, now: Now) -> QuarantineRecord:
    """One of them with its bytes; the view is written down."""
    audit.recorded(tx, staff.id, "view_quarantine", now, subject=str(kept))
    return _record(tx, staff, kept)


@router.post("/{kept}/dismiss", responses=errors(400, 401, 403, 404, 413))
def dismiss(kept: Key, given: Note, staff: Warden, tx: Tx, now: Now) -> QuarantineRecord:
    """Say what it was; it leaves the list and is kept until its retention ends."""
    _record(tx, staff, kept)
    quarantine.dismiss(tx, kept, staff.id, given.note, now)
    audit.recorded(tx, staff.id, "dismiss_quarantine", now, subject=str(kept))
    return _record(tx, staff, kept)


def _boxes(tx: Tx, staff: Staff) -> list[str] | None:
    return [one.id for one in devices.posts(tx, staff.area)] if staff.area else None


def _record(tx: Tx, staff: Staff, kept: int) -> QuarantineRecord:
    found = quarantine.get(tx, kept, _boxes(tx, staff))
    return QuarantineRecord(
        id=found.id,
        device=found.device,
        topic=found.topic,
        reason=found.reason,
        seen=found.seen,
        size=found.size,
        received_at=found.received_at,
        preview=found.payload[:PREVIEW].decode("utf-8", "replace"),
        dismissed_at=found.dismissed_at,
        note=found.note,
    )
