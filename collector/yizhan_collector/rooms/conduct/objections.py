"""Use cases of the objections: the person objects, the county answers, the procuratorate hears."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.conduct import facts, letters, service, store
from yizhan_collector.rooms.conduct import objection_store as objections
from yizhan_collector.rooms.conduct.model import (
    AlreadyAnswered,
    Channel,
    NoObjectionPossible,
    NotAnsweredYet,
    Objection,
    OwnDecision,
    Result,
    Sanction,
    SayWhatChanges,
)
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff.model import NotAllowed, Staff
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.deeds import deed


@dataclass(frozen=True)
class Answer:
    """The county's answer; `changed_to` says what the decision changes to, if it does."""

    outcome: Result
    findings: str
    changed_to: str = ""


def object_to(
    tx: Connection,
    sanction: UUID,
    text: str,
    now: datetime,
    channel: Channel = "own",
    staff: Staff | None = None,
) -> Objection:
    """Raise an objection, once; `staff` wrote it down for the person, None: the person did.

    Raises NotFound and NoObjectionPossible.
    """
    one = service.get(tx, sanction)
    if one.state not in ("decided", "in_force"):
        raise NoObjectionPossible
    by = staff.id if staff else None
    made = Objection(new_id(), sanction, one.person, text.strip(), channel, by, now)
    if not objections.insert(tx, made):
        raise NoObjectionPossible
    _note(tx, one, "objection", staff, now, {})
    return made


def answer(tx: Connection, sanction: UUID, given: Answer, staff: Staff, now: datetime) -> Objection:
    """Answer in writing, by somebody who did not decide; what is not upheld falls.

    Raises NotFound, NotAllowed, OwnDecision, AlreadyAnswered, SayWhatChanges.
    """
    one, raised = service.held(tx, sanction), of(tx, sanction)
    _may_answer(one, raised, given, staff)
    county = terms.area_of(people.get(tx, one.person).township)
    said = (given.findings.strip(), given.changed_to.strip())
    number = letters.number_of(tx, one)
    fields = letters.answer(one, raised, given.outcome, said, staff, number, county)
    paper = papers.issue(tx, "objection_answer", one.person, fields, staff, county, now)
    objections.answer(
        tx, raised.id, outcome=given.outcome, findings=said[0], changed_to=said[1],
        answered_by=staff.id, answered_at=now, paper=paper,
    )  # fmt: skip
    _note(tx, one, "objection_answer", staff, now, {"outcome": given.outcome}, paper)
    if given.outcome != "upheld":
        store.move(tx, sanction, one.state, "annulled")
        service.settle_overlay(tx, one, staff, now)
        facts.count(tx, [one.person], now)
    return of(tx, sanction)


def refer(tx: Connection, sanction: UUID, why: str, staff: Staff | None, now: datetime) -> None:
    """Take it on to the procuratorate, who sees it from now on; raises NotFound, NotAnsweredYet."""
    raised = of(tx, sanction)
    if raised.outcome is None:
        raise NotAnsweredYet
    if objections.refer(tx, raised.id, at=now, why=why.strip()):
        _note(tx, service.get(tx, sanction), "objection_referred", staff, now, {})


def of(tx: Connection, sanction: UUID) -> Objection:
    """The objection against a decision; raises NotFound."""
    found = objections.of_sanctions(tx, [sanction]).get(sanction)
    if found is None:
        raise NotFound
    return found


def of_sanctions(tx: Connection, sanctions: Collection[UUID]) -> dict[UUID, Objection]:
    """The objections against these, by sanction."""
    return objections.of_sanctions(tx, sanctions)


def waiting(tx: Connection) -> list[Objection]:
    """The objections of the own area that wait for an answer, the oldest first."""
    return objections.open_ones(tx)


def _may_answer(one: Sanction, raised: Objection, given: Answer, staff: Staff) -> None:
    if not staff.may("decide_county"):
        raise NotAllowed
    if raised.outcome is not None:
        raise AlreadyAnswered
    if one.decided_by == staff.id:
        raise OwnDecision
    if (given.outcome == "changed") != bool(given.changed_to.strip()):
        raise SayWhatChanges


def _note(
    tx: Connection,
    one: Sanction,
    kind: str,
    staff: Staff | None,
    now: datetime,
    more: dict[str, object],
    paper: UUID | None = None,
) -> None:
    standing = terms.standing(tx, one.person)
    if standing:
        body = {"measure": one.measure, **more}
        terms.record(tx, deed(standing, kind, legal_day(now), staff, body, paper), now)
