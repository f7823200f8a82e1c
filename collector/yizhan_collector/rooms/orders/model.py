"""The rhythm of reporting, pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from yizhan_collector.ground.refusals import Refused


class StartsInThePast(Refused):
    """The first due day is over; choose today or a later day."""

    status = 422


@dataclass(frozen=True)
class Rhythm:
    """Every `every_days` days from `first_due_on`, through `ended_on` if set."""

    first_due_on: date
    every_days: int
    ended_on: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a report is due on this very day."""
        if day < self.first_due_on or (self.ended_on and day > self.ended_on):
            return False
        return (day - self.first_due_on).days % self.every_days == 0

    def before(self, day: date) -> date | None:
        """The last due day on or before `day`."""
        end = min(day, self.ended_on) if self.ended_on else day
        if end < self.first_due_on:
            return None
        return end - timedelta(days=(end - self.first_due_on).days % self.every_days)

    def after(self, day: date) -> date | None:
        """The first due day strictly after `day`."""
        last = self.before(day)
        following = last + timedelta(days=self.every_days) if last else self.first_due_on
        return None if self.ended_on and following > self.ended_on else following

    def next(self, day: date) -> date | None:
        """The first due day on or after `day`."""
        return self.after(day - timedelta(days=1))
