"""Take positions from a device: what the gate lets in is kept, what it does not is counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.hashing import digest
from yizhan_collector.ground.refusals import Refused, code_of
from yizhan_collector.rooms.positions import fix_store as store
from yizhan_collector.rooms.positions import orders, tracker_store
from yizhan_collector.rooms.positions.fix import Fix
from yizhan_collector.rooms.positions.gate import Order, may_store_fix
from yizhan_collector.rooms.positions.model import KeyEnded, KeyUnknown
from yizhan_collector.rooms.positions.raw import Raw, read
from yizhan_collector.rooms.positions.tracker_store import Tracker
from yizhan_collector.rooms.requests import service as requests
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.model import IN_CORRECTION

OUTSIDE = "outside_the_order"


@dataclass(frozen=True)
class Taken:
    """How many were kept, how many were there already, and why each other was refused."""

    kept: int
    known: int
    refused: tuple[tuple[int, str, str], ...]  # its place in the batch, code, sentence


def known_device(tx: Connection, key: str, now: datetime, count: int = 1) -> Tracker:
    """The device of a key; raises KeyUnknown and KeyEnded, and counts both, `count` times."""
    found = tracker_store.by_key(tx, digest(key))
    if found is None:
        store.refuse(tx, legal_day(now), {"key_unknown": count})
        raise KeyUnknown
    if found.ended_at is not None and found.ended_at <= now:
        store.refuse(tx, legal_day(now), {"key_ended": count})
        raise KeyEnded
    return found


def take(tx: Connection, device: Tracker, raws: Sequence[Raw], now: datetime) -> Taken:
    """Take a batch in whatever order, each moment once."""
    today = legal_day(now)
    oldest = now - timedelta(days=rules.book(tx, today).number("position.oldest_days"))
    good, refused = _read(raws, oldest, now)
    order, inside, months = _standing(tx, device, now)
    fixes: list[Fix] = []
    for at, one in good:
        if may_store_fix(device.person, inside, [order], one.at, months):
            fixes.append(one)
        else:
            refused.append((at, OUTSIDE, "No order of positioning covers this moment."))
    kept = store.keep(tx, device.person, device.ord, fixes, now) if fixes else 0
    if kept is None:
        refused += [(at, OUTSIDE, "The order has just ended.") for at, _ in good]
        kept, fixes = 0, []
    store.refuse(tx, today, Counter(code for _, code, _ in refused))
    if kept:
        days = sorted({legal_day(one.at) for one in fixes})
        store.mark_due(tx, device.person, days)
    return Taken(kept, len(fixes) - kept, tuple(sorted(refused)))


def _read(
    raws: Sequence[Raw], oldest: datetime, now: datetime
) -> tuple[list[tuple[int, Fix]], list[tuple[int, str, str]]]:
    good: list[tuple[int, Fix]] = []
    refused: list[tuple[int, str, str]] = []
    for at, raw in enumerate(raws):
        try:
            good.append((at, read(raw, oldest, now)))
        except Refused as error:
            refused.append((at, code_of(error), str(error)))
    return good, refused


def _standing(tx: Connection, device: Tracker, now: datetime) -> tuple[Order, bool, int]:
    one = orders.get(tx, device.ord)
    asked = requests.get(tx, one.request)
    standing = terms.standing(tx, device.person)
    inside = standing is not None and standing.state in IN_CORRECTION
    by = asked.asked_by or asked.id
    return one.gate(by, asked.decided_by), inside, orders.longest(tx, one.asked_on)
