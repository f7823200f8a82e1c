"""Noisy days of made-up people whose truth is known, by seed: plain ones, and harder ones.

A harder day is walked at real speeds by people of whom some live beside the border, with devices
that tell no accuracy or 0, pairs of towers, late batches in reverse, and what is sent twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from math import ceil, cos, radians
from random import Random
from uuid import UUID

from yizhan_collector.ground.days import midnight
from yizhan_collector.rooms.positions.fix import Fix, Point, distance
from yizhan_collector.rooms.positions.judge.zones import Zone

HOME = Point(41.30, 124.12)
HOME_ZONE = Zone(UUID(int=1), "inside", HOME, 200.0)
TOWN = Zone(UUID(int=2), "inside", HOME, 5000.0)
SHOP = Zone(UUID(int=3), "outside", Point(41.32, 124.14), 150.0)
METRE = 1 / 111_195  # degrees of latitude
Span = tuple[datetime, datetime]
CAR, TRAIN = 12.0, 70.0  # metres a second


@dataclass
class Trace:
    """The positions of a day as they arrive, and what truly happened, by rule."""

    fixes: list[Fix]
    left: list[Span] = field(default_factory=list)
    entered: list[Span] = field(default_factory=list)
    away: list[Span] = field(default_factory=list)  # of harder days only, as the next
    trip: list[Span] = field(default_factory=list)
    home: Zone = HOME_ZONE


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


def hard(seed: int, day: date) -> Trace:
    """One person's harder day; `away` and `trip` are known as well."""
    chance = Random(seed)
    lives = HOME if chance.random() < 0.6 else beside(HOME, 4950, 0)  # 50 m within the town
    path = _path(chance, lives)
    start = midnight(day)
    told = chance.choice(("told",) * 5 + ("never", "zero"))
    found = Trace(_heard(chance, start, path, told), home=Zone(UUID(int=4), "inside", lives, 200.0))
    found.left = _spans(start, path, lambda one: distance(one, HOME) > TOWN.radius)
    found.entered = _spans(start, path, lambda one: distance(one, _shop()) < SHOP.radius)
    found.away = _spans(start, path, lambda one: distance(one, lives) > found.home.radius)
    moves = [
        distance(one, other) > 100 for one, other in zip(path, [*path[1:], path[-1]], strict=True)
    ]
    found.trip = _runs(start, moves)
    return replace(found, fixes=_arrive(chance, found.fixes))


def _shop() -> Point:
    assert SHOP.centre is not None
    return SHOP.centre


def _path(chance: Random, lives: Point) -> list[Point]:
    """Where somebody truly is at each minute."""
    work = beside(HOME, chance.uniform(600, 1500), chance.uniform(-1200, 1200))
    plan = [(0, lives, CAR), (470, work, CAR), (1040, lives, CAR)]
    luck = chance.random()
    if luck < 0.3:
        start = chance.randrange(600, 900)
        plan += [(start, beside(HOME, 9000, 4000), CAR), (start + 60, work, CAR)]
    elif luck < 0.35:
        plan += [(600, beside(HOME, 100_000, 0), TRAIN), (900, work, TRAIN)]
    if chance.random() < 0.2:
        start = chance.randrange(1100, 1200)
        plan += [(start, _shop(), CAR), (start + 45, lives, CAR)]
    plan.sort(key=lambda one: one[0])
    path: list[Point] = []
    for at, (_, place, speed) in enumerate(plan):
        until = plan[at + 1][0] if at + 1 < len(plan) else 1440
        path += _way(path[-1] if path else place, place, speed, until - len(path))
    return path


def _way(here: Point, there: Point, speed: float, minutes: int) -> list[Point]:
    """Minute by minute in a straight line, then there."""
    steps = ceil(distance(here, there) / speed / 60)
    shares = [min(1.0, (n + 1) / steps) if steps else 1.0 for n in range(minutes)]
    up, across = there.latitude - here.latitude, there.longitude - here.longitude
    return [Point(here.latitude + up * s, here.longitude + across * s) for s in shares]


def _heard(chance: Random, start: datetime, path: Sequence[Point], told: str) -> list[Fix]:
    tower, quiet = chance.randrange(0, 1380), chance.randrange(0, 1350)
    fixes = []
    for minute, place in enumerate(path):
        moment = start + timedelta(minutes=minute)
        if tower <= minute < tower + 60:
            one = Fix(moment, beside(path[tower], 900, 900 * (minute % 2)), 250.0, "cell", 0.8)
        else:
            one = _seen(chance, moment, place)
        if not quiet <= minute < quiet + 90:
            kept = {"told": one.accuracy, "never": None, "zero": 0.0}[told]
            fixes.append(replace(one, accuracy=kept))
    return fixes


def _arrive(chance: Random, fixes: list[Fix]) -> list[Fix]:
    """As they come in: for some a batch late and in reverse, and a few of all twice."""
    if chance.random() < 0.5:
        first, many = chance.randrange(0, 1100), chance.randrange(60, 180)
        last, later = first + many, first + many + 30
        late = fixes[first:last][::-1]
        fixes = [*fixes[:first], *fixes[last:later], *late, *fixes[later:]]
    return [*fixes, *chance.sample(fixes, len(fixes) // 50)]


def _spans(start: datetime, path: Sequence[Point], holds: Callable[[Point], bool]) -> list[Span]:
    return _runs(start, [holds(one) for one in path])


def _runs(start: datetime, held: Sequence[bool]) -> list[Span]:
    """The stretches of minutes at which it held."""
    edges = [
        n for n, (a, b) in enumerate(zip([False, *held], [*held, False], strict=True)) if a != b
    ]
    moments = [start + timedelta(minutes=n) for n in edges]
    return list(zip(moments[::2], moments[1::2], strict=True))
