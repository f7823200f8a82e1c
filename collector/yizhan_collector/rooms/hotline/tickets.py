"""Every answered call has its ticket: a matter, an earlier one, or why there is none."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground import live
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.cases import code as codes
from yizhan_collector.rooms.cases import desk, links, service, urgency
from yizhan_collector.rooms.cases.model import CALL_NOW, Asked, Kind, Matter, Urgency
from yizhan_collector.rooms.hotline import call_store as store
from yizhan_collector.rooms.hotline.call_store import Record
from yizhan_collector.rooms.hotline.reasons import AlreadyTicketed, NotAnsweredYet, NotYourCall
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff.model import Staff

NoMatter = Literal["wrong_number", "silent", "abusive"]


@dataclass(frozen=True)
class Ticket:
    """What an operator writes of a call; `answer` is what the caller was told on the line."""

    kind: Kind
    category: str
    said: str
    answer: str = ""
    done: bool = False  # the answer was all that was asked for
    name: str = ""
    phone: str = ""
    township: str | None = None
    urgent: Urgency | None = None


@dataclass(frozen=True)
class Ticketed:
    """The matter of a call, and the code by which the caller follows a new one."""

    matter: Matter
    code: str | None = None


def get(tx: Connection, call: str) -> Record:
    """One call; raises NotFound."""
    found = store.get(tx, call)
    if found is None:
        raise NotFound
    return found


def page(tx: Connection, limit: int, offset: int) -> tuple[list[Record], int]:
    """The calls, newest first; and how many."""
    return store.page(tx, limit, offset)


def of_ids(tx: Connection, calls: list[str]) -> dict[str, Record]:
    """These calls by their id."""
    return {one.id: one for one in store.of_ids(tx, calls)}


def draft(
    tx: Connection, call: str, staff: Staff, typed: dict[str, Any], said: str, now: datetime
) -> tuple[str, ...]:
    """Keep what was typed so far, so that a browser that dies loses nothing.

    Returns the numbers that help at once, as the words of `said` ask for. Raises NotFound,
    NotYourCall, NotAnsweredYet or AlreadyTicketed.
    """
    _unwritten(tx, call, staff)
    store.write_draft(tx, call, typed)
    found = urgency.offered(said, str(typed.get("category") or ""), legal_day(now))
    return CALL_NOW.get(found, ()) if found else ()


def open_matter(
    tx: Connection, call: str, staff: Staff, written: Ticket, now: datetime
) -> Ticketed:
    """The call's ticket is a new matter; who answered owns it and has told what was told.

    Raises as `draft`, and as cases.service.open_matter and cases.desk.answer.
    """
    one = _unwritten(tx, call, staff)
    asked = Asked(
        written.kind,
        written.category,
        "hotline",
        written.said,
        written.name,
        written.phone or one.number,
        "" if written.township else staff.area,
        written.township,
        written.urgent,
    )
    fresh = codes.fresh()
    made = service.open_matter(tx, asked, codes.digest_of(fresh), now, staff)
    made = desk.take(tx, made.id, staff, now)
    if written.answer.strip():
        made = desk.answer(tx, made.id, staff, written.answer, now)
        if written.done:
            made = desk.close(tx, made.id, staff, "advised", "", now)
    _ticket(tx, one, "new", made.id, staff, now)
    return Ticketed(made, codes.spoken(fresh))


def add_to(
    tx: Connection, call: str, staff: Staff, number: str, said: str, now: datetime
) -> Ticketed:
    """The call was about an earlier matter, which its ticket is added to as a note.

    Raises as `draft`; NotFound also for a matter of another county.
    """
    one = _unwritten(tx, call, staff)
    matter = links.by_number(tx, number)
    made = desk.note(tx, matter.id, staff, f"来电：{said}", now)
    _ticket(tx, one, "known", made.id, staff, now)
    return Ticketed(made)


def without(tx: Connection, call: str, staff: Staff, why: NoMatter, now: datetime) -> None:
    """Nobody asked for anything; raises as `draft`."""
    _ticket(tx, _unwritten(tx, call, staff), why, None, staff, now)


def forget_old(tx: Connection, now: datetime) -> int:
    """Forget the numbers of calls as old as the rule says; returns how many."""
    return store.forget_before(tx, kept_since(tx, now))


def kept_since(tx: Connection, now: datetime) -> datetime:
    """Numbers and recordings of calls from then on are kept; the rule says for how long."""
    years = rules.book(tx, legal_day(now)).number("hotline.keep_years")
    return now - timedelta(days=365 * years)


def _unwritten(tx: Connection, call: str, staff: Staff) -> Record:
    one = get(tx, call)
    if one.answered_at is None:
        raise NotAnsweredYet
    if one.staff != staff.id and staff.role != "head_service":
        raise NotYourCall
    if one.ticket is not None:
        raise AlreadyTicketed
    return one


def _ticket(
    tx: Connection, one: Record, kind: str, matter: UUID | None, staff: Staff, now: datetime
) -> None:
    store.write_ticket(tx, one.id, kind, matter, staff.id, now)
    live.announce(tx, "call", one.id)
