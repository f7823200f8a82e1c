"""The paper list comes in, and what a role may take out goes out, both written down."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Body, Depends, Query
from fastapi.responses import Response
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.exchange import exports, plain
from yizhan_collector.rooms.exchange import service as exchange
from yizhan_collector.rooms.exchange.disclosure import Basis, Column, Stated, Unstated
from yizhan_collector.rooms.exchange.model import Batch, Outcome, Problem, Status
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["exchange"])
Importer = Annotated[Staff, Depends(able("import_people"))]
Exporter = Annotated[Staff, Depends(able("export_people"))]
SHEET: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {plain.MEDIA: {"schema": {"type": "string", "format": "binary"}}},
        "description": "An .xlsx file.",
    }
}
Raw = Annotated[bytes, Body(media_type="application/octet-stream")]
FileName = Annotated[str, Query(min_length=1, max_length=120)]


class ImportBatch(BaseModel):
    """One file that was brought and how much of it was taken."""

    id: UUID
    file_name: str
    sha256: str
    by: str = Field(description="Name of the staff.")
    at: datetime
    state: Literal["done", "partial", "refused"]
    taken: int
    known: int = Field(description="In the house already, and the same.")
    bad: int


class ImportReason(BaseModel):
    """What is wrong with one cell."""

    column: str
    problem: Problem
    hint: str


class ImportRow(BaseModel):
    """What became of a row."""

    line: int
    status: Status
    name: str = Field(description="Of a bad row: the name as it was written.")
    reasons: list[ImportReason]


class ImportResult(ImportBatch):
    """A file with its bad rows; they are shown to whoever brought it, for 90 days."""

    rows: list[ImportRow] = Field(description="The bad ones.")


Said = Annotated[str, Field(max_length=200)]


class ExportWish(BaseModel):
    """Which people to take out. Without the rest nothing leaves, and the attempt is noted."""

    states: Annotated[
        set[Literal["expected", "received", "declared", "active"]], Field(min_length=1)
    ]
    columns: set[Column] = Field(set(), description="What the recipient needs, and no more.")
    recipient: Annotated[str, Field(max_length=100, description="Who receives it.")] = ""
    purpose: Said = ""
    basis: Basis | None = None
    document: Said = Field("", description="The article, or the number of the letter it rests on.")


class DisclosureItem(BaseModel):
    """What left the house: to whom, what for, on which basis."""

    id: UUID
    at: datetime
    by: str = Field(description="Name of the staff.")
    recipient: str
    purpose: str
    basis: Basis
    document: str
    columns: list[Column]
    rows: int = Field(description="How many people.")


@router.get("/imports", responses=errors(401, 403))
def imports(staff: Importer, tx: Tx, wanted: Wanted) -> Page[ImportBatch]:
    """The files that were brought in the own area, newest first."""
    found, total = exchange.listed(tx, wanted.size, wanted.offset)
    names = staff_room.names(tx, {one.by for one in found})
    return wanted.of([_batch(one, names) for one in found], total)


@router.post("/imports", status_code=201, responses=errors(400, 401, 403, 413))
def import_people(raw: Raw, file_name: FileName, staff: Importer, tx: Tx, now: Now) -> ImportResult:
    """Take the good rows of an .xlsx or .csv; the bad ones are kept with their reasons."""
    made = exchange.bring(tx, file_name, raw, staff, now)
    return _result(tx, made.id)


@router.get("/imports/template", responses=errors(401, 403) | SHEET, response_class=Response)
def import_template(staff: Importer) -> Response:
    """An empty list with its headings and one example."""
    return _sheet(exchange.template(), "template.xlsx")


@router.get("/imports/{batch}", responses=errors(401, 403, 404))
def import_result(batch: UUID, staff: Importer, tx: Tx) -> ImportResult:
    """A file and its bad rows."""
    return _result(tx, batch)


@router.get(
    "/imports/{batch}/rows", responses=errors(401, 403, 404) | SHEET, response_class=Response
)
def import_rows(batch: UUID, staff: Importer, tx: Tx) -> Response:
    """The bad rows as they came, each with its reasons, to be corrected and brought again."""
    return _sheet(exchange.given_back(tx, batch), "correct.xlsx")


@router.get("/exports", name="exports", responses=errors(401, 403))
def disclosed(staff: Exporter, tx: Tx, wanted: Wanted) -> Page[DisclosureItem]:
    """What left the own area, newest first."""
    found, total = exports.listed(tx, *wanted.window)
    names = staff_room.names(tx, {one.by for one in found})
    items = [DisclosureItem(**{**vars(one), "by": names.get(one.by, "")}) for one in found]
    return wanted.of(items, total)


@router.post(
    "/exports", responses=errors(400, 401, 403, 409, 413, 422) | SHEET, response_class=Response
)
def export_people(given: ExportWish, staff: Exporter, tx: Tx, now: Now) -> Response:
    """The people of the own area as .xlsx, never a minor; noted in each one's own record."""
    said = (given.recipient, given.purpose, given.basis, given.document, given.columns)
    try:
        made = exports.export(tx, given.states, Stated(*said), staff, now)
    except Unstated as refused:
        tx.rollback()  # the refusal undoes the request, and its own line stays
        audit.recorded(tx, staff.id, "refuse_export", now, subject=refused.detail)
        tx.commit()
        raise
    return _sheet(made, f"people-{legal_day(now)}.xlsx")


def _sheet(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=plain.MEDIA, headers=headers)


def _batch(one: Batch, names: dict[UUID, str]) -> ImportBatch:
    fields = {**vars(one), "state": one.state, "by": names.get(one.by, "")}
    return ImportBatch.model_validate(fields)


def _result(tx: Tx, batch: UUID) -> ImportResult:
    found, rows = exchange.get(tx, batch)
    brief = _batch(found, staff_room.names(tx, {found.by}))
    bad = [_row(one) for one in rows if one.status == "bad"]
    return ImportResult(**brief.model_dump(), rows=bad)


def _row(one: Outcome) -> ImportRow:
    reasons = [ImportReason(**vars(reason)) for reason in one.reasons]
    name = one.cells.get("姓名", "")
    return ImportRow(line=one.line, status=one.status, name=name, reasons=reasons)
