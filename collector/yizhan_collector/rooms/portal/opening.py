"""When a service point is open, pure; hours are those of the clock on the wall there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yizhan_collector.ground.days import SHANGHAI, legal_day
from yizhan_collector.rooms.portal.slots import Point, is_open

DAYS = 31  # looked ahead for the next opening


@dataclass(frozen=True)
class Opening:
    """Open until `until`, or shut; `next` is the next opening, None when none is near."""

    open: bool
    until: datetime | None = None
    next: datetime | None = None


def opening(point: Point, now: datetime, closed: Collection[date]) -> Opening:
    """Whether it is open at a moment, and what comes next. Opens at `opens`, is shut at `shuts`."""
    today = legal_day(now)
    until = datetime.combine(today, point.shuts, SHANGHAI)
    begun = datetime.combine(today, point.opens, SHANGHAI) <= now < until
    if begun and is_open(point, today, closed):
        return Opening(True, until=until)
    for ahead in range(DAYS + 1):
        day = today + timedelta(days=ahead)
        opens = datetime.combine(day, point.opens, SHANGHAI)
        if opens > now and is_open(point, day, closed):
            return Opening(False, next=opens)
    return Opening(False)


def turns(found: Collection[Opening]) -> datetime | None:
    """The next moment at which one of these opens or shuts."""
    moments = [one.until or one.next for one in found]
    return min((one for one in moments if one), default=None)
