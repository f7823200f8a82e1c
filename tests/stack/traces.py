"""Noisy days of made-up people whose truth is known, by seed."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import cos, radians
from random import Random
from uuid import UUID

from yizhan_collector.ground.days import midnight
from yizhan_collector.rooms.positions.fix import Fix, Point
from yizhan_collector.rooms.positions.judge.zones import Zone

HOME = Point(41.30, 124.12)
HOME_ZONE = Zone(UUID(int=1), "inside", HOME, 200.0)
TOWN = Zone(UUID(int=2), "inside", HOME, 5000.0)
SHOP = Zone(UUID(int=3), "outside", Point(41.32, 124.14), 150.0)
METRE = 1 / 111_195  # degrees of latitude


@dataclass
class Trace:
    """The positions of a day as they arrive, and when the town was truly left."""

    fixes: list[Fix]
    left: list[tuple[datetime, datetime]] = field(default_factory=list)
    entered: list[tuple[datetime, datetime]] = field(default_factory=list)


def beside(point: Point, east: float, north: float) -> Point:
    """A point so many metres east and north of another."""
    across = METRE / cos(radians(point.latitude))
    return Point(point.latitude + north * METRE, point.longitude + east * across)


def truth(chance: Random, day: date) -> list[tuple[int, Point, str]]:
    """Where somebody is from which minute of the day on: home, work, and for some more."""
    work = beside(HOME, chance.uniform(600, 1500), chance.uniform(-1200, 1200))
    plan = [(0, HOME, ""), (480, work, ""), (700, HOME, ""), (780, work, ""), (1050, HOME, "")]
    if chance.random() < 0.3:
        start = chance.randrange(840, 960)
        away = beside(HOME, 9000, 4000)
        plan = [one for one in plan if not start <= one[0] < start + 60]
        plan += [(start, away, "left"), (start + chance.randrange(40, 80), work, "")]
    if chance.random() < 0.2:
        assert SHOP.centre is not None
        start = chance.randrange(1080, 1200)
        plan += [(start, SHOP.centre, "entered"), (start + 30, HOME, "")]
    return sorted(plan, key=lambda one: one[0])


def trace(seed: int, day: date) -> Trace:
    """One person's day: noise, jumps that claim 2 m, a tower's hour, silence, a late batch."""
    chance = Random(seed)
    plan, start = truth(chance, day), midnight(day)
    found = Trace([])
    tower, quiet = chance.randrange(0, 420), chance.randrange(0, 420)
    for minute in range(1440):
        moment = start + timedelta(minutes=minute)
        at = max(n for n, one in enumerate(plan) if one[0] <= minute)
        began, place, what = plan[at]
        if what and minute == began:
            until = plan[at + 1][0] if at + 1 < len(plan) else 1440
            span = (moment, start + timedelta(minutes=until))
            (found.left if what == "left" else found.entered).append(span)
        if tower <= minute < tower + 60:
            found.fixes.append(Fix(moment, beside(HOME, 900, 900), 250.0, "cell", 0.8))
        elif not quiet <= minute < quiet + 90:
            found.fixes.append(_seen(chance, moment, place))
    if chance.random() < 0.3:
        found.fixes.reverse()
    return found


def _seen(chance: Random, moment: datetime, place: Point) -> Fix:
    if chance.random() < 0.01:  # a jump that claims to be exact
        return Fix(moment, beside(place, 200, chance.uniform(-200, 200)), 2.0, "gnss", 0.7)
    if chance.random() < 0.003:
        return Fix(moment, beside(place, 8000, 0), 3.0, "gnss", 0.7)
    blur = chance.choice((4.0, 8.0, 15.0, 40.0))
    where = beside(place, chance.gauss(0, blur / 2), chance.gauss(0, blur / 2))
    return Fix(moment, where, blur, "gnss", 0.7)
