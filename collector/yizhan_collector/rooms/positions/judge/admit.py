"""Which positions of a day count, judged on the sorted set; every other has its reason."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from yizhan_collector.rooms.positions.fix import Fix, Point, Source, distance
from yizhan_collector.rooms.positions.judge.limits import Limits

Dropped = Literal["same_moment", "inaccurate", "repeated_cell", "impossible_speed"]
WEAK = ("cell", "network")


@dataclass(frozen=True)
class Admitted:
    """What counts, by time; and how many did not, by reason."""

    fixes: tuple[Fix, ...]
    dropped: dict[Dropped, int] = field(default_factory=dict)


def admit(fixes: Iterable[Fix], limits: Limits) -> Admitted:
    """The positions that count, whatever order and however often they came."""
    dropped: Counter[Dropped] = Counter()
    unsaid = dict(limits.unsaid)
    told = {one if one.accuracy else _blurred(one, unsaid) for one in fixes}
    known = _each_moment_once(told, dropped)
    exact = [one for one in known if _exact(one, limits, dropped)]
    fresh = _without_repeats(exact, limits, dropped)
    return Admitted(tuple(_without_jumps(fresh, limits, dropped)), dict(sorted(dropped.items())))


def _blurred(one: Fix, unsaid: Mapping[Source, float]) -> Fix:
    # by hand, for `replace` costs as much as all the rest of a position
    return Fix(one.at, one.point, unsaid[one.source], one.source, one.battery)


def _key(one: Fix) -> tuple[datetime, float, float, float, str, float]:
    worst = float("inf")
    return (
        one.at, one.accuracy or 0.0, one.point.latitude,
        one.point.longitude, one.source, worst if one.battery is None else one.battery,
    )  # fmt: skip


def _each_moment_once(fixes: set[Fix], dropped: Counter[Dropped]) -> list[Fix]:
    """Of several of one moment the most exact; a copy of one is no second."""
    best: dict[datetime, Fix] = {}
    for one in sorted(fixes, key=_key):
        if best.setdefault(one.at, one) is not one:
            dropped["same_moment"] += 1
    return list(best.values())


def _exact(one: Fix, limits: Limits, dropped: Counter[Dropped]) -> bool:
    if (one.accuracy or 0.0) <= limits.accuracy:
        return True
    dropped["inaccurate"] += 1
    return False


def _without_repeats(fixes: list[Fix], limits: Limits, dropped: Counter[Dropped]) -> list[Fix]:
    """A tower that is told again says nothing new: the first of an hour counts."""
    seen: dict[Point, datetime] = {}
    kept = []
    for one in fixes:
        last = seen.get(one.point) if one.source in WEAK else None
        if last is not None and one.at - last < limits.cell_repeat:
            dropped["repeated_cell"] += 1
            continue
        seen[one.point] = one.at
        kept.append(one)
    return kept


def _without_jumps(fixes: list[Fix], limits: Limits, dropped: Counter[Dropped]) -> list[Fix]:
    """A point that nobody can have reached from the one before, nor left for the next, is none."""
    kept: list[Fix] = []
    for at, one in enumerate(fixes):
        after = fixes[at + 1] if at + 1 < len(fixes) else None
        if not kept:
            jump = _false_start(fixes[at : at + 3], limits)
        else:
            jump = _too_fast(kept[-1], one, limits) and (
                after is None or _too_fast(one, after, limits)
            )
        if jump:
            dropped["impossible_speed"] += 1
            continue
        kept.append(one)
    return kept


def _false_start(three: list[Fix], limits: Limits) -> bool:
    """The first has no neighbour before it: the two after it must speak against it."""
    if len(three) < 3:
        return False
    first, second, third = three
    return _too_fast(first, second, limits) and not _too_fast(second, third, limits)


def _too_fast(one: Fix, other: Fix, limits: Limits) -> bool:
    seconds = (other.at - one.at).total_seconds()
    blur = (one.accuracy or 0.0) + (other.accuracy or 0.0)
    return distance(one.point, other.point) - blur > limits.fastest * seconds
