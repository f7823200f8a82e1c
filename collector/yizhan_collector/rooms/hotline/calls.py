"""What the exchange tells is kept, and what it is told: which seat is rung for whom."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground import live
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.cases.phones import phone_digest
from yizhan_collector.rooms.hotline import back_store, call_store, seat_store
from yizhan_collector.rooms.hotline.model import (
    UNSATISFIED,
    Call,
    CallEvent,
    Command,
    Connect,
    Dial,
    Standing,
    with_event,
)
from yizhan_collector.rooms.rules import service as rules

SEEN = timedelta(seconds=60)  # a seat whose page was not seen for so long is rung no more
NOT_THE_SEAT = frozenset({"gone", "away"})  # the caller hung up, or the exchange cannot be reached
LOST = "exchange_restarted"


def heard(tx: Connection, event: CallEvent, now: datetime) -> Call:
    """Keep what the exchange tells; the same again, later or in another order changes nothing."""
    one = with_event(call_store.held(tx, event.call, now), event)
    digest = phone_digest(one.number)
    call_store.put(tx, one, digest)
    _follow(tx, one, digest, now)
    live.announce(tx, "call", one.id)
    return one


def stand(tx: Connection, standing: Standing, now: datetime) -> list[Call]:
    """What the exchange has no more has ended, as when it was restarted; returns what ended."""
    gone = sorted(set(call_store.standing(tx)) - standing.calls)
    return [heard(tx, _lost(call, standing.at), now) for call in gone]


def whose(tx: Connection, call: str) -> frozenset[UUID]:
    """Whose page a call is on: the seat that is rung, whoever answered, or who asked for it."""
    try:
        wish = UUID(call)
    except ValueError:
        wish = None
    return call_store.whose(tx, call, wish)


def _lost(call: str, at: datetime) -> CallEvent:
    return CallEvent(f"{call} {LOST}", call, "ended", at, cause=LOST)


def _follow(tx: Connection, one: Call, digest: bytes | None, now: datetime) -> None:
    """Who was not answered is called back, and who was not satisfied."""
    if one.missed:
        if one.number and digest:
            back_store.ask(tx, "missed", one, digest, _due(tx, now), now)
    else:
        back_store.withdraw(tx, one.id, "missed", now)  # the answer was only late to be told
    if one.answered_at is not None and digest and not one.outgoing:
        back_store.called_again(tx, digest, one.answered_at, now)
    if one.stars is not None and one.stars <= UNSATISFIED and one.number:
        back_store.ask(tx, "unsatisfied", one, digest, _due(tx, now), now)


def _due(tx: Connection, now: datetime) -> tuple[datetime, datetime]:
    """From when, and until when, somebody is to be called back."""
    hours = rules.book(tx, legal_day(now)).number("hotline.followup_hours")
    return now, now + timedelta(hours=hours)


def next_commands(tx: Connection, now: datetime) -> list[Command]:
    """What the exchange is to do now; each is given out once.

    A caller who waits longest is given to the seat that is idle longest. A seat that was rung in
    vain is away until its operator says otherwise, so that nobody waits for an empty chair.
    """
    dials: list[Command] = list(seat_store.send_wishes(tx, now))
    if not call_store.anybody_waits(tx):  # asked many times a second: then no seat is rung either
        return dials
    limit = timedelta(seconds=rules.book(tx, legal_day(now)).number("hotline.ring_seconds"))
    for late in call_store.rung_too_long(tx, now - limit - timedelta(seconds=10)):
        commanded(tx, late, now, "no_answer")
    return dials + list(_connects(tx, now, limit))


def _connects(tx: Connection, now: datetime, limit: timedelta) -> Iterator[Command]:
    seats = call_store.free_seats(tx, now - SEEN, now - 2 * limit)
    for call, seat in zip(call_store.unrung(tx), seats, strict=False):
        one = Connect(call, seat)
        call_store.ring(tx, one, now)
        live.announce(tx, "call", call)
        yield one


def commanded(tx: Connection, command: Command, now: datetime, failed: str | None) -> None:
    """How a command ended; one that was carried out is seen by its events."""
    if failed is None:
        return
    if isinstance(command, Dial):
        seat_store.fail_wish(tx, UUID(command.wish), failed[:60])
        live.announce(tx, "call", command.wish)
        return
    call_store.stop_ringing(tx, command.call, command.seat)
    if failed not in NOT_THE_SEAT:
        seat_store.rest(tx, command.seat, "no_answer", now)
    live.announce(tx, "call", command.call)
