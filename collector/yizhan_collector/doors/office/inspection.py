"""The prosecutor's seat: everything to look at, one thing to write: an opinion."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
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
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.oversight import complaints, opinions
from yizhan_collector.rooms.oversight.model import Kind, Raised
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/inspection", tags=["oversight"])
Inspector = Annotated[Staff, Depends(able("inspect"))]


class NewOpinion(BaseModel):
    """An opinion or a notice of correction, about an office and, it may be, about one record."""

    about: Annotated[str, Field(pattern=r"^([0-9]{6}|[0-9]{9})$")]
    kind: Kind
    reference: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^\S(.*\S)?$")]
    words: Words
    person: UUID | None = None


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
