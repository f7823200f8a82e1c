"""How far it is from a township to help in person: an estimate, and said to be one; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, ceil, cos, radians, sin, sqrt
from typing import Literal

from yizhan_collector.rooms.portal.slots import Point

EARTH_KM = 6371.0088  # mean radius
URBAN = ("210502", "210503", "210504", "210505")  # the four districts: their 街道 are in town
SERVES = ("hall", "station", "legal_aid")  # kinds of points the promise is about
Verdict = Literal["within", "beyond", "own", "unknown"]


@dataclass(frozen=True)
class Place:
    """A township, at a rough point where one is known."""

    code: str
    name: str
    latitude: float | None
    longitude: float | None

    @property
    def urban(self) -> bool:
        """Whether half an hour is promised instead of an hour."""
        return self.code.startswith(URBAN) and self.name.endswith("街道")


@dataclass(frozen=True)
class Assumptions:
    """What the estimate stands on."""

    road_percent: int  # length of the road over the straight line
    rural_kmh: int
    urban_kmh: int
    rural_minutes: int
    urban_minutes: int


@dataclass(frozen=True)
class Reach:
    """From a township to the nearest point.

    `own`: nobody knows how far, but a point stands in the township. `unknown`: nothing is known.
    """

    place: Place
    verdict: Verdict
    promised: int  # minutes
    point: Point | None = None
    km: float | None = None  # of road, estimated
    minutes: int | None = None  # estimated


def straight_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great circle between two places in degrees of latitude and longitude (haversine)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, place)) for place in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))


def reach(place: Place, points: Sequence[Point], given: Assumptions) -> Reach:
    """The estimate for one township: the nearest open point along a road we guess the length of."""
    promised = given.urban_minutes if place.urban else given.rural_minutes
    serving = [one for one in points if one.open and one.kind in SERVES]
    own = next((one for one in serving if one.township == place.code), None)
    ways = sorted(_ways(place, serving), key=lambda way: way[0])
    if not ways:
        return Reach(place, "own" if own else "unknown", promised, own)
    km, point = ways[0][0] * given.road_percent / 100, ways[0][1]
    minutes = ceil(60 * km / (given.urban_kmh if place.urban else given.rural_kmh))
    return Reach(place, "within" if minutes <= promised else "beyond", promised, point, km, minutes)


def _ways(place: Place, points: Sequence[Point]) -> list[tuple[float, Point]]:
    if place.latitude is None or place.longitude is None:
        return []
    here = (place.latitude, place.longitude)
    return [
        (straight_km(here, (one.latitude, one.longitude)), one)
        for one in points
        if one.latitude is not None and one.longitude is not None
    ]
