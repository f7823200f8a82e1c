"""Whatever number a device tells, what is taken of it fits the columns it is kept in."""

import struct
from datetime import UTC, datetime, timedelta
from math import isfinite

from hypothesis import example, given
from hypothesis import strategies as st
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.positions.raw import Raw, read

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
SMALLEST = 2.0**-126  # of the database's `real`, before it calls a number too small
numbers = st.none() | st.floats()


def fits(number: float | None) -> bool:
    """Whether `real` takes it."""
    if number is None:
        return True
    try:
        packed = struct.unpack("f", struct.pack("f", number))[0]
    except OverflowError:
        return False
    return isfinite(packed) and (number == 0 or abs(number) >= SMALLEST)


@given(st.floats(), st.floats(), numbers, numbers)
@example(41.3, 124.1, 1e300, None)
@example(41.3, 124.1, 1e-300, 1e-300)
def test_what_is_taken_fits(
    latitude: float, longitude: float, accuracy: float | None, battery: float | None
) -> None:
    raw = Raw(NOW, latitude, longitude, accuracy, "gnss", battery)
    try:
        found = read(raw, NOW - timedelta(days=1), NOW)
    except Refused:
        return
    assert fits(found.accuracy)
    assert fits(found.battery)
