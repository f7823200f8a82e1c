"""A legal day of positions, judged as a whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yizhan_collector.ground.days import midnight
from yizhan_collector.rooms.positions.fix import Fix
from yizhan_collector.rooms.positions.judge.admit import Dropped, admit
from yizhan_collector.rooms.positions.judge.home import (
    SLOT,
    Interval,
    Whereabouts,
    intervals,
    slots,
)
from yizhan_collector.rooms.positions.judge.limits import LIMITS, Limits
from yizhan_collector.rooms.positions.judge.pattern import PastDay, Unusual, known_days, unusual
from yizhan_collector.rooms.positions.judge.stays import Stay, Trip, stays_and_trips
from yizhan_collector.rooms.positions.judge.zones import Crossing, Zone, crossings

DAY = timedelta(days=1)
STEP = timedelta(minutes=5)  # of the drawn line


@dataclass(frozen=True)
class Judgement:
    """What a day comes to; moments are UTC, half hours those of the day in Shanghai."""

    day: date
    admitted: int
    dropped: dict[Dropped, int]
    stays: tuple[Stay, ...]
    trips: tuple[Trip, ...]
    crossings: tuple[Crossing, ...]
    home: tuple[Interval, ...]
    slots: tuple[Whereabouts, ...]
    unusual: tuple[Unusual, ...]
    known_days: int  # days of this kind before; below the limit nothing is called unusual
    heard_until: datetime | None  # the last that counts; silence after it is silence only
    battery: float | None  # the last that was told
    low_battery: bool
    line: tuple[tuple[datetime, float, float], ...]  # one position for each few minutes, to draw


def judge(
    fixes: Iterable[Fix],
    day: date,
    zones: Sequence[Zone],
    home: Zone | None,
    past: Sequence[PastDay],
    now: datetime,
    limits: Limits = LIMITS,
) -> Judgement:
    """Judge the positions of a legal day; what lies outside the day is not looked at."""
    start = midnight(day)
    end = min(start + DAY, max(now, start))
    every = [one for one in fixes if start <= one.at < start + DAY]
    known = admit(every, limits)
    stays, trips = stays_and_trips(known.fixes, limits)
    parts = intervals(home, known.fixes, start, end, limits)
    halves = slots(parts, start)
    placed = [(one, _slot(one.start, start), _slot(one.end, start)) for one in stays]
    crossed = [each for zone in zones for each in crossings(zone, known.fixes, limits)]
    battery = _battery(every)
    return Judgement(
        day,
        len(known.fixes),
        known.dropped,
        tuple(stays),
        tuple(trips),
        tuple(sorted(crossed, key=lambda one: (one.since, one.zone))),
        tuple(parts),
        halves,
        tuple(unusual(day, halves, placed, past, limits)),
        known_days(day, past),
        known.fixes[-1].at if known.fixes else None,
        battery,
        battery is not None and battery < limits.low_battery,
        tuple(_line(known.fixes)),
    )


def _battery(fixes: Iterable[Fix]) -> float | None:
    """The last that was told, also by a position that does not count; of one moment the lower."""
    told = [(one.at, -one.battery) for one in fixes if one.battery is not None]
    return -max(told)[1] if told else None


def _slot(moment: datetime, start: datetime) -> int:
    return min(47, int((moment - start) / SLOT))


def _line(fixes: Sequence[Fix]) -> Iterable[tuple[datetime, float, float]]:
    last: datetime | None = None
    for one in fixes:
        if last is None or one.at - last >= STEP:
            last = one.at
            yield one.at, round(one.point.latitude, 6), round(one.point.longitude, 6)
