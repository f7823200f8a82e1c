"""The papers: kinds and their forms, preview, issue, the register, service, void."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from psycopg import Connection
from pydantic import TypeAdapter

from yizhan_collector.doors.access import Now, Tx, able, own
from yizhan_collector.doors.office.opening import opened
from yizhan_collector.doors.office.papershapes import (
    KindCode,
    PaperForm,
    PaperKind,
    PaperLine,
    PaperRecord,
    ServiceLine,
    ServiceWish,
    VoidWish,
    WantedPaper,
)
from yizhan_collector.doors.office.shapes import brief
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.papers import compose
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.papers.kinds import ALL
from yizhan_collector.rooms.papers.kinds.base import Fields
from yizhan_collector.rooms.papers.model import Paper, Search
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import service as terms

router = APIRouter(prefix="/papers", tags=["papers"])
Seer = Annotated[Staff, Depends(able("see_people"))]
Issuer = Annotated[Staff, Depends(able("issue_papers"))]
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILES: dict[str, dict[int | str, dict[str, Any]]] = {
    one: {200: {"content": {one: {"schema": {"type": "string", "format": "binary"}}}}}
    for one in (PDF, DOCX)
}


@router.get(
    "/kinds", name="paper_kinds", response_model=list[PaperKind], responses=errors(401, 403)
)
def kinds(_: Seer) -> Response:
    """Every kind of paper with the form of its fields."""
    return Response(_kinds(), media_type="application/json")


@cache
def _kinds() -> bytes:
    return TypeAdapter(list[PaperKind]).dump_json([PaperKind(**_kind(one)) for one in ALL])


@router.get("/kinds/{kind}", name="paper_form", responses=errors(401, 403, 404, 422))
def form(kind: str, staff: Issuer, tx: Tx, now: Now, person: UUID | None = None) -> PaperForm:
    """One kind, with what is known of this person; the record must be open."""
    about = compose.kind_of(kind)
    facts = _facts(tx, staff, person, now) if person else {}
    return PaperForm(**_kind(about), known=compose.known(kind, facts))


@router.get("", name="papers", responses=errors(401, 403))
def register(
    staff: Seer,
    tx: Tx,
    wanted: Wanted,
    number: Annotated[str, Query(max_length=60, description="Part of a number.")] = "",
    kind: KindCode | None = None,
    day: Annotated[date | None, Query(description="The day of issue.")] = None,
    who: Annotated[str, Query(max_length=60, description="Part of a name or number.")] = "",
    person: UUID | None = None,
) -> Page[PaperLine]:
    """The register of issued papers, newest first; what they say is read one by one."""
    found = [one.id for one in people.page(tx, staff.area, who.strip(), 200, 0)[0]] if who else None
    persons = tuple(found) if found is not None else None
    wish = Search(number.strip(), kind, day, person, persons, wanted.size, wanted.offset)
    rows, total = papers.search(tx, wish)
    return wanted.of(paper_lines(tx, rows), total)


@router.post(
    "/preview", name="preview_paper", responses=FILES[PDF] | errors(400, 401, 403, 404, 413, 422)
)
def preview(given: WantedPaper, staff: Issuer, tx: Tx, now: Now) -> Response:
    """The paper as PDF marked 草稿, without a number; nothing is kept."""
    _about(tx, staff, given.person, now)
    body = papers.preview(tx, given.kind, given.person, given.fields, staff.area, now)
    return _sent(body, PDF, "草稿.pdf")


@router.post(
    "/preview.docx", name="draft_docx", responses=FILES[DOCX] | errors(400, 401, 403, 404, 413, 422)
)
def draft_docx(given: WantedPaper, staff: Issuer, tx: Tx, now: Now) -> Response:
    """The paper as DOCX for editing, without a number; nothing is kept."""
    _about(tx, staff, given.person, now)
    body = papers.draft_docx(tx, given.kind, given.person, given.fields, staff.area, now)
    return _sent(body, DOCX, "草稿.docx")


@router.post(
    "", status_code=201, name="issue_paper", responses=errors(400, 401, 403, 404, 413, 422)
)
def issue(given: WantedPaper, staff: Issuer, tx: Tx, now: Now) -> PaperLine:
    """Number, press and keep a paper; from here on it is never changed."""
    _about(tx, staff, given.person, now)
    made = papers.issue(tx, given.kind, given.person, given.fields, staff, staff.area, now)
    audit.recorded(tx, staff.id, "issue_paper", now, given.person, str(made))
    return paper_lines(tx, [papers.get(tx, made)])[0]


@router.get("/{paper}", name="paper", responses=errors(401, 403, 404))
def paper(paper: UUID, staff: Seer, tx: Tx, now: Now) -> PaperRecord:
    """A paper, how it was served, and whether its bytes are whole; the record must be open."""
    one = _opened(tx, staff, paper, now)
    return _record(tx, one)


@router.get("/{paper}/pdf", name="paper_pdf", responses=FILES[PDF] | errors(401, 403, 404))
def pdf(paper: UUID, staff: Seer, tx: Tx, now: Now) -> Response:
    """The very bytes that were issued; the record must be open, and the view is noted."""
    one = _opened(tx, staff, paper, now)
    audit.recorded(tx, staff.id, "view_paper", now, one.person, str(paper))
    return _sent(papers.file(tx, paper), PDF, f"{one.number}.pdf")


@router.get("/{paper}/docx", name="paper_docx", responses=FILES[DOCX] | errors(401, 403, 404))
def docx(paper: UUID, staff: Issuer, tx: Tx, now: Now) -> Response:
    """A copy to work on; the PDF alone is the paper. The view is noted."""
    one = _opened(tx, staff, paper, now)
    audit.recorded(tx, staff.id, "view_paper", now, one.person, str(paper))
    return _sent(papers.docx(tx, paper), DOCX, f"{one.number}.docx")


@router.post(
    "/{paper}/service",
    name="serve_paper",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def serve(paper: UUID, given: ServiceWish, staff: Issuer, tx: Tx, now: Now) -> PaperRecord:
    """Write down how the paper reached its recipient, once or again."""
    one = _opened(tx, staff, paper, now)
    papers.serve(tx, paper, given.served(), staff, now)
    audit.recorded(tx, staff.id, "serve_paper", now, one.person, str(paper))
    return _record(tx, papers.get(tx, paper))


@router.post(
    "/{paper}/void", name="void_paper", responses=errors(400, 401, 403, 404, 409, 413, 422)
)
def void(paper: UUID, given: VoidWish, staff: Issuer, tx: Tx, now: Now) -> PaperRecord:
    """Make the paper void; it stays in the register with its number and the reason."""
    one = _opened(tx, staff, paper, now)
    papers.void(tx, paper, given.reason.strip(), staff, now)
    audit.recorded(tx, staff.id, "void_paper", now, one.person, str(paper))
    return _record(tx, papers.get(tx, paper))


def paper_lines(tx: Connection, rows: Sequence[Paper]) -> list[PaperLine]:
    """Papers in one line each, with the names that belong to them."""
    known = people.by_id(tx, {one.person for one in rows if one.person})
    names = staff_room.names(tx, {one.issued_by for one in rows})
    return [
        PaperLine(
            **{name: getattr(one, name) for name in PaperLine.model_fields.keys() & asdict(one)}
            | {
                "person": brief(known[one.person]) if one.person in known else None,
                "issued_by": names.get(one.issued_by, ""),
            }
        )
        for one in rows
    ]


def _record(tx: Connection, one: Paper) -> PaperRecord:
    services = papers.services(tx, one.id)
    names = staff_room.names(tx, {line.recorded_by for line in services})
    return PaperRecord(
        **paper_lines(tx, [one])[0].model_dump(),
        sha256=one.sha256,
        intact=papers.verify(tx, one.id),
        services=[
            ServiceLine(**asdict(line) | {"recorded_by": names.get(line.recorded_by, "")})
            for line in services
        ],
    )


def _kind(model: type[Fields]) -> dict[str, Any]:
    one = model.kind
    return {
        "code": one.code,
        "name": one.zh,
        "name_en": one.en,
        "by": one.by,
        "about": one.about,
        "fields": model.model_json_schema(),
    }


def _facts(tx: Connection, staff: Staff, person: UUID, now: datetime) -> dict[str, object]:
    _about(tx, staff, person, now)
    term = terms.get(tx, person)
    return asdict(term.facts) if term else {}


def _about(tx: Connection, staff: Staff, person: UUID | None, now: datetime) -> None:
    if person is not None:
        own(staff, people.get(tx, person).township)
        opened(tx, staff, person, now)


def _opened(tx: Connection, staff: Staff, paper: UUID, now: datetime) -> Paper:
    one = papers.get(tx, paper)
    _about(tx, staff, one.person, now)
    return one


def _sent(body: bytes, media: str, name: str) -> Response:
    how = f"inline; filename*=UTF-8''{quote(name)}"
    return Response(body, media_type=media, headers={"Content-Disposition": how})
