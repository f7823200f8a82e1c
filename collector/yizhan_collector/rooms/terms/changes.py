"""What changes a live term: a commutation, a detention, and what was written down wrongly."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import service, store
from yizhan_collector.rooms.terms.acting import acting
from yizhan_collector.rooms.terms.machine import SameAsBefore, take
from yizhan_collector.rooms.terms.model import Facts, Term, check_length
from yizhan_collector.rooms.terms.steps import Commute, Correct, PutOn, TakeOff

CORRECTED = ("term_registered", "term_corrected")


@dataclass(frozen=True)
class Ruling:
    """A decision of a court or another organ."""

    on: date
    organ: str
    number: str


@dataclass(frozen=True)
class Corrected:
    """A term as it should have been written down."""

    facts: Facts
    received_on: date | None
    declared_on: date | None
    reason: str
    months: int | None = None


def commute(
    tx: Connection, person: UUID, ruling: Ruling, ends_on: date, staff: Staff, now: datetime
) -> Term:
    """Shorten a term as the court has ruled; the county alone writes it down.

    Raises WrongLevel, NotShorter and as `take`.
    """
    actor = acting(tx, person, staff, now, None)
    before = service.held(tx, person).facts.ends_on
    body: dict[str, object] = {"court": ruling.organ, "number": ruling.number, "before": before}
    body["ends_on"] = ends_on
    deed = actor.deed("commuted", ruling.on, body)
    return service.move(tx, Commute(ruling.on, ends_on), deed, now)


def detain(
    tx: Connection, person: UUID, ruling: Ruling, measure: str, staff: Staff, now: datetime
) -> Term:
    """Write down that an organ has detained the person; nothing is due meanwhile by itself.

    Raises NotDelegated and as `take`.
    """
    actor = acting(tx, person, staff, now, "intake")
    body: dict[str, object] = {"organ": ruling.organ, "number": ruling.number, "measure": measure}
    deed = actor.deed("detained", ruling.on, body)
    return service.move(tx, PutOn(ruling.on, "detained"), deed, now)


def set_free(tx: Connection, person: UUID, ruling: Ruling, staff: Staff, now: datetime) -> Term:
    """Write down that the detention is over; raises as `detain`."""
    actor = acting(tx, person, staff, now, "intake")
    body: dict[str, object] = {"organ": ruling.organ, "number": ruling.number}
    deed = actor.deed("set_free", ruling.on, body)
    return service.move(tx, TakeOff(ruling.on, "detained"), deed, now)


def correct(tx: Connection, person: UUID, given: Corrected, staff: Staff, now: datetime) -> Term:
    """Add a version of the term as it should have been; what was written before stays.

    The county alone. Raises WrongLevel, TermMismatch, SameAsBefore and as `take`.
    """
    actor = acting(tx, person, staff, now, None)
    check_length(given.facts, given.months)
    term = service.held(tx, person)
    days = rules.book(tx, actor.today).number("term.report_days")
    days_of = (given.received_on, given.declared_on)
    new = take(term, Correct(actor.today, given.facts, *days_of, days), actor.today)
    changed = _difference(term, new)
    if not changed:
        raise SameAsBefore
    store.save(tx, new)
    body: dict[str, object] = {"changed": changed, "reason": given.reason}
    before = store.last_act(tx, term.id, CORRECTED)
    deed = actor.deed("term_corrected", actor.today, body, corrects=before)
    service.record(tx, deed, now)
    return new


def _difference(before: Term, after: Term) -> dict[str, tuple[str, str]]:
    def flat(one: Term) -> dict[str, object]:
        return {**vars(one.facts), **vars(one)}

    old, new = flat(before), flat(after)
    skip = ("facts", "version")
    return {
        name: (_said(old[name]), _said(new[name]))
        for name in old
        if name not in skip and old[name] != new[name]
    }


def _said(value: object) -> str:
    return "" if value is None else str(value)
