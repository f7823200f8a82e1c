"""The columns of the portal: added, renamed, put in order, shown and hidden."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.publishing import columns
from yizhan_collector.rooms.publishing.model import Kind
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/columns", tags=["articles"])
Editor = Annotated[Staff, Depends(able("write_texts", "approve_texts"))]
Head = Annotated[Staff, Depends(able("approve_texts"))]
CODE = r"^[a-z][a-z0-9-]{1,30}$"
Code = Annotated[str, Path(pattern=CODE)]
Line = r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*$"


class ColumnChange(BaseModel):
    """What a column is called, where it stands and whether the public sees it."""

    title_zh: Annotated[str, Field(min_length=1, max_length=30, pattern=Line)]
    title_en: Annotated[str, Field(min_length=1, max_length=60, pattern=Line)]
    place: Annotated[int, Field(ge=0, le=1000)]
    shown: bool


class NewColumn(BaseModel):
    """A new column; it comes last."""

    code: Annotated[str, Field(pattern=CODE, description="Of its address, never changed.")]
    title_zh: Annotated[str, Field(min_length=1, max_length=30, pattern=Line)]
    title_en: Annotated[str, Field(min_length=1, max_length=60, pattern=Line)]
    kind: Kind


class ColumnItem(ColumnChange):
    """A column of the portal."""

    code: str
    kind: Kind = Field(description="Says how long it may lie untouched.")
    live: int = Field(description="How many texts the public reads in it.")


@router.get("", name="columns", responses=errors(401, 403))
def listed(_: Editor, tx: Tx) -> list[ColumnItem]:
    """The columns in their order."""
    return [ColumnItem(**vars(one)) for one in columns.listed(tx)]


@router.post("", name="add_column", status_code=201, responses=errors(400, 401, 403, 409, 413, 422))
def add(given: NewColumn, staff: Head, tx: Tx, now: Now) -> list[ColumnItem]:
    """Add a column; all of them are given back."""
    columns.add(tx, given.code, (given.title_zh.strip(), given.title_en.strip()), given.kind)
    audit.recorded(tx, staff.id, "add_column", now, subject=given.code)
    return listed(staff, tx)


@router.put("/{code}", name="change_column", responses=errors(400, 401, 403, 404, 413, 422))
def change(code: Code, given: ColumnChange, staff: Head, tx: Tx, now: Now) -> list[ColumnItem]:
    """Rename, move, show or hide a column; all of them are given back."""
    titles = (given.title_zh.strip(), given.title_en.strip())
    columns.change(tx, code, titles, given.place, given.shown)
    audit.recorded(tx, staff.id, "change_column", now, subject=code)
    return listed(staff, tx)
