"""What was made for a term, read while the record is open."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.terms import case_store
from yizhan_collector.rooms.terms.case_store import Row
from yizhan_collector.rooms.terms.model import Term


@dataclass(frozen=True)
class Made:
    """The newest of everything made for a term, and its versions, oldest first."""

    plan: Row | None
    group: Row | None
    declaration: Row | None
    versions: list[tuple[int, datetime, dict[str, Any]]]


def made_for(tx: Connection, term: Term) -> Made:
    """What was made for this term so far."""
    return Made(
        case_store.newest(tx, "plan", term.person, term.id),
        case_store.newest(tx, "correction_group", term.person, term.id),
        case_store.newest(tx, "declaration", term.person, term.id),
        case_store.versions(tx, term.id),
    )


def plan_of(tx: Connection, person: UUID, term: UUID) -> Row | None:
    """The individual plan of a term in its newest version."""
    return case_store.newest(tx, "plan", person, term)


def particulars(tx: Connection, person: UUID) -> Row | None:
    """Where a person lives and works, in the newest version."""
    return case_store.newest(tx, "particulars", person, None)
