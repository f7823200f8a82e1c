"""SQL of the sessions of the own page, and of the passes a box hands over."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.people.model import OwnSession

STAND = """
select set_config('role', 'yizhan_self', true), set_config('yizhan.person', %s, true),
       set_config('yizhan.now', %s, true)
"""


def page_code(tx: Connection, number: str, now: datetime) -> tuple[UUID, UUID, str] | None:
    """The secret, the person and the hash of the open page code of a check-in number."""
    return tx.execute(
        "select secret.id, person.id, secret.hash from person"
        " join person_secret secret on secret.person = person.id"
        " where number = %s and kind = 'page' and expires_at > %s",
        [number, now],
    ).fetchone()


def spend_code(tx: Connection, secret: UUID) -> bool:
    """Forget a code; False when somebody else has used it meanwhile."""
    return tx.execute("delete from person_secret where id = %s", [secret]).rowcount == 1


def put_pass(tx: Connection, sha256: bytes, person: UUID, device: str, until: datetime) -> None:
    """Keep the pass of a person at a box in place of an older one."""
    tx.execute("delete from self_pass where device = %s", [device])
    tx.execute("insert into self_pass values (%s, %s, %s, %s)", [sha256, person, device, until])


def spend_pass(tx: Connection, sha256: bytes, now: datetime) -> tuple[UUID, str] | None:
    """Forget a pass; the person and the box, None when it has ended or was used."""
    return tx.execute(
        "delete from self_pass where sha256 = %s and expires_at > %s returning person, device",
        [sha256, now],
    ).fetchone()


def insert(tx: Connection, sha256: bytes, one: OwnSession, now: datetime) -> None:
    """Keep a session."""
    tx.execute(
        "insert into self_session values (%s, %s, %s, %s, %s)",
        [sha256, one.person, one.device, now, now],
    )


def touch(
    tx: Connection, sha256: bytes, now: datetime, seen_after: datetime, opened_after: datetime
) -> OwnSession | None:
    """The session, if it was last used and opened after these moments; it is used now."""
    row = tx.execute(
        "update self_session set seen_at = greatest(seen_at, %s)"
        " where token_sha256 = %s and seen_at > %s and opened_at > %s returning person, device",
        [now, sha256, seen_after, opened_after],
    ).fetchone()
    return OwnSession(*row) if row else None


def stand(tx: Connection, person: UUID, now: datetime) -> bool:
    """From here on the database shows this person's record only; False when no term lives."""
    tx.execute(STAND, [str(person), now.isoformat()])
    return tx.execute("select 1 where self_person() is not null").fetchone() is not None


def close(tx: Connection, sha256: bytes) -> None:
    """Forget a session; whoever stands behind the wall steps back out for it."""
    tx.execute("reset role")
    tx.execute("delete from self_session where token_sha256 = %s", [sha256])


def forget(tx: Connection, seen_before: datetime, now: datetime) -> int:
    """Delete sessions last used before, and ended passes; returns how many."""
    sessions = tx.execute("delete from self_session where seen_at <= %s", [seen_before]).rowcount
    return sessions + tx.execute("delete from self_pass where expires_at <= %s", [now]).rowcount
