"""What is unusual on a day against the days before, with numbers that a person can check."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from yizhan_collector.rooms.positions.fix import Point, distance
from yizhan_collector.rooms.positions.judge.home import Whereabouts
from yizhan_collector.rooms.positions.judge.limits import Limits
from yizhan_collector.rooms.positions.judge.stays import Stay

SATURDAY = 5


@dataclass(frozen=True)
class PastDay:
    """A day before: its 48 half hours, and where somebody stayed."""

    day: date
    slots: tuple[Whereabouts, ...]
    places: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Unusual:
    """Something to ask about: of half hour `first` to `last` of the day, both included.

    `not_home`: at home then on `usual` of `known` days of this kind; `new_place`: a stay where
    nobody stayed on `known` days before, `away` metres from the nearest.
    """

    code: Literal["not_home", "new_place"]
    first: int
    last: int
    usual: int
    known: int
    away: float = 0.0


def unusual(
    day: date, slots: Sequence[Whereabouts], stays: Sequence[tuple[Stay, int, int]],
    past: Sequence[PastDay], limits: Limits,
) -> list[Unusual]:  # fmt: skip
    """What a person should look at; `stays` with their first and last half hour. By half hour."""
    found = [*_not_home(slots, _alike(day, past), limits), *_new_places(stays, past, day, limits)]
    return sorted(found, key=lambda one: (one.first, one.last, one.code, one.away))


def known_days(day: date, past: Sequence[PastDay]) -> int:
    """How many days of this kind before are known at all; too few of them make no habit."""
    return sum(any(where != "UNKNOWN" for where in one.slots) for one in _alike(day, past))


def _alike(day: date, past: Sequence[PastDay]) -> list[PastDay]:
    """The other days of this kind."""
    return [one for one in past if one.day != day and _weekend(one.day) == _weekend(day)]


def _weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def _not_home(
    slots: Sequence[Whereabouts], alike: Sequence[PastDay], limits: Limits
) -> list[Unusual]:
    found: list[Unusual] = []
    for at, where in enumerate(slots):
        if where != "NOT_HOME":
            continue
        known = [one.slots[at] for one in alike if one.slots[at] != "UNKNOWN"]
        usual = known.count("HOME")
        if len(known) < limits.known_days or usual < limits.habit * len(known):
            continue
        last = found[-1] if found and found[-1].last == at - 1 else None
        if last is None:
            found.append(Unusual("not_home", at, at, usual, len(known)))
        else:
            few = min((last.usual, last.known), (usual, len(known)))
            found[-1] = Unusual("not_home", last.first, at, *few)
    return found


def _new_places(
    stays: Sequence[tuple[Stay, int, int]], past: Sequence[PastDay], day: date, limits: Limits
) -> list[Unusual]:
    before = [one for one in past if one.day != day and one.places]
    if len(before) < limits.known_days:
        return []
    known = {place for one in before for place in one.places}
    found = []
    for stay, first, last in stays:
        away = min(distance(stay.centre, place) for place in known)
        if stay.end - stay.start >= limits.new_stay and away > limits.new_place:
            found.append(Unusual("new_place", first, last, 0, len(before), round(away)))
    return found
