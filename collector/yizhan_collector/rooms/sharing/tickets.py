"""Use cases of a platform's program: its tickets come, are asked after, returned and taken back.

What it says is kept at once and carried out by `work` (ticket_work), which alone reads matters.
"""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground import outbox
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.cases import acting, urgency
from yizhan_collector.rooms.cases import service as cases
from yizhan_collector.rooms.cases.clock import end_of
from yizhan_collector.rooms.cases.model import words
from yizhan_collector.rooms.cases.reasons import UnknownCategory
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.sharing import ticket_model as model
from yizhan_collector.rooms.sharing import ticket_store as store
from yizhan_collector.rooms.sharing.files import KindOfOthers
from yizhan_collector.rooms.sharing.model import OtherArea, Partner
from yizhan_collector.rooms.sharing.ticket_model import Ticket, TicketWish
from yizhan_collector.rooms.sharing.ticket_reasons import OtherTicket, UnknownArea

SAID = "ticket_said"  # a platform sent a ticket, or said something of one
MOST = 200  # tickets of one answer


def take(tx: Connection, partner: Partner, key: str, wish: TicketWish, now: datetime) -> Ticket:
    """Take a ticket, once for ever; the same again is the same ticket.

    Raises KindOfOthers, OtherTicket, UnknownArea, OtherArea or UnknownCategory.
    """
    if partner.kind != "platform":
        raise KindOfOthers
    old = store.by_key(tx, partner.code, key)
    if old is None:
        made = _made(tx, partner, key, wish, now)
        if store.insert(tx, made):
            outbox.emit(tx, SAID, {"ticket": made.id})
            return made
        old = get(tx, partner, key)  # somebody else sent it at the same moment
    if old.sha256 != wish.sha256:
        raise OtherTicket
    return old


def _made(tx: Connection, partner: Partner, key: str, wish: TicketWish, now: datetime) -> Ticket:
    if wish.category and wish.category not in {one.code for one in cases.categories(tx)}:
        raise UnknownCategory
    county = store.county_of(tx, wish.area) if wish.area else ""
    if county is None:
        raise UnknownArea
    if not partner.reaches(county):
        raise OtherArea
    refuse_by = _days_on(tx, "ticket.refuse_days", now)
    answer_by = wish.answer_by or _days_on(tx, "ticket.answer_days", now)
    offered = urgency.offered(wish.said, wish.category, legal_day(now))
    urgent = offered or ("time_limit" if wish.urgent else None)
    head = (new_id(), partner.code, key, wish.sha256, wish.body, county, urgent)
    return Ticket(*head, now, refuse_by, answer_by)


def _days_on(tx: Connection, rule: str, now: datetime) -> datetime:
    """The end of the last of so many working days, the day of today not counted."""
    today = legal_day(now)
    book = rules.book(tx, today)
    return end_of(acting.hours(tx, book).day_after(today, book.number(rule)))


def get(tx: Connection, partner: Partner, key: str) -> Ticket:
    """The ticket of their number; raises NotFound."""
    found = store.by_key(tx, partner.code, key)
    if found is None:
        raise NotFound
    return found


def moved(tx: Connection, partner: Partner, since: int) -> list[Ticket]:
    """What has moved after a place, in order; a page of it."""
    return store.moved(tx, partner.code, since, MOST)


def give_back(
    tx: Connection,
    partner: Partner,
    key: str,
    why: str,
    now: datetime,
    answer_by: datetime | None = None,
) -> Ticket:
    """The caller is not satisfied: it is to be answered again, once, with the days of a new one.

    Raises NotFound, NothingToReturn, ReturnedAlready, and as `words`.
    """
    one, why = get(tx, partner, key), words(why)
    if not model.require_return(one, why):
        return one
    until = answer_by or _days_on(tx, "ticket.answer_days", now)
    back = {"returned_why": why, "returned_at": now, "answer_by": until.astimezone(UTC)}
    return _say(tx, one, **back, state="in_hand")


def withdraw(tx: Connection, partner: Partner, key: str, why: str, now: datetime) -> Ticket:
    """The platform needs it no more; raises NotFound, TicketOver, as `words`."""
    one = get(tx, partner, key)
    if not model.require_withdrawal(one):
        return one
    return _say(tx, one, withdrawn_why=words(why), withdrawn_at=now, state="withdrawn")


def reply(tx: Connection, partner: Partner, key: str, said: str, now: datetime) -> Ticket:
    """What the caller says to the question; raises NotFound, NothingAsked, as `words`."""
    one, said = get(tx, partner, key), words(said)
    if not model.require_reply(one, said):
        return one
    return _say(tx, one, reply=said, replied_at=now)


def rate(tx: Connection, partner: Partner, key: str, stars: int) -> Ticket:
    """How satisfied the caller is with a closed ticket; raises NotFound or RatedOtherwise."""
    one = get(tx, partner, key)
    return _say(tx, one, stars=stars) if model.require_stars(one, stars) else one


def _say(tx: Connection, one: Ticket, **said: Any) -> Ticket:
    store.change(tx, one.id, said)
    outbox.emit(tx, SAID, {"ticket": one.id})
    return Ticket(**(vars(one) | said))


def known(tx: Connection, ticket: UUID) -> Ticket:
    """One ticket by our own name of it, held; raises NotFound."""
    found = store.held(tx, ticket)
    if found is None:
        raise NotFound
    return found
