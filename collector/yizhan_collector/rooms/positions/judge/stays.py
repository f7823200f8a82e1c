"""Where somebody stayed, and the trips between; silence is neither."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from yizhan_collector.rooms.positions.fix import Fix, Point, distance
from yizhan_collector.rooms.positions.judge.limits import Limits


@dataclass(frozen=True)
class Stay:
    """Within a radius for a while: from the first position of it to the last."""

    start: datetime
    end: datetime
    centre: Point
    fixes: int


@dataclass(frozen=True)
class Trip:
    """From one position to another without a stay and without silence; metres as the crow flies."""

    start: datetime
    end: datetime
    length: float


def runs(fixes: Sequence[Fix], gap: timedelta) -> list[list[Fix]]:
    """The stretches without silence."""
    found: list[list[Fix]] = []
    for one in fixes:
        if found and one.at - found[-1][-1].at <= gap:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def stays_and_trips(fixes: Sequence[Fix], limits: Limits) -> tuple[list[Stay], list[Trip]]:
    """Every stay and every trip of a day, by time; a tower tells of neither."""
    exact = [one for one in fixes if (one.accuracy or 0.0) <= limits.stay_radius]
    stays: list[Stay] = []
    trips: list[Trip] = []
    for run in runs(exact, limits.gap):
        on_the_way: list[Fix] = []
        for group in _groups(run, limits):
            if group[-1].at - group[0].at >= limits.stay:
                stays.append(_stay(group))
                _close(trips, [*on_the_way, group[0]])
                on_the_way = [group[-1]]
            else:
                on_the_way += group
        _close(trips, on_the_way)
    return stays, trips


def _groups(run: Sequence[Fix], limits: Limits) -> list[list[Fix]]:
    """What lies within the radius of where it began; who is back before a dwell never left."""
    groups: list[list[Fix]] = []
    for at, one in enumerate(run):
        if groups and _near(groups[-1][0], one, limits):
            groups[-1].append(one)
        elif not (groups and _is_back(groups[-1], run, at, limits)):
            groups.append([one])
    return groups


def _is_back(group: Sequence[Fix], run: Sequence[Fix], at: int, limits: Limits) -> bool:
    """Whether a position after that one lies with the group again, soon enough."""
    for later in range(at + 1, len(run)):
        if run[later].at - group[-1].at > limits.dwell:
            return False
        if _near(group[0], run[later], limits):
            return True
    return False


def _near(anchor: Fix, one: Fix, limits: Limits) -> bool:
    return distance(anchor.point, one.point) <= limits.stay_radius


def _stay(group: Sequence[Fix]) -> Stay:
    many = len(group)
    centre = Point(
        sum(one.point.latitude for one in group) / many,
        sum(one.point.longitude for one in group) / many,
    )
    return Stay(group[0].at, group[-1].at, centre, many)


def _close(trips: list[Trip], way: Sequence[Fix]) -> None:
    if len(way) < 2:
        return
    length = sum(distance(one.point, other.point) for one, other in pairwise(way))
    trips.append(Trip(way[0].at, way[-1].at, round(length, 1)))
