"""SQL of the filter and of what it refused."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

FOUND = "select text_may_identify(%s || E'\\n' || text_of(%s))"


def may_identify(tx: Connection, plain: str, html: str) -> list[str]:
    """What in a text may point to somebody: name, number, long; nothing of whom."""
    row = tx.execute(FOUND, [plain, html]).fetchone()
    return list(row[0]) if row else []


def refusals(tx: Connection, staff: UUID, since: datetime) -> int:
    """How many texts of this person were refused since then; others of theirs wait meanwhile."""
    tx.execute(
        "select pg_advisory_xact_lock(hashtextextended('text refusal ' || %s, 0))", [str(staff)]
    )
    row = tx.execute(
        "select count(*) from text_refusal where staff = %s and at > %s", [staff, since]
    ).fetchone()
    return row[0] if row else 0


def refused(tx: Connection, staff: UUID, now: datetime) -> None:
    """Count a refusal."""
    tx.execute("insert into text_refusal (staff, at) values (%s, %s)", [staff, now])


def forget(tx: Connection, before: datetime) -> int:
    """Delete what counts no more; returns how many."""
    return tx.execute("delete from text_refusal where at <= %s", [before]).rowcount
