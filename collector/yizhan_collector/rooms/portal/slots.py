"""Service points and the slots of their days, pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from yizhan_collector.ground.days import SHANGHAI, legal_day

AHEAD = timedelta(days=60)  # how far ahead somebody may book


@dataclass(frozen=True)
class Hours:
    """When a point is open, and for how many."""

    opens: time
    shuts: time
    weekdays: list[int]  # 1 Monday to 7 Sunday
    slot_minutes: int
    capacity: int  # people a slot
    open: bool


@dataclass(frozen=True)
class Point:
    """Where help can be had in person."""

    code: str
    name_zh: str
    name_en: str
    kind: str
    township: str
    address: str
    phone: str
    latitude: float | None
    longitude: float | None
    opens: time
    shuts: time
    weekdays: list[int]
    slot_minutes: int
    capacity: int
    step_free: bool
    topics: list[str]
    open: bool


@dataclass(frozen=True)
class Slot:
    """A time at which somebody may come, and how many still can."""

    starts_at: datetime
    free: int


def is_open(point: Point, day: date, closed: Collection[date]) -> bool:
    """Whether anybody is there on a day; `closed` are the holidays and the bureau's own days."""
    return point.open and day.isoweekday() in point.weekdays and day not in closed


def starts(point: Point, day: date, closed: Collection[date]) -> list[datetime]:
    """When the slots of a day begin; the last one ends before the point shuts."""
    if not is_open(point, day, closed):
        return []
    length = timedelta(minutes=point.slot_minutes)
    first = datetime.combine(day, point.opens, SHANGHAI)
    count = (datetime.combine(day, point.shuts, SHANGHAI) - first) // length
    return [first + n * length for n in range(count)]


def free(
    point: Point,
    day: date,
    closed: Collection[date],
    taken: Mapping[datetime, Collection[int]],
    now: datetime,
) -> list[Slot]:
    """The slots of a day that can still be had: not past, not too far ahead.

    `taken` are the seats somebody has, by time; one above the capacity of today counts for nothing.
    """
    if not legal_day(now) <= day <= legal_day(now + AHEAD):
        return []
    found = []
    for start in starts(point, day, closed):
        left = point.capacity - sum(one <= point.capacity for one in taken.get(start, ()))
        if left and now < start <= now + AHEAD:
            found.append(Slot(start, left))
    return found


def seat(point: Point, taken: Collection[int]) -> int | None:
    """The first seat nobody has, or None."""
    return next((one for one in range(1, point.capacity + 1) if one not in taken), None)
