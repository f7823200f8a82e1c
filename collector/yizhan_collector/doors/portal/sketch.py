"""The sketch of the reach: townships and service points by their rough places, pure.

No map: no roads, no borders. Labels give way to one another, and one that finds no room is left
out; the table beside the sketch has everything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians

from yizhan_collector.rooms.portal.reaching import Reach, Verdict
from yizhan_collector.rooms.portal.slots import Point

WIDE, EDGE, LETTER, LINE = 1000, 60, 17, 22  # units of the drawing
KM_A_DEGREE = 111.195  # of latitude
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Mark:
    """A township, or a service point where `verdict` is None; `label` begins at its own place."""

    x: float
    y: float
    verdict: Verdict | None
    name: str
    label: tuple[float, float] | None


@dataclass(frozen=True)
class Sketch:
    """What is drawn, its height, and how long ten kilometres are."""

    marks: list[Mark]
    height: float
    ten_km: float


def sketch(townships: Sequence[Reach], points: Sequence[Point]) -> Sketch | None:
    """The drawing of everything whose place is known; None when nothing's is."""
    known = [
        (one.place.longitude, one.place.latitude, one.verdict, one.place.name)
        for one in townships
        if one.place.longitude is not None and one.place.latitude is not None
    ]
    seats = [
        (one.longitude, one.latitude, None, one.name_zh)
        for one in points
        if one.open and one.longitude is not None and one.latitude is not None
    ]
    if not known and not seats:
        return None
    frame = _Frame([one[:2] for one in (*known, *seats)])
    placed = [(*frame.at(lon, lat), verdict, name) for lon, lat, verdict, name in (*seats, *known)]
    return Sketch(list(_labelled(placed)), frame.height, frame.scale * 10 / KM_A_DEGREE)


class _Frame:
    """Degrees to units: as wide as the drawing, and as high as that makes it."""

    def __init__(self, places: Sequence[tuple[float, float]]) -> None:
        lons, lats = zip(*places, strict=True)
        self.west, self.north = min(lons), max(lats)
        self.narrow = cos(radians((self.north + min(lats)) / 2))
        across = max((max(lons) - self.west) * self.narrow, 0.2)
        self.scale = (WIDE - 2 * EDGE) / across
        self.height = round((self.north - min(lats)) * self.scale + 2 * EDGE)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        x = EDGE + (lon - self.west) * self.narrow * self.scale
        return round(x, 1), round(EDGE + (self.north - lat) * self.scale, 1)


def _labelled(
    placed: Sequence[tuple[float, float, Verdict | None, str]],
) -> Iterator[Mark]:
    taken: list[Box] = [(x - 8, y - 8, x + 8, y + 8) for x, y, *_ in placed]
    for x, y, verdict, name in placed:
        label = None
        if verdict is not None:  # the names of the points stand in the table
            label = next((one for one in _around(x, y, name) if _free(one, name, taken)), None)
        if label:
            taken.append(_box(label, name))
        yield Mark(x, y, verdict, name, label)


def _around(x: float, y: float, name: str) -> Iterator[tuple[float, float]]:
    wide = len(name) * LETTER
    yield x + 12, y + 6
    yield x - 12 - wide, y + 6
    yield x - wide / 2, y - 14
    yield x - wide / 2, y + 28


def _box(label: tuple[float, float], name: str) -> Box:
    x, y = label
    return x, y - LINE + 5, x + len(name) * LETTER, y + 5


def _free(label: tuple[float, float], name: str, taken: Sequence[Box]) -> bool:
    left, top, right, bottom = _box(label, name)
    inside = left > 0 and right < WIDE
    return inside and not any(
        left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
        for other in taken
    )
