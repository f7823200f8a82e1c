"""Intake: a document of the court begins a term; the person comes, in time or late."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.names import require_name
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.papers import drafts
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.people.model import Gender, procuratorate
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import service, store
from yizhan_collector.rooms.terms.acting import acting
from yizhan_collector.rooms.terms.model import (
    Deed,
    Facts,
    SecondLiveTerm,
    Term,
    check_facts,
    check_length,
    late_days,
    report_by,
)
from yizhan_collector.rooms.terms.steps import Receive

Came = Literal["self", "handed_over", "home_visit"]
Identity = Literal["id_card", "household", "passport", "other"]
Checked = Literal["reader", "original", "archive"]


class DuplicateDocument(Refused):
    """This document has been registered for this person already; open that record."""

    status = 409


@dataclass(frozen=True)
class Newcomer:
    """Somebody not known before."""

    name: str
    gender: Gender
    township: str
    face_allowed: bool
    minor: bool = False
    born_on: date | None = None


@dataclass(frozen=True)
class Reception:
    """How the person came, and how it was made sure that it is them."""

    on: date
    came: Came
    identity: Identity
    checked: Checked
    late_why: str = ""


def register(
    tx: Connection,
    who: UUID | Newcomer,
    facts: Facts,
    months: int | None,
    staff: Staff,
    now: datetime,
) -> UUID:
    """Begin a term by a document; the person is to report within the days of the law.

    Returns the person. Raises DatesOutOfOrder, InTheFuture, TermMismatch, DuplicateDocument,
    SecondLiveTerm, NotDelegated, and what `people.add` does.
    """
    today = legal_day(now)
    check_facts(facts, today)
    check_length(facts, months)
    person = _person(tx, who, facts, now)
    actor = acting(tx, person, staff, now, "intake")
    days = rules.book(tx, today).number("term.report_days")
    term = Term(new_id(), person, facts, report_by(facts.effective_on, days))
    store.insert(tx, term, now)
    body: dict[str, object] = {**vars(facts), "report_by": term.report_by}
    service.record(tx, actor.deed("term_registered", today, body), now)
    return person


def receive(tx: Connection, person: UUID, given: Reception, staff: Staff, now: datetime) -> Term:
    """Write down that the person came and was identified; days late are counted, not judged.

    Raises NotDelegated and as `take`.
    """
    actor = acting(tx, person, staff, now, "intake")
    last = service.held(tx, person).report_by
    body = {**vars(given), "report_by": last, "late_days": late_days(last, given.on)}
    del body["on"]
    return service.move(tx, Receive(given.on), actor.deed("received", given.on, body), now)


def draft_late_notices(tx: Connection, now: datetime) -> int:
    """Draft a notice for everybody who has not come in time, once each; returns how many."""
    today = legal_day(now)
    found = store.late(tx, today)
    for person in found:
        _draft_notice(tx, person, today, now)
    return len(found)


def _person(tx: Connection, who: UUID | Newcomer, facts: Facts, now: datetime) -> UUID:
    if isinstance(who, UUID):
        store.hold(tx, who)
        before = store.get(tx, who)
        name = people.get(tx, who).name
    else:
        before, name = None, require_name(who.name)
    store.hold_document(tx, facts.court, facts.judgment_no)
    if store.known_document(tx, facts.court, facts.judgment_no, name):
        raise DuplicateDocument
    if before and before.ended_on is None:
        raise SecondLiveTerm
    return who if isinstance(who, UUID) else _added(tx, who, now)


def _added(tx: Connection, who: Newcomer, now: datetime) -> UUID:
    return people.add(
        tx, who.name, who.gender, who.township, who.face_allowed, now, who.minor, who.born_on
    )


def _draft_notice(tx: Connection, person: UUID, today: date, now: datetime) -> None:
    term = service.held(tx, person)
    township = people.get(tx, person).township
    county = township[:6]
    office = next(one for one in people.townships(tx) if one.code == township)
    days = late_days(term.report_by, today)
    fields: dict[str, object] = {
        **case_of(term),
        "report_by": term.report_by,
        "days_late": days,
        "come_to": f"{office.district}{office.name}司法所",
        "phone": "（请填写）",
        "contacts": ("（请填写已作的联系和查找）",),
        "copies": (procuratorate(county),),
    }
    draft = drafts.keep(tx, "late_arrival_notice", person, fields, None, county, now)
    body = {"report_by": term.report_by, "late_days": days, "draft": draft}
    service.record(tx, Deed(person, "late_arrival", today, county, None, "system", body), now)


def case_of(term: Term) -> dict[str, object]:
    """What every paper about the sentence says of it."""
    facts = term.facts
    names = ("sentence", "offence", "court", "judgment_no", "starts_on", "ends_on")
    return {name: getattr(facts, name) for name in names}
