"""Use cases of the audit trail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.audit import store

Seen = Literal["view_person", "view_checkin"]
Done = Literal[
    "sign_in",
    "sign_out",
    "add_person",
    "issue_permit",
    "issue_code",
    "review",
    "revoke_post",
    "set_signage",
    "dismiss_quarantine",
]


@dataclass(frozen=True)
class Entry:
    """One thing somebody did to or with a person's record."""

    staff: UUID
    action: str
    at: datetime


def viewed(
    tx: Connection, staff: UUID, what: Seen, person: UUID, subject: str, now: datetime
) -> None:
    """Note that somebody opened a record of a person."""
    store.insert(tx, now, staff, what, person, subject)


def recorded(
    tx: Connection,
    staff: UUID,
    what: Done,
    now: datetime,
    person: UUID | None = None,
    subject: str = "",
) -> None:
    """Note that somebody changed something."""
    store.insert(tx, now, staff, what, person, subject)


def trail(tx: Connection, person: UUID, limit: int = 50) -> list[Entry]:
    """Who looked at or changed a person's record, newest first."""
    return [Entry(*row) for row in store.of_person(tx, person, limit)]
