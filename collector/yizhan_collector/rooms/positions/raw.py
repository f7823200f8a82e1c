"""A position as a device tells it, read with suspicion; pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from yizhan_collector.rooms.positions.fix import (
    BadMeasure,
    Fix,
    InTheFuture,
    Source,
    TooOld,
    point,
)

AHEAD = timedelta(minutes=5)  # a device's clock may run ahead of ours
WIDEST_M = 20_015_115.0  # half way round the earth: less exact than that says nothing
DIGITS = 6  # the database calls 1e-300 too small for its `real`, and refuses the whole batch


@dataclass(frozen=True)
class Raw:
    """What a device says; nothing of it is believed yet."""

    at: datetime
    latitude: float
    longitude: float
    accuracy: float | None = None
    source: Source = "unknown"
    battery: float | None = None


def read(raw: Raw, oldest: datetime, now: datetime) -> Fix:
    """The position that it is; raises InTheFuture, TooOld, BadMeasure and what `point` raises."""
    if raw.at.tzinfo is None or raw.at > now + AHEAD:
        raise InTheFuture
    if raw.at < oldest:
        raise TooOld
    accuracy, battery = _measure(raw.accuracy, WIDEST_M), _measure(raw.battery, 1)
    where = point(raw.latitude, raw.longitude)
    return Fix(raw.at.astimezone(UTC), where, accuracy, raw.source, battery)


def _measure(told: float | None, most: float) -> float | None:
    if told is None:
        return None
    if not 0 <= told <= most:
        raise BadMeasure
    return round(told, DIGITS)
