"""Matters of the public legal service: the queue, one matter, the counter, documents, figures."""

from datetime import date
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response, UploadFile

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.office.matter_shapes import (
    CategoryItem,
    ColleagueItem,
    CounterMade,
    CounterWish,
    FigureLine,
    MatterLine,
    MatterRecord,
)
from yizhan_collector.doors.office.matter_views import lines, record
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.cases import code, desk, figures, listing, service, uploads
from yizhan_collector.rooms.cases.listing import View
from yizhan_collector.rooms.cases.model import Asked, Kind
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/matters", tags=["matters"])
Clerk = Annotated[Staff, Depends(able("work_matters"))]
Day = Annotated[date, Query(ge=date(2020, 1, 1), le=date(2099, 12, 31))]
FILE = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


@router.get("", name="matters", responses=errors(401, 403, 422))
def listed(
    staff: Clerk,
    tx: Tx,
    now: Now,
    wanted: Wanted,
    view: View = "open",
    kind: Kind | None = None,
    text: Annotated[str, Query(max_length=60, description="A number, a telephone, a name.")] = "",
) -> Page[MatterLine]:
    """A page of the queue: what cannot wait first, then by its clock; counted up to 10,000."""
    asked = listing.Filter(view, kind, text)
    found, total = listing.listed(tx, asked, staff.id, now, wanted.size, wanted.offset)
    return wanted.of(lines(tx, staff, found, now), total)


@router.post("", name="open_matter", status_code=201, responses=errors(400, 401, 403, 413, 422))
def opened(given: CounterWish, staff: Clerk, tx: Tx, now: Now) -> CounterMade:
    """Open a matter for somebody at the counter or on the telephone; its code is shown once."""
    fresh = code.fresh()
    asked = Asked(**given.model_dump(), area="" if given.township else staff.area)
    made = service.open_matter(tx, asked, code.digest_of(fresh), now, staff)
    audit.recorded(tx, staff.id, "open_matter", now, subject=made.number)
    return CounterMade(matter=record(tx, staff, made, now), code=code.spoken(fresh))


@router.get("/categories", name="matter_categories", responses=errors(401, 403))
def categories(_: Clerk, tx: Tx) -> list[CategoryItem]:
    """What a matter may be about, each branch followed by its leaves."""
    return [CategoryItem(**vars(one)) for one in service.categories(tx)]


@router.get("/figures", name="matter_figures", responses=errors(401, 403, 422))
def of_period(_: Clerk, tx: Tx, first: Day, last: Day) -> list[FigureLine]:
    """What was asked between two legal days, both included, by kind; nobody is named."""
    return [FigureLine(**vars(one)) for one in figures.of_period(tx, first, last)]


@router.get("/{matter}", name="matter", responses=errors(401, 403, 404))
def one(matter: UUID, staff: Clerk, tx: Tx, now: Now) -> MatterRecord:
    """One matter with everything that was done."""
    return record(tx, staff, desk.get(tx, matter), now)


@router.get("/{matter}/colleagues", name="matter_colleagues", responses=errors(401, 403, 404))
def colleagues(matter: UUID, _: Clerk, tx: Tx) -> list[ColleagueItem]:
    """Who works matters of this area."""
    found = desk.colleagues(tx, desk.get(tx, matter))
    return [ColleagueItem(id=one.id, name=one.name) for one in found]


@router.post(
    "/{matter}/documents",
    name="add_matter_document",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def send(matter: UUID, file: UploadFile, staff: Clerk, tx: Tx, now: Now) -> MatterRecord:
    """Add a PDF, JPEG, PNG, DOCX, XLSX or TXT of at most 10 MB."""
    content, called = file.file.read(uploads.LARGEST + 1), file.filename or ""
    media_type = uploads.checked(called, content)
    name = uploads.clean_name(called)
    desk.link_document(tx, matter, staff, name, media_type, content, now)
    audit.recorded(tx, staff.id, "add_matter_document", now, subject=str(matter))
    return record(tx, staff, desk.get(tx, matter), now)


@router.get(
    "/{matter}/documents/{document}",
    name="matter_document",
    response_class=Response,
    responses={200: {"content": FILE}, **errors(401, 403, 404)},
)
def read(matter: UUID, document: UUID, staff: Clerk, tx: Tx, now: Now) -> Response:
    """The very bytes of a document; never shown inside a page."""
    found, content = desk.document(tx, matter, document)
    audit.recorded(tx, staff.id, "read_matter_document", now, subject=f"{matter} {document}")
    how = f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"
    return Response(content, media_type=found.media_type, headers={"Content-Disposition": how})
