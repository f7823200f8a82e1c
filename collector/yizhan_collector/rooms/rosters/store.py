"""SQL of the rosters."""

from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection


@dataclass(frozen=True)
class Built:
    """A roster as the device door serves it, byte by byte. Hashes are SHA-256 in hex."""

    version: int
    content: str
    sha256: str
    body: bytes


def hold(tx: Connection, device: str) -> Built | None:
    """The roster of a box; nobody else builds it until the transaction ends."""
    tx.execute("select pg_advisory_xact_lock(hashtextextended('roster ' || %s, 0))", [device])
    return get(tx, device)


def get(tx: Connection, device: str) -> Built | None:
    """The roster of a box."""
    row = tx.execute(
        "select version, content, sha256, body from roster where device = %s", [device]
    ).fetchone()
    return Built(*row) if row else None


def put(tx: Connection, device: str, one: Built, now: datetime) -> None:
    """Keep a roster in place of the one before."""
    tx.execute(
        "insert into roster (device, version, content, sha256, body, built_at)"
        " values (%s, %s, %s, %s, %s, %s) on conflict (device) do update"
        " set version = excluded.version, content = excluded.content, sha256 = excluded.sha256,"
        " body = excluded.body, built_at = excluded.built_at",
        [device, one.version, one.content, one.sha256, one.body, now],
    )
