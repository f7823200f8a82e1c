"""Use cases of an operator's seat."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection
from psycopg.errors import UniqueViolation
from yizhan_wire.envelope import new_id

from yizhan_collector.ground import live
from yizhan_collector.rooms.hotline import back_store, call_store, seat_store
from yizhan_collector.rooms.hotline.call_store import Record
from yizhan_collector.rooms.hotline.reasons import (
    BackClosed,
    BadNumber,
    NoNumber,
    NotSeated,
    SeatTaken,
)
from yizhan_collector.rooms.hotline.seat_store import Seat
from yizhan_collector.rooms.staff.model import Staff

GONE = timedelta(minutes=10)  # a seat whose page was not seen for so long can be taken
FRESH = timedelta(minutes=2)  # a call that could not be made is told of for so long
NUMBER = re.compile(r"[0-9+*# -]{3,30}")


def sit(tx: Connection, staff: Staff, extension: str, ready: bool, now: datetime) -> Seat:
    """Sit at an extension, ready for calls or away; raises SeatTaken."""
    one = Seat(staff.id, extension, ready, "", now, now)
    seat_store.vacate(tx, extension, now - GONE)
    try:
        with tx.transaction():
            seat_store.put(tx, one)
    except UniqueViolation as error:
        raise SeatTaken from error
    live.announce(tx, "call", "")
    return one


def leave(tx: Connection, staff: Staff) -> None:
    """Get up; a call that is on the line goes on."""
    seat_store.leave(tx, staff.id)
    live.announce(tx, "call", "")


@dataclass(frozen=True)
class Standing:
    """How it stands at the hotline, seen from one seat."""

    seats: list[Seat]
    busy: frozenset[str]  # extensions that are rung or on the line
    ringing: Record | None
    current: Record | None  # on the line, or the last one that is not written down
    waiting: list[Record]
    untold: list[Record]
    dial_failed: str | None


def standing(tx: Connection, staff: Staff, now: datetime) -> Standing:
    """How it stands, for somebody whose page is open now."""
    seat_store.seen(tx, staff.id, now)
    every, untold = seat_store.every(tx), call_store.untold(tx, staff.id)
    own = next((one for one in every if one.staff == staff.id), None)
    live = [one for one in untold if one.ended_at is None]
    wish = seat_store.last_wish(tx, staff.id, now - FRESH)
    return Standing(
        every,
        call_store.busy(tx),
        call_store.ringing_at(tx, own.extension) if own else None,
        next(iter((live or untold)[-1:]), None),
        call_store.waiting(tx),
        untold,
        wish[1] if wish else None,
    )


def dial(tx: Connection, staff: Staff, number: str, back: UUID | None, now: datetime) -> UUID:
    """Have the exchange ring the own seat, then the number; of a call-back, its own number.

    Raises NotSeated, BackClosed, NoNumber or BadNumber.
    """
    place = seat_store.get(tx, staff.id)
    if place is None:
        raise NotSeated
    ident = new_id()
    seat_store.wish(tx, ident, place, _number(tx, number, back), back, now)
    return ident


def _number(tx: Connection, number: str, back: UUID | None) -> str:
    if back is not None:
        asked = back_store.get(tx, back)
        if asked is None or asked.closed_at is not None:
            raise BackClosed
        number = asked.number
    if not number.strip():
        raise NoNumber
    if not NUMBER.fullmatch(number.strip()):
        raise BadNumber
    return number.strip()
