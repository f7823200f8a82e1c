"""At home, not at home, or unknown: every moment of the day is one of the three."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Literal

from yizhan_collector.rooms.positions.fix import Fix
from yizhan_collector.rooms.positions.judge.limits import Limits
from yizhan_collector.rooms.positions.judge.zones import Side, Zone, sides

Whereabouts = Literal["HOME", "NOT_HOME", "UNKNOWN"]
SLOT = timedelta(minutes=30)
WORD: dict[Side, Whereabouts] = {"inside": "HOME", "outside": "NOT_HOME", "unsure": "UNKNOWN"}


@dataclass(frozen=True)
class Interval:
    """A stretch of the day, the end not included."""

    where: Whereabouts
    start: datetime
    end: datetime


def intervals(
    home: Zone | None, fixes: Sequence[Fix], start: datetime, end: datetime, limits: Limits
) -> list[Interval]:
    """The day without a hole; nobody is away without a dwell outside, or while nothing is heard."""
    parts: list[Interval] = []
    words = _words(home, fixes, limits)
    at = start
    for number, (one, word) in enumerate(zip(fixes, words, strict=True)):
        following = fixes[number + 1] if number + 1 < len(fixes) else None
        if one.at > at:
            parts.append(Interval("UNKNOWN", at, one.at))
        heard = following is not None and following.at - one.at <= limits.gap
        at = following.at if heard and following else max(at, one.at)
        parts.append(Interval(word, one.at, at))
    parts.append(Interval("UNKNOWN", at, end))
    return _joined([_cut(one, start, end) for one in parts])


def slots(parts: Sequence[Interval], start: datetime) -> tuple[Whereabouts, ...]:
    """The 48 half hours of the day: what held for the most of each."""
    return tuple(_most(parts, start + n * SLOT) for n in range(48))


def _words(home: Zone | None, fixes: Sequence[Fix], limits: Limits) -> list[Whereabouts]:
    if home is None:
        return ["UNKNOWN"] * len(fixes)
    words = [WORD[where] for where in sides(home, fixes)]
    row: list[int] = []
    for at, one in enumerate(fixes):
        if row and (words[at] != "NOT_HOME" or one.at - fixes[row[-1]].at > limits.gap):
            _weigh(words, row, fixes, limits)
            row = []
        if words[at] == "NOT_HOME":
            row.append(at)
    _weigh(words, row, fixes, limits)
    return words


def _weigh(
    words: list[Whereabouts], row: Sequence[int], fixes: Sequence[Fix], limits: Limits
) -> None:
    """A row outside that is no dwell, as two strays or a pair of towers, says nothing."""
    if not row or fixes[row[-1]].at - fixes[row[0]].at < limits.dwell:
        for at in row:
            words[at] = "UNKNOWN"


def _cut(one: Interval, start: datetime, end: datetime) -> Interval:
    return Interval(one.where, min(max(one.start, start), end), min(max(one.end, start), end))


def _joined(parts: Sequence[Interval]) -> list[Interval]:
    whole = [one for one in parts if one.end > one.start]
    groups = [list(some) for _, some in groupby(whole, key=lambda one: one.where)]
    return [Interval(some[0].where, some[0].start, some[-1].end) for some in groups]


def _most(parts: Sequence[Interval], slot: datetime) -> Whereabouts:
    held: dict[Whereabouts, timedelta] = {}
    for one in parts:
        common = min(one.end, slot + SLOT) - max(one.start, slot)
        if common > timedelta(0):
            held[one.where] = held.get(one.where, timedelta(0)) + common
    # what is not covered, or not over yet, is unknown
    unheard = SLOT - sum(held.values(), timedelta(0))
    held["UNKNOWN"] = held.get("UNKNOWN", timedelta(0)) + unheard
    # of equal halves the one that says less
    order: tuple[Whereabouts, ...] = ("UNKNOWN", "HOME", "NOT_HOME")
    return max(order, key=lambda where: (held.get(where, timedelta(0)), -order.index(where)))
