"""SQL of the boxes that want to be claimed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row
from yizhan_wire.claims import Asked, Wish

SEEN = """
insert into claim_wish (code, key_sha256, request, hardware, version, seen_from, asked_at, last_at)
values (%s, %s, %s, %s, %s, %s, %s, %s)
on conflict (code) do update set last_at = excluded.last_at, seen_from = excluded.seen_from
where claim_wish.key_sha256 = excluded.key_sha256
"""
FOUND = """
select code, hardware, version, seen_from, asked_at, last_at, request, device, granted_at, chain
from claim_wish where code = %s
"""


@dataclass(frozen=True)
class Wished:
    """A box that asked; with a device once it was granted."""

    code: str
    hardware: str
    version: str
    seen_from: str
    asked_at: datetime
    last_at: datetime
    request: str
    device: str | None
    granted_at: datetime | None
    chain: str | None


def seen(tx: Connection, asked: Asked, wish: Wish, place: str, at: datetime) -> bool:
    """Note that a box asks; False when another key has the same code."""
    row = [asked.code, asked.sha256, wish.request, wish.hardware, wish.version, place, at, at]
    return tx.execute(SEEN, row).rowcount == 1


def waiting(tx: Connection) -> int:
    """How many ask and have nothing yet."""
    [found] = tx.execute("select count(*) from claim_wish where granted_at is null").fetchone() or (
        0,
    )
    return int(found)


def find(tx: Connection, code: str, hold: bool = False) -> Wished | None:
    """The wish of this code; with `hold` nobody else decides on it until this transaction ends."""
    with tx.cursor(row_factory=class_row(Wished)) as cursor:
        return cursor.execute(FOUND + (" for update" if hold else ""), [code]).fetchone()


def grant(tx: Connection, code: str, device: str, staff: UUID, chain: str, at: datetime) -> None:
    """Keep what was given for a wish."""
    tx.execute(
        "update claim_wish set device = %s, granted_by = %s, chain = %s, granted_at = %s"
        " where code = %s",
        [device, staff, chain, at, code],
    )


def forget(tx: Connection, before: datetime) -> int:
    """Delete what nobody granted and no box asked for since then; returns how many."""
    gone = tx.execute("delete from claim_wish where granted_at is null and last_at < %s", [before])
    return gone.rowcount


def hold_township(tx: Connection, township: str) -> None:
    """Nobody else gives this township a box until this transaction ends."""
    tx.execute("select pg_advisory_xact_lock(hashtextextended(%s, 83))", [township])


def numbers(tx: Connection, township: str) -> list[int]:
    """The numbers its boxes ever had."""
    rows = tx.execute(
        "select substring(id from '^bx-[0-9]{9}-([0-9]{1,6})$')::int from device"
        " where township = %s and id ~ '^bx-[0-9]{9}-[0-9]{1,6}$'",
        [township],
    )
    return [one for (one,) in rows]
