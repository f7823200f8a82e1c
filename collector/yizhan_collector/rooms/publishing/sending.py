"""What the process that speaks to the services outside asks and tells of deliveries."""

from collections.abc import Sequence
from datetime import datetime

from psycopg import Connection

from yizhan_collector.rooms.publishing import delivery_store as store
from yizhan_collector.rooms.publishing.model import Channel, Delivery


def next_due(tx: Connection, channels: Sequence[Channel], now: datetime) -> Delivery | None:
    """The next to be done on these channels, what is to be withdrawn first."""
    return store.due(tx, channels, now)


def begin(tx: Connection, one: Delivery, again: datetime, now: datetime) -> None:
    """Note that it is being tried; without news of it, it is due again at `again`.

    Raises psycopg's CheckViolation when the text is not approved, not live, or points to somebody.
    """
    store.begin(tx, one.id, again, now)


def known(tx: Connection, one: Delivery) -> set[str]:
    """The names out there that are those of other deliveries."""
    return store.known(tx, one.channel, one.id)


def done(tx: Connection, one: Delivery, remote: str, now: datetime) -> None:
    """It is out there under this name."""
    store.done(tx, one.id, remote, now)


def put_off(tx: Connection, one: Delivery, reason: str, until: datetime) -> None:
    """Try again then."""
    store.put_off(tx, one.id, reason, until)


def failed(tx: Connection, one: Delivery, reason: str, now: datetime) -> None:
    """The service does not take it, or does not let go of it: a person must look."""
    store.failed(tx, one.id, reason, now)


def withdrawn(tx: Connection, one: Delivery, now: datetime, reason: str = "") -> None:
    """It is not out there any more."""
    store.withdrawn(tx, one.id, reason, now)
