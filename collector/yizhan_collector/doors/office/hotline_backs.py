"""The hotline's call-backs, its sample of quality and its figures."""

from datetime import UTC, date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from fastapi.responses import FileResponse

from yizhan_collector.doors.access import Now, Standing, Tx, able
from yizhan_collector.doors.office.hotline_shapes import (
    AttemptWish,
    BackItem,
    BackWish,
    CheckItem,
    CheckWish,
    HotlineDay,
    HotlineFigures,
    SlotItem,
)
from yizhan_collector.doors.office.hotline_views import back_items, check_items
from yizhan_collector.doors.office.matters import Day
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.hotline import backs, checks, figures, recordings, times
from yizhan_collector.rooms.portal.slots import Slot
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/hotline", tags=["hotline"])
Clerk = Annotated[Staff, Depends(able("work_matters"))]
Head = Annotated[Staff, Depends(able("check_calls"))]
REFUSALS = errors(400, 401, 403, 404, 409, 413, 422)


@router.get("/backs", name="call_backs", responses=errors(401, 403, 422))
def listed(_: Clerk, tx: Tx, now: Now, wanted: Wanted, closed: bool = False) -> Page[BackItem]:
    """Who is to be called back, the first due before; or who was, newest first."""
    found, total = backs.listed(tx, closed, wanted.size, wanted.offset)
    return wanted.of(back_items(tx, found, now), total)


@router.get("/slots", name="call_back_slots", responses=errors(401, 403, 404, 422))
def slots(
    _: Clerk, tx: Tx, now: Now, day: Annotated[date | None, Query()] = None
) -> list[SlotItem]:
    """The times of a day that can be had, or the next ones."""
    return _slots(times.free(tx, day, now))


@router.post("/backs", name="book_call_back", status_code=201, responses=REFUSALS)
def book(given: BackWish, staff: Clerk, tx: Tx, now: Now) -> list[SlotItem]:
    """Book a time for somebody on the line; one that is full is refused with the next ones."""
    made = times.book(tx, given.starts_at, given.name, given.number, now)
    audit.recorded(tx, staff.id, "book_call_back", now, subject=str(made.id))
    return _slots(times.free(tx, None, now))


@router.post("/backs/{back}/attempts", name="attempt_call", responses=REFUSALS)
def attempt(back: UUID, given: AttemptWish, staff: Clerk, tx: Tx, now: Now) -> BackItem:
    """How an attempt ended; the third that reached nobody gives it up, in the open."""
    made = backs.attempt(tx, back, staff, given.code, given.said, now)
    audit.recorded(tx, staff.id, "attempt_call", now, subject=str(back))
    return back_items(tx, [(made, backs.attempts(tx, back))], now)[0]


@router.get("/checks", name="call_checks", responses=errors(401, 403, 422))
def sample(staff: Head, tx: Tx, wanted: Wanted) -> Page[CheckItem]:
    """The sample of the calls, unchecked ones first."""
    found, total = checks.listed(tx, wanted.size, wanted.offset)
    return wanted.of(check_items(tx, found, staff), total)


@router.post("/checks/{call}", name="check_call", responses=REFUSALS)
def check(call: str, given: CheckWish, staff: Head, tx: Tx, now: Now) -> CheckItem:
    """What was found of a call that somebody else answered."""
    made = checks.check(tx, call, staff, given.points, given.said, now)
    audit.recorded(tx, staff.id, "check_call", now, subject=call)
    return check_items(tx, [made], staff)[0]


@router.get(
    "/checks/{call}/recording",
    name="hear_call",
    response_class=FileResponse,
    responses={200: {"content": {"audio/wav": {}}}, **errors(401, 403, 404, 409, 422)},
)
def hear(call: str, staff: Head, tx: Tx, now: Now, house: Standing) -> FileResponse:
    """The recording of a call of the sample, by ranges; never one's own call."""
    found = recordings.of_sample(tx, call, staff, house.recordings)
    audit.recorded(tx, staff.id, "hear_call", now, subject=call)
    return FileResponse(found, media_type="audio/wav", headers={"Cache-Control": "no-store"})


@router.get("/figures", name="hotline_figures", responses=errors(401, 403, 422))
def of_period(_: Clerk, tx: Tx, first: Day, last: Day) -> HotlineFigures:
    """What became of the calls between two legal days, both included; nobody is named."""
    days = figures.by_day(tx, first, last)
    return HotlineFigures(
        days=[HotlineDay(**vars(one)) for one in days],
        together=figures.together(days),
        goals=vars(figures.goals(tx, last)),
    )


def _slots(found: list[Slot]) -> list[SlotItem]:
    return [SlotItem(starts_at=one.starts_at.astimezone(UTC), free=one.free) for one in found]
