"""Use cases of rewards and sanctions: propose, decide, tell, and what the organ asked answered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.conduct import facts, grounds, letters, store
from yizhan_collector.rooms.conduct.measures import Hint, hints
from yizhan_collector.rooms.conduct.model import (
    AlreadyProposed,
    AlreadyTold,
    Evidence,
    NoOutcomeToCome,
    NotDecidedYet,
    NotTheProposer,
    Proposal,
    Sanction,
    State,
    ToldTooEarly,
    check,
    check_days,
)
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.papers.model import Served
from yizhan_collector.rooms.requests import service as requests
from yizhan_collector.rooms.requests.model import AlreadyDecided, Asked, ReasonsNeeded, Verdict
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.deeds import deed

KINDS = frozenset(grounds.GROUNDS)  # kinds of request that this room decides
TO_PERSON = frozenset({"praise", "reprimand", "warning"})
PENDING = frozenset({"revocation_proposal", "recommit_proposal"})


@dataclass(frozen=True)
class Told:
    """How a decision was told to the person; of a paper handed over, how it was served."""

    on: date
    how: str
    served: Served | None = None


@dataclass(frozen=True)
class Outcome:
    """What the police, the court or the deciding organ did with a proposal."""

    outcome: Literal["granted", "refused"]
    on: date
    document: str


def suggested(tx: Connection, person: UUID, now: datetime) -> tuple[facts.Found, list[Hint]]:
    """The counted days of a person and the conditions they meet; raises NotInCorrection."""
    found = facts.of_person(tx, person, now)
    return found, hints(found.record, rules.book(tx, legal_day(now)))


def propose(tx: Connection, proposal: Proposal, staff: Staff, now: datetime) -> UUID:
    """Propose a measure with its facts and evidence; somebody else of the county decides.

    Raises NotInCorrection, MeasureDoesNotFit, UnknownGround, EvidenceNeeded, HearingNeeded,
    DaysDoNotReach and AlreadyProposed.
    """
    store.hold(tx, proposal.person)
    found, book = facts.of_person(tx, proposal.person, now), rules.book(tx, legal_day(now))
    standing = found.standing
    known = grounds.allowed(proposal.measure, proposal.ground, standing.sentence)
    check(proposal, standing.sentence, book, known)
    stretch = found.stretch(proposal.since, proposal.duty) if proposal.since else None
    check_days(proposal, stretch, standing.sentence, book)
    if proposal.measure in found.record.pending:
        raise AlreadyProposed
    days = facts.evidence_of(stretch, standing.township, found.posts) if stretch else []
    others = [Evidence(len(days) + n, text) for n, text in enumerate(proposal.evidence, 1)]
    one, evidence = new_id(), [*days, *others]
    body = {"measure": proposal.measure, "ground": proposal.ground}
    asked = Asked(proposal.person, proposal.measure, "county", one, body, staff.id)
    made = Sanction(
        one, proposal.person, standing.id, proposal.measure, proposal.ground, proposal.facts,
        proposal.heard, proposal.considered, dict(proposal.details), proposal.since, staff.id, now,
        requests.ask(tx, asked, now), letters.route(standing.county),
        grounds.words(proposal.measure, proposal.ground, book),
    )  # fmt: skip
    store.insert(tx, made, evidence)
    terms.record(tx, deed(standing, "measure_proposed", legal_day(now), staff, body), now)
    facts.count(tx, [proposal.person], now)
    return one


def decide(
    tx: Connection, sanction: UUID, verdict: Verdict, staff: Staff, now: datetime
) -> Sanction:
    """Decide once, with reasons either way; a grant issues the paper and its copies.

    Raises NotFound, ReasonsNeeded, AlreadyDecided, WrongLevel, OwnRequest and BadFields.
    """
    one = _held(tx, sanction)
    if one.state != "proposed":
        raise AlreadyDecided
    if not verdict.reasons.strip():
        raise ReasonsNeeded
    requests.settle(tx, one.request, staff, verdict, now)
    by = {"decided_by": staff.id, "decided_at": now, "reasons": verdict.reasons.strip()}
    if verdict.granted:
        _grant(tx, one, staff, by, now)
    else:
        store.move(tx, sanction, "proposed", "refused", **by)
        _note(tx, one, "measure_refused", staff, now)
    facts.count(tx, [one.person], now)
    return get(tx, sanction)


def withdraw(tx: Connection, sanction: UUID, staff: Staff, now: datetime) -> Sanction:
    """Take the own proposal back; raises NotFound, NotTheProposer or AlreadyDecided."""
    one = _held(tx, sanction)
    if one.proposed_by != staff.id:
        raise NotTheProposer
    requests.withdraw(tx, one.request, staff.id, now)
    store.move(tx, sanction, "proposed", "withdrawn")
    _note(tx, one, "measure_withdrawn", staff, now)
    facts.count(tx, [one.person], now)
    return get(tx, sanction)


def tell(tx: Connection, sanction: UUID, told: Told, staff: Staff, now: datetime) -> Sanction:
    """Write down how the person was told; from then on the measure is in force.

    Raises NotFound, NotDecidedYet, AlreadyTold, ToldTooEarly, and what `papers.serve` does.
    """
    one = _held(tx, sanction)
    if one.decided_at is None or one.paper is None or one.state == "annulled":
        raise NotDecidedYet
    if one.state != "decided":
        raise AlreadyTold
    if not legal_day(one.decided_at) <= told.on <= legal_day(now):
        raise ToldTooEarly
    if told.served and one.measure in TO_PERSON:
        papers.serve(tx, one.paper, told.served, staff, now)
    values = {"told_on": told.on, "told_how": told.how, "told_by": staff.id}
    store.move(tx, sanction, "decided", "in_force", **values)
    _note(tx, one, "measure_told", staff, now, {"how": told.how})
    facts.count(tx, [one.person], now)
    return get(tx, sanction)


def close(tx: Connection, sanction: UUID, result: Outcome, staff: Staff, now: datetime) -> Sanction:
    """Write down what became of a proposal; raises NotFound and NoOutcomeToCome."""
    one = _held(tx, sanction)
    fits = one.state == "in_force" and one.measure not in TO_PERSON
    if not fits or one.told_on is None or not one.told_on <= result.on <= legal_day(now):
        raise NoOutcomeToCome
    values = {"outcome": result.outcome, "outcome_on": result.on}
    store.move(tx, sanction, "in_force", "closed", **values, outcome_document=result.document)
    _note(tx, one, "measure_outcome", staff, now, vars(result))
    settle_overlay(tx, one, staff, now)
    return get(tx, sanction)


def get(tx: Connection, sanction: UUID) -> Sanction:
    """One of them; raises NotFound."""
    found = store.get(tx, sanction)
    if found is None:
        raise NotFound
    return found


def of_request(tx: Connection, request: UUID) -> Sanction:
    """The proposal that this request asks to decide; raises NotFound."""
    found = store.by_request(tx, request)
    if found is None:
        raise NotFound
    return found


def of_person(tx: Connection, person: UUID) -> list[Sanction]:
    """All of a person as the database shows them, newest first."""
    return store.of_persons(tx, [person])


def page(
    tx: Connection, states: Collection[State], limit: int, offset: int
) -> tuple[list[Sanction], int]:
    """Those of the own area in these states, newest first; and how many in all."""
    return store.page(tx, states, limit, offset)


def evidence(tx: Connection, sanction: UUID) -> list[Evidence]:
    """What shows it: each day, and what else was written down."""
    return store.evidence(tx, sanction)


def settle_overlay(tx: Connection, one: Sanction, staff: Staff, now: datetime) -> None:
    """Take `proposal_pending` off when no other proposal to a court or organ waits."""
    waiting = [
        other
        for other in store.of_persons(tx, [one.person])
        if other.measure in PENDING and other.state in ("decided", "in_force")
    ]
    standing = terms.standing(tx, one.person)
    if one.measure in PENDING and not waiting and standing and standing.has("proposal_pending"):
        done = deed(standing, "proposal_answered", legal_day(now), staff, {"measure": one.measure})
        terms.take_off(tx, one.person, "proposal_pending", done, now)


def held(tx: Connection, sanction: UUID) -> Sanction:
    """One of them, while nobody else decides about the person; raises NotFound."""
    return _held(tx, sanction)


def _grant(
    tx: Connection, one: Sanction, staff: Staff, by: dict[str, object], now: datetime
) -> None:
    standing, today = terms.in_correction(tx, one.person), legal_day(now)
    shown = store.evidence(tx, one.id)
    fields = letters.decision(tx, one, shown, staff, standing.county, today)
    paper = papers.issue(tx, one.measure, one.person, fields, staff, standing.county, now)
    store.move(tx, one.id, "proposed", "decided", **by, paper=paper, copied_on=today)
    body = {"measure": one.measure, "ground": one.ground}
    done = deed(standing, one.measure, today, staff, body, paper)
    if one.measure in PENDING:
        terms.put_on(tx, one.person, "proposal_pending", done, now)
    else:
        terms.record(tx, done, now)


def _held(tx: Connection, sanction: UUID) -> Sanction:
    store.hold(tx, get(tx, sanction).person)
    return get(tx, sanction)


def _note(
    tx: Connection,
    one: Sanction,
    kind: str,
    staff: Staff,
    now: datetime,
    more: dict[str, object] | None = None,
) -> None:
    standing = terms.standing(tx, one.person)
    if standing:
        body = {"measure": one.measure, "ground": one.ground, **(more or {})}
        terms.record(tx, deed(standing, kind, legal_day(now), staff, body), now)
