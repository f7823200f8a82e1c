"""A published text on its way to its other places: queued, sent, failed, tried again, withdrawn."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground import outbox
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.publishing import delivery_store as store
from yizhan_collector.rooms.publishing.model import Delivery, Version
from yizhan_collector.rooms.publishing.refusals import NotNow

SIGN = "sign_delivery"  # what `work` does at once; the other places are for `channels`


def queue(tx: Connection, article: UUID, said: Version, by: UUID, now: datetime) -> None:
    """Send a version to each of its places; what an older one said there is withdrawn."""
    older = {(one.channel, one.target): one for one in of(tx, article) if one.state != "withdrawn"}
    for cut in said.cuts:
        made = new_id()
        store.insert(tx, made, article, said.number, cut, by, now)
        if cut.channel == "sign":
            outbox.emit(tx, SIGN, {"delivery": made})
        if before := older.get((cut.channel, cut.target)):
            withdraw(tx, before, now)


def of(tx: Connection, article: UUID) -> list[Delivery]:
    """Where a text went, the newest version first."""
    return store.of(tx, article)


def listed(
    tx: Connection, only_failed: bool, limit: int, offset: int
) -> tuple[list[Delivery], int]:
    """The last deliveries of all texts, the newest first; and how many in all."""
    return store.listed(tx, only_failed, limit, offset)


def get(tx: Connection, delivery: UUID) -> Delivery:
    """One, which nobody else changes until the transaction ends; raises NotFound."""
    found = store.get(tx, delivery)
    if found is None:
        raise NotFound
    return found


def retry(tx: Connection, delivery: UUID, now: datetime) -> None:
    """Try again what failed, while its version is live; raises NotFound or NotNow."""
    one = get(tx, delivery)
    if one.state != "failed" or not store.is_live(tx, one):
        raise NotNow
    _move(tx, one, "waiting", now)


def take_back(tx: Connection, delivery: UUID, now: datetime) -> None:
    """Withdraw a text from one place; raises NotFound or NotNow."""
    one = get(tx, delivery)
    if one.state in ("withdrawing", "withdrawn"):
        raise NotNow
    withdraw(tx, one, now)


def withdraw_all(tx: Connection, article: UUID, now: datetime) -> None:
    """Withdraw a text from every place it went to."""
    for one in store.of(tx, article):
        withdraw(tx, one, now)


def withdraw(tx: Connection, one: Delivery, now: datetime) -> None:
    """Withdraw from one place; what was never tried is simply not sent."""
    if one.state in ("withdrawing", "withdrawn"):
        return
    _move(tx, one, "withdrawing" if one.attempts or one.state == "sent" else "withdrawn", now)


def _move(tx: Connection, one: Delivery, state: str, now: datetime) -> None:
    store.move(tx, one.id, state, now)
    if one.channel == "sign" and state != "withdrawn":
        outbox.emit(tx, SIGN, {"delivery": one.id})
