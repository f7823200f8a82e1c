"""A position as a device tells it, read with suspicion; pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import isfinite

from yizhan_collector.rooms.positions.fix import (
    BadMeasure,
    Fix,
    InTheFuture,
    Source,
    TooOld,
    point,
)

AHEAD = timedelta(minutes=5)  # a device's clock may run ahead of ours


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
    if raw.accuracy is not None and not (isfinite(raw.accuracy) and raw.accuracy >= 0):
        raise BadMeasure
    if raw.battery is not None and not 0 <= raw.battery <= 1:
        raise BadMeasure
    where = point(raw.latitude, raw.longitude)
    return Fix(raw.at.astimezone(UTC), where, raw.accuracy, raw.source, raw.battery)
