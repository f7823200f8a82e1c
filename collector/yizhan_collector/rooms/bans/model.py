"""A no-entry order of a court, in its own words, and entry to a conditional place; pure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

import msgspec

from yizhan_collector.ground.refusals import Refused

# 刑法 art. 38 and 72: certain activities, certain areas and places, certain persons
Kind = Literal["activity", "place", "persons"]
EntryState = Literal["asked", "granted", "refused", "withdrawn"]
LARGEST, MOST_POINTS = 20_000, 500
EAST, NORTH = (73.0, 136.0), (3.0, 54.0)


class BanDatesReversed(Refused):
    """The last day is before the first; correct the dates by the court's document."""

    status = 422


class BanOverlaps(Refused):
    """The same words of the court are registered for some of these days; open that order."""

    status = 409


class OnlyAPlace(Refused):
    """Only an order about a place can leave room for a permitted entry."""

    status = 422


class BadPolygon(Refused):
    """This is no GeoJSON polygon inside the country; leave it out, the words of the court count."""

    status = 422


class BanEnded(Refused):
    """This order has ended or was corrected; load the page again."""

    status = 409


class NoEntryHere(Refused):
    """This order names no place that can be entered with permission."""

    status = 409


class EntryOutside(Refused):
    """The entry must lie between today and the last day of the order; correct the days."""

    status = 422


class EntryOverlaps(Refused):
    """Entry to this place is asked for or permitted on some of these days already."""

    status = 409


class EntryMoved(Refused):
    """This request has moved on; load it again."""

    status = 409


class ConditionsNeeded(Refused):
    """A permission names what must be kept to; write at least one condition."""

    status = 422


@dataclass(frozen=True)
class Words:
    """What the court ordered; the polygon is GeoJSON text and only an aid to the eye."""

    kind: Kind
    words: str
    court: str
    number: str
    from_on: date
    until_on: date
    conditional: bool = False
    polygon: str | None = None


@dataclass(frozen=True)
class Ban:
    """One registered order."""

    id: UUID
    person: UUID
    said: Words
    corrects: UUID | None
    entered_by: UUID
    entered_at: datetime
    ended_on: date | None
    end_why: str

    def holds(self, day: date) -> bool:
        """Whether it is in force on this day."""
        last = self.ended_on if self.ended_on is not None else self.said.until_on
        return self.said.from_on <= day <= min(last, self.said.until_on)


@dataclass(frozen=True)
class EntryWish:
    """Where somebody needs to enter, why, and on which days."""

    place: str
    why: str
    from_on: date
    until_on: date


@dataclass(frozen=True)
class Entry:
    """A permission to enter, or the request for it."""

    id: UUID
    ban: UUID
    person: UUID
    request: UUID
    place: str
    why: str
    from_on: date
    until_on: date
    asked_on: date
    conditions: tuple[str, ...]
    state: EntryState


class _Polygon(msgspec.Struct, tag_field="type", tag="Polygon"):
    coordinates: list[list[tuple[float, float]]]


class _MultiPolygon(msgspec.Struct, tag_field="type", tag="MultiPolygon"):
    coordinates: list[list[list[tuple[float, float]]]]


def check(said: Words) -> None:
    """Raises BanDatesReversed, OnlyAPlace or BadPolygon."""
    if said.until_on < said.from_on:
        raise BanDatesReversed
    if said.kind != "place" and (said.conditional or said.polygon):
        raise OnlyAPlace
    if said.polygon is not None:
        check_polygon(said.polygon)


def check_polygon(text: str) -> None:
    """Raises BadPolygon unless the rings are closed, not too many, and inside the country."""
    if len(text) > LARGEST:
        raise BadPolygon
    try:
        shape = msgspec.json.decode(text, type=_Polygon | _MultiPolygon)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        raise BadPolygon from None
    areas = [shape.coordinates] if isinstance(shape, _Polygon) else shape.coordinates
    rings = [ring for area in areas for ring in area]
    if not areas or not all(areas) or sum(len(ring) for ring in rings) > MOST_POINTS:
        raise BadPolygon
    if not all(_closed(ring) and all(_inside(*point) for point in ring) for ring in rings):
        raise BadPolygon


def check_entry(ban: Ban, wish: EntryWish, today: date) -> None:
    """Raises BanEnded, NoEntryHere, BanDatesReversed or EntryOutside."""
    if ban.ended_on is not None:
        raise BanEnded
    if not ban.said.conditional:
        raise NoEntryHere
    if wish.until_on < wish.from_on:
        raise BanDatesReversed
    first = max(today, ban.said.from_on)
    if not first <= wish.from_on <= wish.until_on <= ban.said.until_on:
        raise EntryOutside


def _closed(ring: list[tuple[float, float]]) -> bool:
    return len(ring) >= 4 and ring[0] == ring[-1]


def _inside(east: float, north: float) -> bool:
    return EAST[0] <= east <= EAST[1] and NORTH[0] <= north <= NORTH[1]
