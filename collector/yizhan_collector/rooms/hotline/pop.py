"""What an operator sees of a caller: what the hotline and the public service know, nothing else.

A number is not a person: what else was asked from it is offered, and read when it is opened.
"""

from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection

from yizhan_collector.rooms.cases import listing
from yizhan_collector.rooms.cases.model import Matter
from yizhan_collector.rooms.cases.phones import phone_digest
from yizhan_collector.rooms.hotline import call_store
from yizhan_collector.rooms.hotline.call_store import Record
from yizhan_collector.rooms.hotline.places import elsewhere, place
from yizhan_collector.rooms.staff.model import Staff

SHOWN = 10


@dataclass(frozen=True)
class Popped:
    """A call, where its number is from, and what was asked from the same number before."""

    call: Record
    place: str
    elsewhere: bool
    calls: list[Record]
    matters: list[Matter]


def popped(tx: Connection, call: Record, staff: Staff, now: datetime) -> Popped:
    """What is shown beside a call."""
    digest = phone_digest(call.number)
    calls = call_store.of_number(tx, digest, call.id, SHOWN) if digest else []
    matters: list[Matter] = []
    if digest:
        wanted = listing.Filter("open", None, call.number)
        matters, _ = listing.listed(tx, wanted, staff.id, now, SHOWN, 0)
    return Popped(call, place(call.number), elsewhere(call.number), calls, matters)
