"""Clocks that run while the service is open, pure. Moments are UTC; opening hours Shanghai's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from yizhan_collector.ground.days import SHANGHAI, legal_day, midnight
from yizhan_collector.ground.refusals import Refused

SATURDAY = 5
FARTHEST = 400  # days looked ahead


class NeverOpen(Refused):
    """The service has no opening hours; correct the rules matter.opens and matter.shuts."""

    status = 409


@dataclass(frozen=True)
class Hours:
    """When the service is open: on weekdays, but for the closed days, and on worked weekends."""

    opens: time
    shuts: time
    closed: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def open_on(self, day: date) -> bool:
        """Whether it opens on a legal day at all."""
        if day in self.closed:
            return False
        return day in self.worked or day.weekday() < SATURDAY

    def spans(self, since: datetime, days: int = FARTHEST) -> Iterator[tuple[datetime, datetime]]:
        """What is left of each opening from a moment on: (from, until), in order."""
        first = legal_day(since)
        for ahead in range(days + 1):
            day = first + timedelta(days=ahead)
            until = datetime.combine(day, self.shuts, SHANGHAI)
            begins = max(datetime.combine(day, self.opens, SHANGHAI), since)
            if self.open_on(day) and begins < until:
                yield begins, until

    def after(self, since: datetime, minutes: int) -> datetime:
        """The moment when the service has been open for so many more minutes; raises NeverOpen."""
        left = timedelta(minutes=minutes)
        for begins, until in self.spans(since):
            if left <= until - begins:
                return (begins + left).astimezone(since.tzinfo)
            left -= until - begins
        raise NeverOpen

    def day_after(self, day: date, count: int) -> date:
        """The last of so many open days after a day, which is not counted; raises NeverOpen."""
        found = (day + timedelta(days=ahead) for ahead in range(1, FARTHEST))
        for one in found:
            count -= self.open_on(one)
            if count <= 0:
                return one
        raise NeverOpen

    def minutes(self, since: datetime, until: datetime) -> int:
        """How many whole minutes it was open between two moments; none when they are turned."""
        days = max(0, (legal_day(until) - legal_day(since)).days)
        open_for = timedelta()
        for begins, ends in self.spans(since, days):
            open_for += max(timedelta(), min(ends, until) - begins)
        return open_for // timedelta(minutes=1)


def end_of(day: date) -> datetime:
    """The moment until which something done on this day is in time: the next midnight, UTC."""
    return midnight(day + timedelta(days=1)).astimezone(UTC)


def late(by: date | None, done: date) -> bool:
    """Whether a day is past the last one in time; the last one itself is in time."""
    return by is not None and done > by
