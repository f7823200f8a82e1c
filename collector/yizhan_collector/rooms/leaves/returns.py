"""A leave begins, ends with the return, or is called off."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.leaves import service, store
from yizhan_collector.rooms.leaves.leave import Leave, late_days
from yizhan_collector.rooms.leaves.model import LeaveMoved, Span, check_return
from yizhan_collector.rooms.requests import service as requests
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.deeds import clocked, deed


@dataclass(frozen=True)
class Return:
    """A return as an officer confirms it; `late_why` where it was late and could not be helped."""

    on: date
    late_why: str = ""


def cancel(tx: Connection, leave: UUID, by: Staff | None, now: datetime) -> Leave:
    """Take a request back, or call off a leave before its first day; by None is the person.

    Raises NotFound, and LeaveMoved once it is decided against or has begun.
    """
    one = service.held(tx, leave)
    if one.state == "asked":
        _withdraw(tx, one, now)
    elif one.state == "granted" and not one.begun and legal_day(now) <= one.span.start:
        store.end(tx, one.id, "cancelled")
    else:
        raise LeaveMoved
    _called_off(tx, one, by, now)
    return service.get(tx, leave)


def say_back(tx: Connection, leave: UUID, now: datetime) -> Leave:
    """The person reports to be back; an officer confirms it. Raises NotFound, LeaveMoved."""
    one = service.held(tx, leave)
    if one.state != "granted" or legal_day(now) < one.span.start:
        raise LeaveMoved
    store.say_back(tx, leave, legal_day(now))
    return service.get(tx, leave)


def give_back(tx: Connection, leave: UUID, back: Return, by: Staff, now: datetime) -> Leave:
    """Confirm the return of a leave with all that made it longer; days of delay are counted.

    Raises NotFound, LeaveMoved, and NotBackYet for a day before the leave or after today.
    """
    one = service.held(tx, leave)
    chain = service.chain(tx, one)
    if one.state != "granted":
        raise LeaveMoved
    whole = Span(chain[0].span.start, chain[-1].span.end)
    check_return(whole, back.on, legal_day(now))
    for each in chain:
        _end(tx, each, each is chain[-1], back)
    _take_off(tx, one, whole, back, by, now)
    return service.get(tx, leave)


def close(tx: Connection, person: UUID, on: date) -> None:
    """The term ended on this day: no leave goes on, and what was asked for was withdrawn."""
    for one in service.of_person(tx, person):
        if one.state == "asked":
            store.end(tx, one.id, "withdrawn")
        elif one.state == "granted" and one.begun:
            store.give_back(tx, one.id, max(one.span.start, min(on, one.span.end)), "")
        elif one.state == "granted":
            store.end(tx, one.id, "cancelled")


def begin_due(tx: Connection, now: datetime) -> int:
    """Begin every granted leave whose first day has come; returns how many. Run by the clock."""
    due = store.begun_by(tx, legal_day(now))
    for one in due:
        begin(tx, one, now)
    return len(due)


def begin(tx: Connection, one: Leave, now: datetime) -> None:
    """Mark the term of a person whose leave begins today; later ones wait for their day."""
    if one.span.start > legal_day(now):
        return
    standing = terms.standing(tx, one.person)
    if standing is None:  # the term ended first
        store.end(tx, one.id, "cancelled")
        return
    if one.extends is None:
        body = {"leave": str(one.id), "to_on": one.span.end.isoformat()}
        done = clocked(standing, "leave_begun", legal_day(now), body)
        terms.put_on(tx, one.person, "leave", done, now)
    store.begin(tx, one.id)


def _end(tx: Connection, each: Leave, last: bool, back: Return) -> None:
    if each.span.start > back.on:
        store.end(tx, each.id, "cancelled")
    else:
        on = back.on if last else min(back.on, each.span.end)
        store.give_back(tx, each.id, on, back.late_why if last else "")


def _take_off(
    tx: Connection, one: Leave, whole: Span, back: Return, by: Staff, now: datetime
) -> None:
    body: dict[str, object] = {
        "leave": str(one.root),
        "to_on": whole.end.isoformat(),
        "returned_on": back.on.isoformat(),
        "late_days": late_days(whole.end, back.on),
        "late_why": back.late_why,
    }
    done = deed(terms.in_correction(tx, one.person), "leave_returned", back.on, by, body)
    terms.take_off(tx, one.person, "leave", done, now)


def _withdraw(tx: Connection, one: Leave, now: datetime) -> None:
    # whoever wrote it down, it is the person's wish
    requests.withdraw(tx, one.request, requests.get(tx, one.request).asked_by, now)
    store.end(tx, one.id, "withdrawn")


def _called_off(tx: Connection, one: Leave, by: Staff | None, now: datetime) -> None:
    standing = terms.in_correction(tx, one.person)
    kind = "leave_withdrawn" if one.state == "asked" else "leave_cancelled"
    body: dict[str, object] = {"leave": str(one.id), "from_on": one.span.start.isoformat()}
    terms.record(tx, deed(standing, kind, legal_day(now), by, body), now)
