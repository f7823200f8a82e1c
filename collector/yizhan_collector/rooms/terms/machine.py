"""How a term moves: every step is typed and dated, and follows from where it stands; pure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.terms.model import (
    IN_CORRECTION,
    DatesOutOfOrder,
    End,
    InTheFuture,
    NotInCorrection,
    Overlay,
    Sentence,
    State,
    Term,
    TermEnded,
    Terminated,
    TermMoved,
    check_facts,
    report_by,
)
from yizhan_collector.rooms.terms.steps import (
    Categorise,
    Commute,
    Correct,
    Declare,
    MoveOut,
    PutOn,
    Receive,
    Release,
    Step,
    TakeOff,
    Terminate,
)

# what can lie over a term before the person has come
BEFORE_RECEIPT: frozenset[Overlay] = frozenset({"lost_contact", "detained", "proposal_pending"})
# how a term of each kind can be broken off (CCL 45, Criminal Law 77, 86, Criminal Procedure 268)
BROKEN_OFF: dict[Sentence, frozenset[Terminated]] = {
    "control": frozenset({"dead"}),
    "probation": frozenset({"revoked", "dead"}),
    "parole": frozenset({"revoked", "dead"}),
    "medical": frozenset({"recommitted", "dead"}),
}


class NotReceivedYet(Refused):
    """The person has not been received; receive them first."""

    status = 409


class NotDeclaredYet(Refused):
    """The term has not been declared; hold the declaration first."""

    status = 409


class NotServedYet(Refused):
    """The term is not over; before its last day only a pardon releases."""

    status = 422


class WrongReason(Refused):
    """A term of this kind cannot end for this reason; check the document."""

    status = 422


class NotShorter(Refused):
    """A commutation ends the term earlier than before; check the ruling."""

    status = 422


class SameAsBefore(Refused):
    """This changes nothing; load the page again."""

    status = 409


def take(term: Term, step: Step, today: date) -> Term:
    """The next version of a term; raises what the step breaks, and the term stays as it is.

    TermEnded, InTheFuture and DatesOutOfOrder are possible for every step.
    """
    if term.ended_on is not None:
        raise TermEnded
    if step.on > today:
        raise InTheFuture(step.on.isoformat())
    return replace(MOVES[type(step)](term, step), version=term.version + 1)


def _in_order(term: Term, on: date) -> None:
    if on < term.since:
        raise DatesOutOfOrder(term.since.isoformat())


def _received(term: Term, step: Receive) -> Term:
    if term.state != "expected":
        raise TermMoved
    _in_order(term, step.on)
    return replace(term, state="received", received_on=step.on)


def _declared(term: Term, step: Declare) -> Term:
    if term.state == "expected":
        raise NotReceivedYet
    if term.state != "received":
        raise TermMoved
    _in_order(term, step.on)
    return replace(term, state="declared", declared_on=step.on)


def _categorised(term: Term, step: Categorise) -> Term:
    if term.state not in ("declared", "active"):
        raise NotDeclaredYet
    if term.category == step.category:
        raise SameAsBefore
    _in_order(term, step.on)
    return replace(term, state="active", category=step.category, category_on=step.on)


def _commuted(term: Term, step: Commute) -> Term:
    if term.state not in IN_CORRECTION:
        raise NotInCorrection
    if step.on < term.facts.effective_on or step.ends_on < term.facts.starts_on:
        raise DatesOutOfOrder
    if step.ends_on >= term.facts.ends_on:
        raise NotShorter(term.facts.ends_on.isoformat())
    return replace(term, facts=replace(term.facts, ends_on=step.ends_on))


def _overlaid(term: Term, step: PutOn | TakeOff) -> Term:
    if step.on < term.facts.judged_on:
        raise DatesOutOfOrder(term.facts.judged_on.isoformat())
    if isinstance(step, TakeOff):
        if step.overlay not in term.overlays:
            raise SameAsBefore
        return replace(term, overlays=term.overlays - {step.overlay})
    if term.state == "expected" and step.overlay not in BEFORE_RECEIPT:
        raise NotReceivedYet
    if step.overlay in term.overlays:
        raise SameAsBefore
    return replace(term, overlays=term.overlays | {step.overlay})


def _ended(term: Term, on: date, state: State, reason: End) -> Term:
    _in_order(term, on)
    return replace(term, state=state, ended_on=on, end_reason=reason, overlays=frozenset())


def _released(term: Term, step: Release) -> Term:
    if step.reason == "served" and step.on < term.facts.ends_on:
        raise NotServedYet(term.facts.ends_on.isoformat())
    return _ended(term, step.on, "released", step.reason)


def _terminated(term: Term, step: Terminate) -> Term:
    if step.reason not in BROKEN_OFF[term.facts.sentence]:
        raise WrongReason
    return _ended(term, step.on, "terminated", step.reason)


def _moved_out(term: Term, step: MoveOut) -> Term:
    if term.state not in IN_CORRECTION:
        raise NotInCorrection
    return _ended(term, step.on, "moved_out", "moved_out")


def _corrected(term: Term, step: Correct) -> Term:
    check_facts(step.facts, step.on)
    if (term.received_on is None) != (step.received_on is None):
        raise TermMoved
    if (term.declared_on is None) != (step.declared_on is None):
        raise TermMoved
    days = [step.facts.effective_on, step.received_on, step.declared_on, term.category_on]
    known = [one for one in days if one is not None]
    if known != sorted(known):
        raise DatesOutOfOrder
    if len(known) > 1 and known[-1] > step.on:
        raise InTheFuture(known[-1].isoformat())
    new = replace(
        term,
        facts=step.facts,
        report_by=report_by(step.facts.effective_on, step.report_days),
        received_on=step.received_on,
        declared_on=step.declared_on,
    )
    if new == term:
        raise SameAsBefore
    return new


MOVES: dict[type[Step], Callable[[Term, Any], Term]] = {
    Receive: _received,
    Declare: _declared,
    Categorise: _categorised,
    Commute: _commuted,
    PutOn: _overlaid,
    TakeOff: _overlaid,
    Release: _released,
    Terminate: _terminated,
    MoveOut: _moved_out,
    Correct: _corrected,
}
