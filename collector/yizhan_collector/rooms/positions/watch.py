"""What the office is to be asked about its orders: which run out, and which device is silent.

Both are about the office. A device without a word has gone nowhere: nothing follows from silence.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.positions import fix_store, order_store
from yizhan_collector.rooms.rules import service as rules


@dataclass(frozen=True)
class Lapsing:
    """An order that soon runs out: to be renewed after an assessment, or to end."""

    order: UUID
    person: UUID
    ends_at: datetime
    last_call: bool  # the second reminder


@dataclass(frozen=True)
class Silent:
    """A device that runs and was not heard of for long, since it was or was handed out."""

    order: UUID
    person: UUID
    since: datetime


def lapsing(tx: Connection, now: datetime) -> list[Lapsing]:
    """The orders that run out within the days of the first reminder."""
    book = rules.book(tx, legal_day(now))
    first = timedelta(days=book.number("device.remind_first_days"))
    second = timedelta(days=book.number("device.remind_last_days"))
    return [
        Lapsing(one.id, one.person, one.ends_at, one.ends_at - now <= second)
        for one in order_store.ending(tx, now + first)
        if one.ends_at > now
    ]


def silent(tx: Connection, now: datetime) -> list[Silent]:
    """The devices handed out under running orders that said nothing for the time of the rule."""
    limit = timedelta(minutes=rules.book(tx, legal_day(now)).number("position.silence_minutes"))
    found = []
    for order, person, issued_at in order_store.carried(tx, now):
        last = fix_store.newest(tx, person)
        since = max(last, issued_at) if last else issued_at
        if now - since > limit:
            found.append(Silent(order, person, since))
    return found
