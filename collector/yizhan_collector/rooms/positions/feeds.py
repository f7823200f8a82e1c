"""Use cases of an operator's feed: asked for whom, and what came goes through the same gate."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.positions import feed_store as store
from yizhan_collector.rooms.positions import fix_store, take
from yizhan_collector.rooms.positions.model import KeyEnded, KeyUnknown
from yizhan_collector.rooms.positions.raw import Raw


@dataclass(frozen=True)
class Pulled:
    """How many positions of a page were kept, were there already, and were refused."""

    kept: int = 0
    known: int = 0
    refused: int = 0


def devices(tx: Connection, now: datetime) -> list[UUID]:
    """For which devices an operator may be asked: those whose order runs, and nobody else's."""
    return store.live(tx, now)


def after(tx: Connection) -> str:
    """Up to where the feed was read."""
    return store.cursor(tx)


def keep(
    tx: Connection,
    rows: Iterable[tuple[str, Raw]],
    refused: Mapping[str, int],
    upto: str,
    now: datetime,
) -> Pulled:
    """Take a page and move on, in one transaction: what comes again is known already.

    `refused` are the rows that were none, by reason; they are counted.
    """
    by_key: dict[str, list[Raw]] = defaultdict(list)
    for key, raw in rows:
        by_key[key].append(raw)
    fix_store.refuse(tx, legal_day(now), refused)
    some = [_of_device(tx, key, raws, now) for key, raws in by_key.items()]
    store.move(tx, upto, now)
    return Pulled(
        sum(one.kept for one in some),
        sum(one.known for one in some),
        sum(one.refused for one in some) + sum(refused.values()),
    )


def _of_device(tx: Connection, key: str, raws: list[Raw], now: datetime) -> Pulled:
    try:
        taken = take.take(tx, take.known_device(tx, key, now, len(raws)), raws, now)
    except (KeyUnknown, KeyEnded):
        return Pulled(refused=len(raws))
    return Pulled(taken.kept, taken.known, len(taken.refused))
