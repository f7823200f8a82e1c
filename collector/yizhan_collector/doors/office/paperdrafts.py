"""Drafts of papers: what the house or an officer has written and nobody has issued."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from psycopg import Connection

from yizhan_collector.doors.access import Now, Tx, able, own
from yizhan_collector.doors.office.opening import opened
from yizhan_collector.doors.office.papers import paper_lines
from yizhan_collector.doors.office.papershapes import (
    ChangedDraft,
    DraftLine,
    PaperLine,
    WantedPaper,
)
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.papers import drafts
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.papers.kinds import KINDS
from yizhan_collector.rooms.papers.model import Draft, PersonNeeded
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/drafts", tags=["papers"])
Issuer = Annotated[Staff, Depends(able("issue_papers"))]


@router.get("", name="paper_drafts", responses=errors(401, 403, 404))
def listed(person: UUID, staff: Issuer, tx: Tx, now: Now) -> list[DraftLine]:
    """The drafts about a person, newest first; the record must be open."""
    _open(tx, staff, person, now)
    return _lines(tx, drafts.of_person(tx, person))


@router.post("", status_code=201, name="keep_draft", responses=errors(400, 401, 403, 404, 413, 422))
def keep(given: WantedPaper, staff: Issuer, tx: Tx, now: Now) -> DraftLine:
    """Keep a draft in the name of the officer's own body."""
    if given.person is None:
        raise PersonNeeded
    _open(tx, staff, given.person, now)
    made = drafts.keep(tx, given.kind, given.person, given.fields, staff.id, staff.area, now)
    return _lines(tx, [drafts.get(tx, made)])[0]


@router.put("/{draft}", name="change_draft", responses=errors(400, 401, 403, 404, 413, 422))
def change(draft: UUID, given: ChangedDraft, staff: Issuer, tx: Tx, now: Now) -> DraftLine:
    """Write a draft anew."""
    _own(tx, staff, draft, now)
    drafts.change(tx, draft, given.fields, staff.id, now)
    return _lines(tx, [drafts.get(tx, draft)])[0]


@router.delete("/{draft}", status_code=204, name="drop_draft", responses=errors(401, 403, 404))
def drop(draft: UUID, staff: Issuer, tx: Tx, now: Now) -> None:
    """Throw a draft away."""
    one = _own(tx, staff, draft, now)
    drafts.drop(tx, draft)
    audit.recorded(tx, staff.id, "drop_draft", now, one.person, one.kind)


@router.post(
    "/{draft}/issue",
    status_code=201,
    name="issue_draft",
    responses=errors(401, 403, 404, 422),
)
def issue(draft: UUID, staff: Issuer, tx: Tx, now: Now) -> PaperLine:
    """Issue what the draft says; the draft is gone then."""
    one = _own(tx, staff, draft, now)
    made = drafts.issue(tx, draft, staff, now)
    audit.recorded(tx, staff.id, "issue_paper", now, one.person, str(made))
    return paper_lines(tx, [papers.get(tx, made)])[0]


def _open(tx: Connection, staff: Staff, person: UUID, now: datetime) -> None:
    own(staff, people.get(tx, person).township)
    opened(tx, staff, person, now)


def _own(tx: Connection, staff: Staff, draft: UUID, now: datetime) -> Draft:
    one = drafts.get(tx, draft)
    _open(tx, staff, one.person, now)
    return one


def _lines(tx: Connection, found: list[Draft]) -> list[DraftLine]:
    names = staff_room.names(tx, {one.drafted_by for one in found if one.drafted_by})
    return [
        DraftLine(
            id=one.id,
            kind=one.kind,
            title=KINDS[one.kind].kind.zh,
            fields=one.fields,
            drafted_by=names.get(one.drafted_by, "") if one.drafted_by else "",
            drafted_at=one.drafted_at,
        )
        for one in found
    ]
