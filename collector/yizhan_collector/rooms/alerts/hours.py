"""Time in opening hours, pure: a box that rests at night has lost nothing."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.devices.model import opening

DAY = timedelta(days=1)
LONGEST = 31 * DAY  # what lies before it is not counted


def lost(since: datetime, now: datetime, closed: Collection[date]) -> timedelta:
    """How much of the opening hours lies between two moments; closed days have none."""
    first = max(legal_day(since), legal_day(now) - LONGEST)
    days = [first + DAY * n for n in range((legal_day(now) - first).days + 1)]
    return sum((_of(day, since, now) for day in days if day not in closed), timedelta())


def _of(day: date, since: datetime, now: datetime) -> timedelta:
    opens, closes = opening(day)
    return max(min(now, closes) - max(since, opens), timedelta())
