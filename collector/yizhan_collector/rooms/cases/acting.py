"""How an act is written: the act first, then what it makes of the matter, and the clock."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground import live, outbox
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.cases import acts, store
from yizhan_collector.rooms.cases.acts import Coded, Hand
from yizhan_collector.rooms.cases.clock import Hours, end_of
from yizhan_collector.rooms.cases.model import Act, Actor, Matter
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.rules.model import Book

AHEAD = timedelta(days=120)  # how far the calendar is read
MOVED = "matter_moved"  # the service said something that whoever asked reads
PASSED = "passed_matter_moved"  # somebody of the service did something with what a platform sent


def hours(tx: Connection, book: Book) -> Hours:
    """When the service is open."""
    start, end = book.day - AHEAD, book.day + AHEAD
    return Hours(
        time.fromisoformat(book.text("matter.opens")),
        time.fromisoformat(book.text("matter.shuts")),
        rules.closed_days(tx, start, end),
        rules.worked_days(tx, start, end),
    )


def answer_within(book: Book, urgent: bool) -> int:
    """Opening minutes until the first answer is due."""
    if urgent:
        return book.number("matter.urgent_answer_minutes")
    return book.number("matter.first_answer_hours") * 60


def held(tx: Connection, matter: UUID) -> Matter:
    """The matter as it stands, which nobody else changes meanwhile; raises NotFound."""
    found = store.get(tx, matter, hold=True)
    if found is None:
        raise NotFound
    return found


def write(
    tx: Connection,
    matter: Matter,
    code: str,
    by: Hand,
    now: datetime,
    said: str = "",
    due: datetime | None = None,
    **changes: Any,
) -> Matter:
    """Write an act and what follows from it; `matter` is held. Raises NotYours.

    `due` is the day of the law for an act that starts such a clock.
    """
    one = acts.coded(code, by)
    whose = acts.next_after(one, by, matter.next_actor)
    clock = _clock(tx, matter, one, by, whose, now, due)
    done: dict[str, Any] = {"next_actor": whose, "last_act": code, **clock, **changes}
    if one.answers and matter.answered_at is None:
        done["answered_at"] = now
    if one.closes:
        done |= {"state": "closed", "closed_at": now, "stopped_at": None}
    party = by.doer == "party"
    line = Act(
        now, code, by.staff, party, one.public, said, whose, done.get("due_at", matter.due_at)
    )
    store.add_act(tx, matter.id, line)
    store.change(tx, matter.id, done)
    live.announce(tx, "matter", str(matter.id))
    if (one.answers or one.closes) and by.staff is not None:
        outbox.emit(tx, MOVED, {"matter": matter.id})
    if matter.channel == "platform" and by.staff is not None:
        outbox.emit(tx, PASSED, {"matter": matter.id})
    return Matter(**(vars(matter) | done))


def open_again(
    tx: Connection, matter: Matter, code: str, by: Hand, now: datetime, said: str
) -> Matter:
    """Write an act that opens a closed matter, with the whole time to close it; raises NotYours."""
    book = rules.book(tx, legal_day(now))
    until = hours(tx, book).after(now, book.number("matter.close_hours") * 60)
    opened = {"state": "open", "closed_at": None, "outcome": None, "reopened_at": now}
    anew = replace(matter, close_by=until)
    return write(tx, anew, code, by, now, said, None, close_by=until, **opened)


def _clock(
    tx: Connection,
    matter: Matter,
    one: Coded,
    by: Hand,
    whose: Actor,
    now: datetime,
    due: datetime | None,
) -> dict[str, Any]:
    """What an act does to the clock of a matter."""
    if one.clock == "keep" or (by.doer == "party" and whose == "head"):
        return {} if due is None else {"due_at": due}
    if one.clock in {"given", "stop"}:
        return {"due_at": due}
    book = rules.book(tx, legal_day(now))
    if one.clock == "wait":
        last = legal_day(now) + timedelta(days=book.number("matter.party_days"))
        return {"due_at": end_of(last), "stopped_at": matter.stopped_at or now}
    return _running(hours(tx, book), matter, one, by, now, answer_within(book, False))


def _running(
    open_hours: Hours, matter: Matter, one: Coded, by: Hand, now: datetime, minutes: int
) -> dict[str, Any]:
    """The clock of the service runs, and what it stood for the party is added to the closing."""
    close_by = matter.close_by
    if matter.stopped_at is not None and close_by is not None and matter.kind != "complaint":
        close_by = open_hours.after(close_by, open_hours.minutes(matter.stopped_at, now))
    limits = [close_by]
    if one.clock == "answer":
        limits.append(open_hours.after(now, minutes))
    if by.doer == "party" and matter.next_actor == "clerk":
        limits.append(matter.due_at)  # asking again puts nothing off
    due = min((limit for limit in limits if limit is not None), default=None)
    return {"due_at": due, "close_by": close_by, "stopped_at": None}
