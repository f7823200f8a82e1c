"""What the procuratorate looks at: the people with their terms, a sample, what is overdue."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.desk import inspection_store as store
from yizhan_collector.rooms.oversight.model import sample

MOST = 200  # lines of what is overdue
Late = Literal["intake", "request", "ending", "complaint", "opinion"]


@dataclass(frozen=True)
class Line:
    """A person with the live term, else the last one; the term is empty where there is none."""

    person: UUID
    number: str
    name: str
    township: str
    minor: bool
    sentence: str | None
    state: str | None
    category: str | None
    starts_on: date | None
    ends_on: date | None
    report_by: date | None
    ended_on: date | None
    end_reason: str | None


@dataclass(frozen=True)
class Overdue:
    """Something an office had to do by a day that has passed."""

    kind: Late
    id: UUID
    person: UUID | None
    by: date
    number: str | None
    name: str | None
    place: str | None  # code of the township, or of the office complained of


def page(
    tx: Connection, part: str, state: str | None, limit: int, offset: int
) -> tuple[list[Line], int]:
    """Those whose name or number contains `part` and whose term is in this state, by name."""
    rows, total = store.page(tx, part, state, limit, offset)
    return [Line(*row) for row in rows], total


def drawn(tx: Connection, size: int, seed: str) -> list[Line]:
    """`size` people under correction by lot; the same seed draws the same as long as all stay."""
    chosen = sample(store.live(tx), size, seed)
    found = {row[0]: Line(*row) for row in store.lines(tx, chosen)}
    return [found[one] for one in chosen if one in found]


def overdue(tx: Connection, today: date) -> list[Overdue]:
    """What is overdue today, the oldest first; a day itself is in time."""
    return [Overdue(*row) for row in store.overdue(tx, today, MOST)]
