"""Sessions: planned, cancelled, stopped, closed by a named human."""

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from yizhan_collector.doors.access import Now, Tx, able, own
from yizhan_collector.doors.office.session_shapes import (
    Closing,
    NewSession,
    SegmentItem,
    SessionItem,
    SessionRecord,
    Wherefore,
)
from yizhan_collector.doors.office.session_views import items, record
from yizhan_collector.doors.paging import Page, Wanted, lines
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import midnight
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.sessions import attending, holds, service, told
from yizhan_collector.rooms.sessions.model import Kind, Said, State
from yizhan_collector.rooms.staff.model import NotAllowed, Staff

router = APIRouter(prefix="/sessions", tags=["sessions"])
Seer = Annotated[Staff, Depends(able("see_people"))]
Changer = Annotated[Staff, Depends(able("change_people"))]
Caller = Annotated[Staff, Depends(able("call_out"))]
CHANGE = errors(400, 401, 403, 404, 409, 422)
DAY = timedelta(days=1)


@router.get("", name="sessions", responses=errors(401, 403, 422))
def listed(
    _: Seer,
    tx: Tx,
    now: Now,
    wanted: Wanted,
    day: Annotated[date | None, Query(description="The legal day it begins.")] = None,
    post: Annotated[str | None, Query(max_length=40)] = None,
    kind: Kind | None = None,
    state: Annotated[list[State] | None, Query(description="Any of these.")] = None,
) -> Page[SessionItem]:
    """The sessions, the latest first."""
    start, end = (midnight(day), midnight(day + DAY)) if day else (None, None)
    wish = service.Wish(start, end, post, kind, state)
    found, total = service.page(tx, wish, wanted.size, wanted.offset)
    return wanted.of(items(tx, found, now), total)


@router.post("", status_code=201, name="plan_session", responses=CHANGE)
def plan(given: NewSession, staff: Changer, tx: Tx, now: Now) -> SessionRecord:
    """Plan a session at a post of one's area; the box begins and ends it by itself."""
    own(staff, devices.get(tx, given.post).township)
    if given.minors and not staff.minors:
        raise NotAllowed
    made = service.plan(tx, given.plan(), staff.id, now)
    if given.people:
        attending.expect(tx, made, set(given.people), staff.id, now)
    audit.recorded(tx, staff.id, "plan_session", now, subject=str(made))
    return record(tx, made, now)


@router.get("/{procedure}", name="one_session", responses=errors(401, 403, 404))
def one_session(procedure: UUID, _: Seer, tx: Tx, now: Now) -> SessionRecord:
    """One session: expected, seen, heads by the minute, and how it was closed."""
    return record(tx, procedure, now)


@router.get("/{procedure}/segments", name="segments", responses=errors(401, 403, 404))
def segments(procedure: UUID, _: Seer, tx: Tx, wanted: Wanted) -> Page[SegmentItem]:
    """The pieces of the recording that the box told of; no picture is in it."""
    service.get(tx, procedure)
    found = told.segment_page(tx, procedure, wanted.size, wanted.offset)
    return lines(wanted, found, lambda one: SegmentItem.model_validate(one, from_attributes=True))


@router.post("/{procedure}/cancel", name="cancel_session", responses=CHANGE)
def cancel(procedure: UUID, given: Wherefore, staff: Changer, tx: Tx, now: Now) -> SessionRecord:
    """Say that it is not held, before it begins."""
    service.cancel(tx, procedure, given.reason.strip(), staff.id, now)
    audit.recorded(tx, staff.id, "cancel_session", now, subject=str(procedure))
    return record(tx, procedure, now)


@router.post("/{procedure}/stop", name="stop_session", responses=CHANGE)
def stop(procedure: UUID, given: Wherefore, staff: Changer, tx: Tx, now: Now) -> SessionRecord:
    """Have the box end it now."""
    service.stop(tx, procedure, given.reason.strip(), staff.id, now)
    audit.recorded(tx, staff.id, "stop_session", now, subject=str(procedure))
    return record(tx, procedure, now)


@router.post("/{procedure}/close", name="close_session", responses=CHANGE)
def close(procedure: UUID, given: Closing, staff: Changer, tx: Tx, now: Now) -> SessionRecord:
    """Say what was so, in one's own name; a difference is explained in words."""
    said = Said(**given.model_dump() | {"words": given.words.strip()})
    service.close(tx, procedure, said, staff.id, now)
    audit.recorded(tx, staff.id, "close_session", now, subject=str(procedure))
    return record(tx, procedure, now)


@router.post("/{procedure}/hold", name="hold_session", responses=CHANGE)
def hold(procedure: UUID, given: Wherefore, staff: Caller, tx: Tx, now: Now) -> SessionRecord:
    """Keep the recording beyond its 30 days, for a written reason."""
    holds.hold(tx, procedure, given.reason.strip(), staff.id, now)
    audit.recorded(tx, staff.id, "hold_session", now, subject=str(procedure))
    return record(tx, procedure, now)


@router.post("/{procedure}/hold/lift", name="lift_hold", responses=CHANGE)
def lift(procedure: UUID, staff: Caller, tx: Tx, now: Now) -> SessionRecord:
    """Keep it no longer."""
    holds.lift(tx, procedure, staff.id, now)
    audit.recorded(tx, staff.id, "lift_hold", now, subject=str(procedure))
    return record(tx, procedure, now)
