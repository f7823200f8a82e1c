"""Leaving and entering: two certain positions in a row on the wrong side, and a dwell between."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import cos, hypot, radians
from typing import Literal
from uuid import UUID

from yizhan_collector.rooms.positions.fix import EARTH_M, Fix, Point, distance
from yizhan_collector.rooms.positions.judge.limits import Limits

Side = Literal["inside", "outside", "unsure"]
Plane = tuple[float, float]
MOST = 20  # positions kept as evidence
SAFE = 0.9  # the flat metres of an outline are good to a few in a hundred, even far off


@dataclass(frozen=True)
class Zone:
    """Round a point, or an outline of at least three corners; `kind` is where one should be."""

    id: UUID
    kind: Literal["inside", "outside"]
    centre: Point | None = None
    radius: float = 0.0  # metres
    corners: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Crossing:
    """On the wrong side of a zone since then, until then or still; with what shows it."""

    zone: UUID
    since: datetime
    until: datetime | None
    certain_since: datetime  # the last moment certainly on the right side, else `since`
    evidence: tuple[datetime, ...]


def side(zone: Zone, one: Fix) -> Side:
    """On which side of the border, `unsure` when the accuracy reaches across it."""
    return _side(_inward(zone, one.point), one.accuracy or 0.0)


def sides(zone: Zone, fixes: Sequence[Fix]) -> list[Side]:
    """The side of each; an outline is not walked again for who cannot have reached its border."""
    if zone.centre is not None:
        return [side(zone, one) for one in fixes]
    found: list[Side] = []
    inward, measured = 0.0, Point(0.0, 0.0)
    for one in fixes:
        blur = one.accuracy or 0.0
        if abs(inward) * SAFE - distance(measured, one.point) <= blur:
            inward, measured = _inward(zone, one.point), one.point
        found.append(_side(inward, blur))
    return found


def _side(inward: float, blur: float) -> Side:
    if abs(inward) <= blur:
        return "unsure"
    return "inside" if inward > 0 else "outside"


def crossings(zone: Zone, fixes: Sequence[Fix], limits: Limits) -> list[Crossing]:
    """Every time on the wrong side that is certain, by time; silence breaks a row."""
    found: list[Crossing] = []
    wrong: list[Fix] = []
    right: Fix | None = None
    for one, where in zip(fixes, sides(zone, fixes), strict=True):
        if wrong and one.at - wrong[-1].at > limits.gap:
            _close(found, zone, wrong, right, None, limits)
            wrong = []
        if where == zone.kind:
            _close(found, zone, wrong, right, one, limits)
            wrong, right = [], one
        elif where != "unsure":
            wrong.append(one)
        elif not _certain(wrong, limits):
            wrong = []
    _close(found, zone, wrong, right, None, limits)
    return found


def _certain(wrong: Sequence[Fix], limits: Limits) -> bool:
    """At least two in a row, and a dwell between the first and the last."""
    return len(wrong) >= 2 and wrong[-1].at - wrong[0].at >= limits.dwell


def _close(
    found: list[Crossing], zone: Zone, wrong: Sequence[Fix], right: Fix | None, back: Fix | None,
    limits: Limits,
) -> None:  # fmt: skip
    if not _certain(wrong, limits):
        return
    until = back.at if back and back.at - wrong[-1].at <= limits.gap else None
    sure = right.at if right and wrong[0].at - right.at <= limits.gap else wrong[0].at
    evidence = tuple(one.at for one in wrong[:MOST])
    found.append(Crossing(zone.id, wrong[0].at, until, sure, evidence))


def _inward(zone: Zone, point: Point) -> float:
    """Metres from the border, above 0 inside."""
    if zone.centre is not None:
        return zone.radius - distance(zone.centre, point)
    flat = [_flat(point, one) for one in zone.corners]
    away = min(_to_edge(one, other) for one, other in zip(flat, [*flat[1:], flat[0]], strict=True))
    return away if _holds(flat) else -away


def _flat(origin: Point, one: Point) -> Plane:
    """Metres east and north of a point; good to a few in a thousand within a prefecture."""
    north = radians(one.latitude - origin.latitude) * EARTH_M
    east = radians(one.longitude - origin.longitude) * EARTH_M * cos(radians(origin.latitude))
    return east, north


def _to_edge(one: Plane, other: Plane) -> float:
    """Metres from the origin to a straight edge."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, -(one[0] * dx + one[1] * dy) / length))
    return hypot(one[0] + along * dx, one[1] + along * dy)


def _holds(flat: Sequence[Plane]) -> bool:
    """Whether the origin lies in the outline: an odd number of edges east of it (even-odd rule)."""
    inside = False
    for (x1, y1), (x2, y2) in zip(flat, [*flat[1:], flat[0]], strict=True):
        if (y1 > 0) != (y2 > 0) and x1 - y1 * (x2 - x1) / (y2 - y1) > 0:
            inside = not inside
    return inside
