"""Use cases of telling partners by their callback: what is due, what came of it, how it stands.

Each partner is told in the order of its events; one that is not taken holds back that partner's
later ones and nobody else's. What a partner has asked beyond needs no telling any more.
"""

import random
from collections.abc import Collection
from datetime import datetime

from psycopg import Connection

from yizhan_collector.rooms.sharing import partner_store, partners
from yizhan_collector.rooms.sharing import telling_store as store
from yizhan_collector.rooms.sharing.callback_model import Telling, Untold, pause, require_callback
from yizhan_collector.rooms.sharing.model import Partner


def as_teller(tx: Connection) -> None:
    """From here on this connection sees events and addresses, and nothing they are about."""
    tx.execute("set role yizhan_teller")


def due(tx: Connection, but: Collection[str], now: datetime, limit: int) -> list[Untold]:
    """The next event of each partner but these, unless it waits; none of who has ended."""
    return store.untold(tx, but, now, limit)


def told(tx: Connection, one: Untold, now: datetime) -> None:
    """The partner has taken it."""
    store.told(tx, one.no, now)


def failed(tx: Connection, one: Untold, reason: str, now: datetime) -> None:
    """The partner has not taken it, in one word; tried again after a pause that grows."""
    again = now + pause(one.attempts + 1) * random.uniform(0.9, 1)  # noqa: S311 # jitter
    store.failed(tx, one, reason, again, now)


def stands(tx: Connection) -> dict[str, Telling]:
    """How the telling stands, by partner; none without a callback."""
    return {one.partner: one for one in store.stands(tx)}


def try_now(tx: Connection, code: str) -> None:
    """Try a partner again at once; raises NotFound."""
    store.at_once(tx, partners.get(tx, code).code)


def set_callback(tx: Connection, code: str, address: str) -> Partner:
    """Where a partner is told, tried at once; empty: nowhere. Raises NotFound or BadCallback."""
    partners.get(tx, code)
    partner_store.set_callback(tx, code, require_callback(address))
    store.at_once(tx, code)
    return partners.get(tx, code)
