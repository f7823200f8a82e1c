"""The visits, one visit, and what an officer makes of it."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from yizhan_wire.envelope import ClockSource, Confidence
from yizhan_wire.events import Live

from yizhan_collector.doors.access import Now, Tx, able, own
from yizhan_collector.doors.office.shapes import CheckInLine, PersonBrief, brief, line
from yizhan_collector.doors.paging import Page, Wanted, lines
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.checkins import listing, reviews
from yizhan_collector.rooms.checkins.model import Decision, ScoreBand, Visit, score_band
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/checkins", tags=["checkins"])
Seer = Annotated[Staff, Depends(able("see_people"))]
Changer = Annotated[Staff, Depends(able("change_people"))]


class CheckInItem(CheckInLine):
    """A visit as a line of the list."""

    person: PersonBrief


class Clocks(BaseModel):
    """The four clocks of a visit, none overwritten, and how far the box trusts its own."""

    captured_at: datetime = Field(description="When the box says it happened.")
    corrected_at: datetime = Field(description="The same, corrected by the known offset.")
    sent_at: datetime | None = Field(description="When the box sent it.")
    received_at: datetime = Field(description="When the collector took it.")
    source: ClockSource
    confidence: Confidence
    offset_s: float | None


class Review(BaseModel):
    """What an officer decided."""

    decision: Decision
    note: str
    by: str = Field(description="Name of the officer.")
    at: datetime


class CheckInRecord(CheckInItem):
    """One visit whole: the result, never a picture."""

    score_band: ScoreBand | None = Field(
        description="The nearest comparison against the threshold; null without one."
    )
    liveness: Live | None
    frames: int | None
    model: str | None
    reason: str | None = Field(description="Why the box was not sure, as a code.")
    answers: dict[str, str] = Field(description="Question code to answer code.")
    clocks: Clocks
    review: Review | None


class NewReview(BaseModel):
    """A decision on a visit."""

    decision: Decision
    note: Annotated[str, Field(max_length=500, description="Needed unless it is a match.")] = ""
    due_on: Annotated[
        date | None,
        Field(description="For a visit the box's clock could not place: the due day it answers."),
    ] = None


@router.get("", name="checkins", responses=errors(401, 403))
def listed(
    staff: Seer,
    tx: Tx,
    wanted: Wanted,
    day: Annotated[date | None, Query(description="Legal day of the capture.")] = None,
    needs_review: Annotated[bool, Query(description="Only those a person must decide.")] = False,
) -> Page[CheckInItem]:
    """The visits, newest first."""
    wish = listing.Wish(day=day, needs_review=needs_review)
    found = listing.page(tx, wish, *wanted.window)
    known = people.by_id(tx, {one.person for one in found[0]})
    return lines(
        wanted,
        found,
        lambda one: CheckInItem(**line(one).model_dump(), person=brief(known[one.person])),
    )


@router.get("/{checkin}", responses=errors(401, 403, 404))
def checkin(checkin: UUID, staff: Seer, tx: Tx, now: Now) -> CheckInRecord:
    """One visit; the view is written down."""
    found = listing.get(tx, checkin)
    who = people.get(tx, found.person)
    own(staff, who.township)
    audit.viewed(tx, staff.id, "view_checkin", who.id, now, "report", str(checkin))
    return _record(tx, found, brief(who))


@router.post("/{checkin}/review", responses=errors(400, 401, 403, 404, 409, 413))
def review(checkin: UUID, given: NewReview, staff: Changer, tx: Tx, now: Now) -> CheckInRecord:
    """Decide; `no_match` lets the person report again for the same day."""
    who = people.get(tx, listing.get(tx, checkin).person)
    own(staff, who.township)
    decided = reviews.Decided(given.decision, given.note.strip(), staff.id, now)
    reviews.review(tx, checkin, decided, given.due_on)
    return _record(tx, listing.get(tx, checkin), brief(who))


def _record(tx: Tx, visit: Visit, who: PersonBrief) -> CheckInRecord:
    face, clock = visit.body.face, visit.clock
    return CheckInRecord(
        **line(visit).model_dump(),
        person=who,
        score_band=score_band(face),
        liveness=face.liveness if face else None,
        frames=face.frames if face else None,
        model=face.model if face else None,
        reason=face.reason if face else None,
        answers=dict(visit.body.answers),
        clocks=Clocks(
            captured_at=visit.captured_at,
            corrected_at=visit.corrected_at,
            sent_at=visit.sent_at,
            received_at=visit.received_at,
            source=clock.source,
            confidence=clock.confidence,
            offset_s=clock.offset_s,
        ),
        review=_review(tx, visit),
    )


def _review(tx: Tx, visit: Visit) -> Review | None:
    if visit.decision is None or visit.reviewed_by is None or visit.reviewed_at is None:
        return None
    by = staff_room.names(tx, {visit.reviewed_by}).get(visit.reviewed_by, "")
    return Review(decision=visit.decision, note=visit.note or "", by=by, at=visit.reviewed_at)
