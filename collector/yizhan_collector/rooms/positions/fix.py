"""Positions as they are judged: a point of the earth, when, and how well it is known. Pure."""

from dataclasses import dataclass
from datetime import datetime
from math import asin, cos, isfinite, radians, sin, sqrt
from typing import Literal

from yizhan_collector.ground.refusals import Refused

Source = Literal["gnss", "network", "cell", "unknown"]
EARTH_M = 6_371_008.8  # mean radius R1, IUGG
ISLAND_M = 1000.0
CHINA = ((18.0, 54.0), (73.0, 136.0))  # latitudes, longitudes of the mainland


class NotOnEarth(Refused):
    """A latitude lies from -90 to 90 and a longitude from -180 to 180; look at the device."""

    status = 422


class NullIsland(Refused):
    """The device reports 0, 0 when it knows nothing; nothing is taken from that."""

    status = 422


class Swapped(Refused):
    """Latitude and longitude stand in each other's place; correct the settings of the device."""

    status = 422


class InTheFuture(Refused):
    """The device's clock runs ahead; set it, and send the position again."""

    status = 422


class TooOld(Refused):
    """This position is older than what is still taken; nothing is kept of it."""

    status = 422


class BadMeasure(Refused):
    """Accuracy is metres from 0 up, and battery lies from 0 to 1; look at the device."""

    status = 422


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees of WGS-84."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Fix:
    """Where a device was at a moment (UTC); accuracy in metres, battery from 0 to 1."""

    at: datetime
    point: Point
    accuracy: float | None = None
    source: Source = "unknown"
    battery: float | None = None


def distance(one: Point, other: Point) -> float:
    """Metres along the great circle (haversine; Sinnott, Sky & Telescope 68, 1984)."""
    up, across = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    both = cos(radians(one.latitude)) * cos(radians(other.latitude))
    return 2 * EARTH_M * asin(sqrt(sin(up / 2) ** 2 + both * sin(across / 2) ** 2))


def point(latitude: float, longitude: float) -> Point:
    """A point a device can have been at; raises NotOnEarth, NullIsland and Swapped."""
    if not (isfinite(latitude) and isfinite(longitude)):
        raise NotOnEarth
    if abs(latitude) > 90 and _in_china(longitude, latitude):
        raise Swapped
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise NotOnEarth
    found = Point(latitude, longitude)
    if distance(found, Point(0, 0)) < ISLAND_M:
        raise NullIsland
    if not _in_china(latitude, longitude) and _in_china(longitude, latitude):
        raise Swapped
    return found


def _in_china(latitude: float, longitude: float) -> bool:
    (south, north), (west, east) = CHINA
    return south <= latitude <= north and west <= longitude <= east
