"""A pass for a big screen: it shows the counts of an area for ninety days, and opens nothing."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.hashing import digest
from yizhan_collector.rooms.staff.model import NotSignedIn, Staff

LASTS = timedelta(days=90)
HOLDER = """
select staff.id, login, name, role, area, minors
from wall_pass join staff on staff.id = wall_pass.staff
where token_sha256 = %s and expires_at > %s and ended_at is null
"""


def give(tx: Connection, staff: UUID, now: datetime) -> str:
    """A new pass, kept here only as a hash; the ones of this person that are over go."""
    token = secrets.token_urlsafe(32)
    tx.execute("delete from wall_pass where staff = %s and expires_at <= %s", [staff, now])
    tx.execute(
        "insert into wall_pass values (%s, %s, %s, %s)", [digest(token), staff, now, now + LASTS]
    )
    return token


def holder(tx: Connection, token: str, now: datetime) -> Staff:
    """Whose pass it is, without their eyes for minors; raises NotSignedIn."""
    row = tx.execute(HOLDER, [digest(token), now]).fetchone() if token else None
    if row is None:
        raise NotSignedIn
    return replace(Staff(*row), minors=False)


def end(tx: Connection, staff: UUID) -> int:
    """Every pass of this person ends at once; returns how many."""
    return tx.execute("delete from wall_pass where staff = %s", [staff]).rowcount
