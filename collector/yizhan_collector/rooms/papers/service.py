"""Use cases of the papers: issue, read, serve, make void."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.papers import compose, press, store, word
from yizhan_collector.rooms.papers.compose import Wanted
from yizhan_collector.rooms.papers.kinds.base import Subject
from yizhan_collector.rooms.papers.model import (
    AlreadyVoid,
    Issuer,
    Paper,
    Search,
    Served,
    ServedTooEarly,
    Service,
    Void,
    WrongBody,
    number_of,
    provable,
)
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff.model import NotAllowed, Staff


def issue(
    tx: Connection,
    kind: str,
    person: UUID | None,
    fields: Mapping[str, object],
    by: Staff,
    acting_body: str,
    now: datetime,
) -> UUID:
    """Number, press and keep a paper in the name of `acting_body`.

    Raises UnknownKind, BadFields, PersonNeeded, WrongBody, NotAllowed, Unprintable, NotFound.
    """
    wanted = _wanted(tx, kind, person, fields, acting_body)
    _may_issue(by, wanted)
    day = legal_day(now)
    no = store.next_no(tx, acting_body, kind, day.year)
    number = number_of(wanted.issuer.prefix, wanted.kind.mark, day.year, no)
    sheet = compose.sheet(wanted, number, day)
    pdf = press.pdf(sheet, now)
    paper = Paper(
        new_id(),
        kind,
        acting_body,
        number,
        sheet.title,
        person,
        wanted.kind.to_person,
        day,
        now,
        by.id,
        hashlib.sha256(pdf).hexdigest(),
    )
    store.insert(tx, paper, no, wanted.fields.model_dump(mode="json"), pdf)
    return paper.id


def preview(
    tx: Connection,
    kind: str,
    person: UUID | None,
    fields: Mapping[str, object],
    acting_body: str,
    now: datetime,
) -> bytes:
    """The paper as PDF marked 草稿, without a number; raises as `issue`."""
    wanted = _wanted(tx, kind, person, fields, acting_body)
    return press.pdf(_unnumbered(wanted, legal_day(now)), now)


def draft_docx(
    tx: Connection,
    kind: str,
    person: UUID | None,
    fields: Mapping[str, object],
    acting_body: str,
    now: datetime,
) -> bytes:
    """The paper as DOCX for editing, without a number; raises as `issue`."""
    wanted = _wanted(tx, kind, person, fields, acting_body)
    return word.docx(_unnumbered(wanted, legal_day(now)), now)


def get(tx: Connection, paper: UUID) -> Paper:
    """One paper; raises NotFound."""
    found = store.get(tx, paper)
    if found is None:
        raise NotFound
    return found


def file(tx: Connection, paper: UUID) -> bytes:
    """The very bytes that were issued; raises NotFound, also while the record is not open."""
    return _content(tx, paper)[1]


def fields(tx: Connection, paper: UUID) -> dict[str, Any]:
    """What was filled in, as it was issued; raises as `file`."""
    return _content(tx, paper)[0]


def docx(tx: Connection, paper: UUID) -> bytes:
    """An issued paper as DOCX to work on; the PDF alone is the paper. Raises NotFound."""
    one = get(tx, paper)
    fields, _ = _content(tx, paper)
    wanted = _wanted(tx, one.kind, one.person, fields, one.body)
    return word.docx(compose.sheet(wanted, one.number, one.issued_on), one.issued_at)


def verify(tx: Connection, paper: UUID) -> bool:
    """Whether the kept bytes still have the hash they were issued under; raises NotFound."""
    return hashlib.sha256(file(tx, paper)).hexdigest() == get(tx, paper).sha256


def of_person(tx: Connection, person: UUID) -> list[Paper]:
    """All papers about a person, newest first."""
    return store.search(tx, Search(person=person, limit=1000))[0]


def search(tx: Connection, wish: Search) -> tuple[list[Paper], int]:
    """The register: papers by number, kind, day, person; newest first, and how many in all."""
    return store.search(tx, wish)


def serve(tx: Connection, paper: UUID, served: Served, by: Staff, now: datetime) -> UUID:
    """Write down a service, the first or another; raises Void, ServedTooEarly, ServiceUnproved."""
    return serve_by(tx, paper, served, by.id, now)


def serve_by(tx: Connection, paper: UUID, served: Served, by: UUID, now: datetime) -> UUID:
    """The same in the name of somebody who is not here, as after a wire; raises as `serve`."""
    one = get(tx, paper)
    if one.void_reason is not None:
        raise Void
    if not one.issued_on <= served.on <= legal_day(now):
        raise ServedTooEarly
    provable(served)
    service = new_id()
    store.serve(tx, service, paper, served, by, now)
    return service


def organ(tx: Connection, body: str) -> str:
    """The name under which a body issues papers; raises WrongBody."""
    return _issuer(tx, body).organ


def services(tx: Connection, paper: UUID) -> list[Service]:
    """How a paper was served, first to last."""
    return store.services(tx, paper)


def void(tx: Connection, paper: UUID, reason: str, by: Staff, now: datetime) -> None:
    """Make a paper void; its number stays taken. Raises AlreadyVoid, NotFound."""
    get(tx, paper)
    if not store.void(tx, paper, reason, by.id, now):
        raise AlreadyVoid


def _wanted(
    tx: Connection, kind: str, person: UUID | None, fields: Mapping[str, object], body: str
) -> Wanted:
    given = compose.read(kind, fields)
    return compose.wanted(given, _issuer(tx, body), _subject(tx, person) if person else None)


def _issuer(tx: Connection, body: str) -> Issuer:
    found = store.issuer(tx, body)
    if found is None:
        raise WrongBody(body)
    return found


def _subject(tx: Connection, person: UUID) -> Subject:
    one = people.get(tx, person)
    return Subject(one.name, one.gender, one.born_on, one.minor)


def _may_issue(by: Staff, wanted: Wanted) -> None:
    if not by.may("oversee" if wanted.kind.by == "hearer" else "issue_papers"):
        raise NotAllowed
    if not wanted.issuer.body.startswith(by.area[:6]):
        raise WrongBody(wanted.issuer.body)


def _content(tx: Connection, paper: UUID) -> tuple[dict[str, Any], bytes]:
    found = store.content(tx, paper)
    if found is None:
        raise NotFound
    return found


def _unnumbered(wanted: Wanted, day: date) -> Any:
    return replace(
        compose.sheet(wanted, f"{wanted.issuer.prefix}{wanted.kind.mark}", day), draft=True
    )
