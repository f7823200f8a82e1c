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
    "allow_face",
    "withdraw_face",
    "review",
    "replace_checkin",
    "revoke_post",
    "set_signage",
    "view_quarantine",
    "dismiss_quarantine",
]


@dataclass(frozen=True)
class Entry:
    """One thing done to or with a person's record; the system itself has no `staff`."""

    staff: UUID | None
    action: str
    at: datetime


def viewed(
    tx: Connection, staff: UUID, what: Seen, person: UUID, subject: str, now: datetime
) -> None:
    """Note that somebody opened a record of a person."""
    store.insert(tx, now, staff, what, person, subject)


def recorded(
    tx: Connection,
    staff: UUID | None,
    what: Done,
    now: datetime,
    person: UUID | None = None,
    subject: str = "",
) -> None:
    """Note that somebody, or the system, did something."""
    store.insert(tx, now, staff, what, person, subject)


def trail(tx: Connection, person: UUID, limit: int = 50) -> list[Entry]:
    """Who looked at or changed a person's record, newest first."""
    return [Entry(*row) for row in store.of_person(tx, person, limit)]
