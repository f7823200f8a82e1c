"""One story of a person out of four sources, newest first, page by page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, get_args
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import midnight
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.desk import timeline_store as store

Source = Literal["act", "visit", "paper", "view"]
SOURCES: tuple[Source, ...] = get_args(Source)
By = Literal["staff", "person", "system"]
ENDLESS = datetime.max.replace(tzinfo=UTC)


class BadCursor(Refused):
    """The place in the list cannot be read; load the page again."""

    status = 422


@dataclass(frozen=True)
class Entry:
    """One thing that happened: on which legal day, and when it was written down."""

    source: Source
    id: str
    on: date
    at: datetime
    what: str  # kind of the act or paper, timing of the visit, action of the view
    by: By
    author: UUID | None
    acting_body: str | None
    paper: UUID | None
    corrected: bool
    body: dict[str, Any]


@dataclass(frozen=True)
class Place:
    """After which entry a page begins."""

    on: date
    at: datetime
    id: str

    @property
    def text(self) -> str:
        """The place as a word for an address."""
        return f"{self.on}~{self.at.isoformat()}~{self.id}"


START = Place(date.max, ENDLESS, "\U0010ffff")


def place_of(text: str) -> Place:
    """Read a place; raises BadCursor."""
    try:
        on, at, ident = text.split("~")
        moment = datetime.fromisoformat(at)
        midnight(moment.date())
        if moment.tzinfo is None:
            raise BadCursor
        return Place(date.fromisoformat(on), moment, ident)
    except (ValueError, OverflowError):
        raise BadCursor from None


def bound(place: Place) -> datetime:
    """The moment before which all that happened at a moment stands after this place.

    Acts may be of an earlier day than the moment they were written down at; visits may not.
    """
    if place.on == date.max:
        return ENDLESS
    start = midnight(place.on)
    return max(start, min(start + timedelta(days=1), place.at))


def page(
    tx: Connection, person: UUID, sources: Collection[Source], place: Place, limit: int
) -> tuple[list[Entry], Place | None]:
    """The entries of these sources after a place, and the place of the next page, if any."""
    found = [Entry(*row) for row in store.page(tx, person, sources, place, bound(place), limit + 1)]
    shown = found[:limit]
    last = shown[-1] if len(found) > limit else None
    return shown, Place(last.on, last.at, last.id) if last else None
