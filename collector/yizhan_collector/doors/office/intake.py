"""收案: register a document of the court, and keep its files."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Body, Depends, Query, Response

from yizhan_collector.doors.access import Now, Tx, able, own
from yizhan_collector.doors.office.opening import opened
from yizhan_collector.doors.office.term_shapes import Filed, NewTerm, Registered
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff.model import NotAllowed, Staff
from yizhan_collector.rooms.terms import documents, intake, service
from yizhan_collector.rooms.terms.intake import Newcomer

router = APIRouter(tags=["terms"])
Changer = Annotated[Staff, Depends(able("change_people"))]
Seer = Annotated[Staff, Depends(able("see_people"))]
FILE = {media: {"schema": {"type": "string", "format": "binary"}} for media in
        ("application/pdf", "image/jpeg", "image/png")}  # fmt: skip


class WhoIsIt(Refused):
    """A document is about one person: name somebody known, or somebody new, not both."""

    status = 422


@router.post("/terms", status_code=201, responses=errors(400, 401, 403, 404, 409, 413, 422))
def register_term(given: NewTerm, staff: Changer, tx: Tx, now: Now) -> Registered:
    """Begin a term by a document of the court; the person reports within the days of the law."""
    who = _who(given, staff)
    if isinstance(who, UUID):
        own(staff, people.get(tx, who).township)
    person = intake.register(tx, who, given.facts(), given.months, staff, now)
    audit.recorded(tx, staff.id, "register_term", now, person)
    term = service.standing(tx, person)
    assert term is not None  # noqa: S101 # it has just begun
    return Registered(person=person, report_by=term.report_by)


@router.post(
    "/people/{person}/documents",
    status_code=201,
    responses=errors(400, 401, 403, 404, 409, 413, 422),
    openapi_extra={"requestBody": {"required": True, "content": FILE}},
)
def file_document(
    person: UUID,
    staff: Changer,
    tx: Tx,
    now: Now,
    content: Annotated[bytes, Body(media_type="application/octet-stream")],
    kind: Annotated[documents.Kind, Query()],
    name: Annotated[str, Query(min_length=1, max_length=120, pattern=r"\S")],
) -> Filed:
    """Keep a document as PDF, JPEG or PNG of at most 10 MB; the very same is refused."""
    own(staff, people.get(tx, person).township)
    opened(tx, staff, person, now)
    kept = documents.file(tx, person, kind, name.strip(), content, staff, now)
    audit.recorded(tx, staff.id, "file_document", now, person, str(kept))
    return Filed(id=kept)


@router.get(
    "/people/{person}/documents/{document}",
    response_class=Response,
    responses={200: {"content": FILE}, **errors(401, 403, 404)},
)
def read_document(person: UUID, document: UUID, staff: Seer, tx: Tx, now: Now) -> Response:
    """The very bytes of a document; the record must be open."""
    own(staff, people.get(tx, person).township)
    opened(tx, staff, person, now)
    name, media, content = documents.read(tx, person, document)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type=media, headers=headers)


def _who(given: NewTerm, staff: Staff) -> UUID | Newcomer:
    if given.person is not None and given.newcomer is None:
        return given.person
    if given.newcomer is None or given.person is not None:
        raise WhoIsIt
    own(staff, given.newcomer.township)
    if given.newcomer.minor and not staff.minors:
        raise NotAllowed
    return Newcomer(**given.newcomer.model_dump())
