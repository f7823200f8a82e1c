"""The rhythm of reporting, pure. A due day on a closed day moves to the next open one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from yizhan_collector.ground.refusals import Refused

DAY = timedelta(days=1)


class StartsInThePast(Refused):
    """The first due day is over; choose today or a later day."""

    status = 422


@dataclass(frozen=True)
class Order:
    """An order as it is kept; one that ended before its first day never asked for anything."""

    person: UUID
    first_due_on: date
    every_days: int
    ended_on: date | None


@dataclass(frozen=True)
class Rhythm:
    """Every `every_days` days from `first_due_on`, through `ended_on` if set.

    `closed` are the days on which nobody reports; a day that moves beyond the end is not due.
    """

    first_due_on: date
    every_days: int
    ended_on: date | None = None
    closed: frozenset[date] = field(default=frozenset(), repr=False)

    def holds(self, day: date) -> bool:
        """Whether a report is due on this very day."""
        return self.before(day) == day

    def before(self, day: date) -> date | None:
        """The last due day on or before `day`."""
        end = min(day, self.ended_on) if self.ended_on else day
        # what lies in a run of closed days that reaches the end moves beyond it
        return self._moved(self._planned(self._run(end + DAY) - DAY))

    def after(self, day: date) -> date | None:
        """The first due day strictly after `day`."""
        start = self._run(day + DAY)
        last = self._planned(start - DAY)
        planned = last + self.every_days * DAY if last else self.first_due_on
        following = self._moved(planned)
        return None if self.ended_on and following and following > self.ended_on else following

    def next(self, day: date) -> date | None:
        """The first due day on or after `day`."""
        return self.after(day - DAY)

    def _planned(self, day: date) -> date | None:
        """The last day on or before `day` in the bare rhythm."""
        if day < self.first_due_on:
            return None
        return day - DAY * ((day - self.first_due_on).days % self.every_days)

    def _moved(self, planned: date | None) -> date | None:
        """The first open day from a planned one on."""
        while planned in self.closed and planned:
            planned += DAY
        return planned

    def _run(self, day: date) -> date:
        """Where the run of closed days begins that ends just before `day`; `day` without one."""
        while day - DAY in self.closed:
            day -= DAY
        return day


@dataclass(frozen=True)
class Schedule:
    """The rhythms of a person one after the other; each ends before the next begins."""

    parts: tuple[Rhythm, ...]

    @property
    def live(self) -> Rhythm | None:
        """The rhythm that has no end yet."""
        return next((one for one in self.parts if one.ended_on is None), None)

    @property
    def first_due_on(self) -> date:
        """The first day of all."""
        return self.parts[0].first_due_on

    def holds(self, day: date) -> bool:
        """Whether a report is due on this very day."""
        return any(one.holds(day) for one in self.parts)

    def before(self, day: date) -> date | None:
        """The last due day on or before `day`."""
        return max(_known(one.before(day) for one in self.parts), default=None)

    def after(self, day: date) -> date | None:
        """The first due day strictly after `day`."""
        return min(_known(one.after(day) for one in self.parts), default=None)

    def next(self, day: date) -> date | None:
        """The first due day on or after `day`."""
        return self.after(day - DAY)

    def between(self, start: date, end: date) -> list[date]:
        """The due days from `start` to `end`, both included."""
        found, day = [], self.next(start)
        while day and day <= end:
            found.append(day)
            day = self.after(day)
        return found


def _known(days: Iterable[date | None]) -> list[date]:
    return [one for one in days if one]
