"""The prosecutor's seat: everything to look at, one thing to write: an opinion."""

import secrets
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.office.oversight import (
    ComplaintItem,
    OnlyOpen,
    OpinionItem,
    Words,
    complaint_items,
    opinion_items,
)
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.desk import inspection
from yizhan_collector.rooms.desk.inspection import Late, Line
from yizhan_collector.rooms.oversight import complaints, opinions
from yizhan_collector.rooms.oversight.model import Kind, Raised
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/inspection", tags=["oversight"])
Inspector = Annotated[Staff, Depends(able("inspect"))]
State = Literal["expected", "received", "declared", "active", "released", "terminated", "moved_out"]


class NewOpinion(BaseModel):
    """An opinion or a notice of correction, about an office and, it may be, about one record."""

    about: Annotated[str, Field(pattern=r"^([0-9]{6}|[0-9]{9})$")]
    kind: Kind
    reference: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^\S(.*\S)?$")]
    words: Words
    person: UUID | None = None


class InspectionLine(BaseModel):
    """A person with the live term, else the last one."""

    person: UUID
    number: str
    name: str
    township: str
    minor: bool
    sentence: str | None
    state: str | None
    category: str | None
    starts_on: date | None
    ends_on: date | None
    report_by: date | None
    ended_on: date | None
    end_reason: str | None


class Sample(BaseModel):
    """People drawn by lot."""

    seed: str = Field(description="Draws the same people again.")
    people: list[InspectionLine]


class OverdueItem(BaseModel):
    """Something an office had to do by a day that has passed."""

    kind: Late
    id: UUID
    person: UUID | None
    by: date
    number: str | None
    name: str | None
    place: str | None


@router.get("/people", name="inspect_people", responses=errors(401, 403))
def people(
    staff: Inspector,
    tx: Tx,
    wanted: Wanted,
    q: Annotated[str, Query(max_length=60)] = "",
    state: Annotated[State | None, Query()] = None,
) -> Page[InspectionLine]:
    """The people of the area with their terms, by name."""
    found, total = inspection.page(tx, q.strip(), state, wanted.size, wanted.offset)
    return wanted.of([_line(one) for one in found], total)


@router.get("/sample", name="inspect_sample", responses=errors(401, 403))
def sample(
    staff: Inspector,
    tx: Tx,
    now: Now,
    size: Annotated[int, Query(ge=1, le=50)] = 5,
    seed: Annotated[str | None, Query(min_length=1, max_length=20)] = None,
) -> Sample:
    """People under correction, drawn by lot; the draw is written down."""
    seed = seed or secrets.token_hex(4)
    audit.recorded(tx, staff.id, "draw_sample", now, subject=f"{size} {seed}")
    drawn = inspection.drawn(tx, size, seed)
    return Sample(seed=seed, people=[_line(one) for one in drawn])


@router.get("/overdue", name="inspect_overdue", responses=errors(401, 403))
def overdue(staff: Inspector, tx: Tx, now: Now) -> list[OverdueItem]:
    """What offices had to do by a day that has passed, the oldest first."""
    found = inspection.overdue(tx, legal_day(now))
    return [OverdueItem.model_validate(one, from_attributes=True) for one in found]


@router.get("/complaints", name="inspect_complaints", responses=errors(401, 403))
def complained(
    staff: Inspector, tx: Tx, now: Now, wanted: Wanted, only_open: OnlyOpen = False
) -> Page[ComplaintItem]:
    """Every complaint of the area, about whomever."""
    found, total = complaints.listed(tx, staff, only_open, wanted.size, wanted.offset)
    return wanted.of(complaint_items(tx, staff, found, now), total)


@router.get("/opinions", name="inspect_opinions", responses=errors(401, 403))
def raised(
    staff: Inspector, tx: Tx, now: Now, wanted: Wanted, only_open: OnlyOpen = False
) -> Page[OpinionItem]:
    """The register: opinions and replies, what waits for its reply first."""
    found, total = opinions.listed(tx, only_open, wanted.size, wanted.offset)
    return wanted.of(opinion_items(tx, staff, found, now), total)


@router.post(
    "/opinions",
    status_code=201,
    name="raise_opinion",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def raise_opinion(given: NewOpinion, staff: Inspector, tx: Tx, now: Now) -> OpinionItem:
    """Raise an opinion; the county's written reply is due after the days of the rule book."""
    what = Raised(given.about, given.kind, given.reference, given.words.strip(), given.person)
    made = opinions.raise_one(tx, staff, what, now)
    audit.recorded(tx, staff.id, "raise_opinion", now, given.person, str(made.id))
    return opinion_items(tx, staff, [made], now)[0]


def _line(one: Line) -> InspectionLine:
    return InspectionLine.model_validate(one, from_attributes=True)
