"""SQL of the boxes' certificates. Serial numbers have 159 bits: kept in hexadecimal."""

from datetime import datetime

from psycopg import Connection


def add(tx: Connection, serial: int, device: str, at: datetime, end: datetime) -> None:
    """Remember a certificate that was signed."""
    tx.execute(
        "insert into certificate (serial, device, issued_at, not_after) values (%s, %s, %s, %s)",
        [f"{serial:x}", device, at, end],
    )


def issued_since(tx: Connection, device: str, since: datetime) -> int:
    """How many a box was given after this moment."""
    [found] = tx.execute(
        "select count(*) from certificate where device = %s and issued_at > %s", [device, since]
    ).fetchone() or (0,)
    return int(found)


def withdraw(tx: Connection, device: str, why: str, at: datetime) -> None:
    """Take back what a box holds."""
    tx.execute(
        "update certificate set revoked_at = %s, why = %s where device = %s and revoked_at is null",
        [at, why, device],
    )


def withdrawn(tx: Connection, ended: datetime) -> dict[int, datetime]:
    """Serial numbers taken back, and since when, of certificates that had not ended by then."""
    rows = tx.execute(
        "select serial, revoked_at from certificate"
        " where revoked_at is not null and not_after > %s order by revoked_at, serial",
        [ended],
    )
    return {int(serial, 16): at for serial, at in rows}


def gone(tx: Connection) -> list[str]:
    """The boxes out of service, by id."""
    rows = tx.execute("select id from device where revoked_at is not null order by id")
    return [one for (one,) in rows]
