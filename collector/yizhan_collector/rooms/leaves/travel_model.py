"""Frequent travel between cities or counties, pure (社区矫正法 art. 27, 实施办法 art. 29)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from yizhan_collector.ground.months import last_day
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.leaves.model import (
    BeginsBeforeRequest,
    BeyondTerm,
    Home,
    Span,
    UnknownRegion,
)
from yizhan_collector.rooms.leaves.regions import REGIONS, zone

State = Literal["asked", "granted", "refused", "withdrawn", "cancelled", "ended"]


class NothingBeyondTheZone(Refused):
    """All these places lie in the own zone: no permit is needed, go."""

    status = 409


class TravelMoved(Refused):
    """This permit has moved on, and that is no longer possible; load it again."""

    status = 409


class TravelOverlaps(Refused):
    """A permit or request for some of these days exists; let the new one begin after it."""

    status = 409


@dataclass(frozen=True)
class TravelWish:
    """Places, times and frequency, for the months of one permit."""

    from_on: date
    regions: tuple[str, ...]
    places: str
    times: str
    frequency: str
    why: str
    proof: str


@dataclass(frozen=True)
class Travel:
    """One permit, from request to end."""

    id: UUID
    person: UUID
    request: UUID
    span: Span
    regions: tuple[str, ...]
    places: str
    times: str
    frequency: str
    why: str
    proof: str
    asked_on: date
    state: State
    begun: bool
    ended_on: date | None


def permit(wish: TravelWish, home: Home, today: date, months: int, urban: frozenset[str]) -> Span:
    """The days a permit would last, at most to the end of the term.

    Raises UnknownRegion, NothingBeyondTheZone, BeginsBeforeRequest and BeyondTerm.
    """
    unknown = [one for one in wish.regions if one not in REGIONS]
    if unknown or not wish.regions:
        raise UnknownRegion(" ".join(unknown))
    if {zone(one, urban) for one in wish.regions} == {zone(home.township, urban)}:
        raise NothingBeyondTheZone
    if wish.from_on < today:
        raise BeginsBeforeRequest
    if wish.from_on > home.ends_on:
        raise BeyondTerm
    return Span(wish.from_on, min(last_day(wish.from_on, months), home.ends_on))
