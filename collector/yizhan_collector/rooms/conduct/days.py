"""The days since a duty was not met, each with what it counts for, pure.

The day of the duty itself never counts, nor does a day that is not over. A day counts only when
nothing stands against it: an excuse, no post in order, a holiday, no notice of the duty.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Source = Literal["due", "leave"]
Exclusion = Literal[
    "leave", "travel", "health", "hospital", "other", "detained",
    "post_down", "holiday", "before_notice",
]  # fmt: skip
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stop:
    """Days, both included, on which nothing can be expected of the person."""

    start: date
    end: date
    why: Exclusion


@dataclass(frozen=True)
class Known:
    """All that stands against counting a day."""

    stops: tuple[Stop, ...] = ()
    down: frozenset[date] = frozenset()  # no post in order
    closed: frozenset[date] = frozenset()
    told_on: date | None = None  # when the person was told of the duty

    def excludes(self, day: date) -> Exclusion | None:
        """Why this day does not count; None when it does."""
        if self.told_on and day < self.told_on:
            return "before_notice"
        held = [one for one in self.stops if one.start <= day <= one.end]
        if held:
            return min(held, key=lambda one: (one.start, one.why)).why
        if day in self.closed:
            return "holiday"
        return "post_down" if day in self.down else None

    def binds(self, duty: date, source: Source) -> bool:
        """Whether a duty of this day can be missed; a leave is returned from on its last day."""
        if source == "due":
            return self.excludes(duty) is None
        ill = (one for one in self.stops if one.why not in ("leave", "travel"))
        return not any(one.start <= duty <= one.end for one in ill)


@dataclass(frozen=True)
class Duty:
    """A day on which something was due: a report, or the return from a leave."""

    on: date
    met_on: date | None  # by which day it was met, None while it is open


@dataclass(frozen=True)
class Day:
    """One day after an unmet duty, and why it does not count; None: it does."""

    day: date
    why: Exclusion | None


@dataclass(frozen=True)
class Stretch:
    """The days from an unmet duty until the person was there again."""

    source: Source
    since: date  # the day of the duty
    until: date | None  # the day on which the person was there, None while nobody was
    days: tuple[Day, ...]

    @property
    def counted(self) -> int:
        """How many of them count."""
        return sum(one.why is None for one in self.days)


def stretches(
    source: Source,
    duties: Iterable[Duty],
    seen: Collection[date],
    known: Known,
    today: date,
) -> list[Stretch]:
    """What was missed, the earliest first; no day lies in two of them.

    `seen` are the days on which the person was there; so is a day that met a duty. A duty on a
    day that does not count binds nobody, and one that falls into a stretch that still runs begins
    no other.
    """
    some = set(duties)
    there = sorted({*seen, *(one.met_on for one in some if one.met_on)})
    found: list[Stretch] = []
    for day in sorted({one.on for one in some if _missed(one)}):
        if day >= today or not known.binds(day, source):
            continue
        if found and (found[-1].until is None or day < found[-1].until):
            continue
        found.append(_stretch(source, day, there, known, today))
    return found


def _missed(duty: Duty) -> bool:
    return duty.met_on is None or duty.met_on > duty.on


def _stretch(source: Source, since: date, there: list[date], known: Known, today: date) -> Stretch:
    until = next((day for day in there if since < day <= today), None)
    last = min(until or today, today - DAY)
    days = (since + n * DAY for n in range(1, (last - since).days + 1))
    return Stretch(source, since, until, tuple(Day(day, known.excludes(day)) for day in days))
