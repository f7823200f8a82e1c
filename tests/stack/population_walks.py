"""Days of a made-up person with a device: at home, at work, a walk; now and then something odd."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from math import cos, radians
from random import Random

from yizhan_collector.ground.days import SHANGHAI

Place = tuple[float, float]  # latitude, longitude
Row = tuple[datetime, float, float, float, float]  # at, latitude, longitude, metres, battery
METRES = 111_320
EVERY = 5  # minutes
WORK = (0.0112, 0.0168)  # from home, in degrees
SILENT_EVERY, MARKET_EVERY, FAR_EVERY, JUMP_EVERY, LOW_EVERY = 5, 6, 9, 7, 8


def walk(rng: Random, day: date, number: int, places: Mapping[str, Place]) -> Iterator[Row]:
    """The positions of one day; what is odd comes round by its number."""
    home = places["home"]
    legs = _legs(home, places["market"], number)
    silent = (13 * 60, 16 * 60 + 30) if number % SILENT_EVERY == 2 else None
    for minute in range(0, 24 * 60, EVERY):
        if silent and silent[0] <= minute < silent[1]:
            continue
        at = datetime.combine(day, time(minute // 60, minute % 60), SHANGHAI)
        at += timedelta(seconds=rng.randint(0, 40))
        where = _where(legs, minute)
        if number % JUMP_EVERY == 3 and minute == 15 * 60:
            where = (where[0] + 0.4, where[1])  # a device that errs once
        accuracy = rng.choice((8, 12, 15, 20, 35))
        yield (at, *_near(rng, where, accuracy * 0.7), accuracy, _battery(minute, number))


def _legs(home: Place, market: Place, number: int) -> list[tuple[int, Place]]:
    """Where the person is to be at which minute; straight in between."""
    work = (home[0] + WORK[0], home[1] + WORK[1])
    legs = [(0, home), (7 * 60 + 30, home), (8 * 60, work), (11 * 60 + 30, work), (12 * 60, home),
            (13 * 60, home), (13 * 60 + 30, work), (17 * 60, work)]  # fmt: skip
    if number % MARKET_EVERY == 4:
        legs += [(17 * 60 + 30, market), (18 * 60 + 20, market)]
    if number % FAR_EVERY == 6:
        far = (home[0] + 0.02, home[1] + 0.16)
        legs += [(17 * 60 + 50, far), (20 * 60, far), (21 * 60, home)]
    return [*legs, (max(legs[-1][0] + 40, 18 * 60), home), (24 * 60, home)]


def _where(legs: list[tuple[int, Place]], minute: int) -> Place:
    for (begin, one), (end, other) in pairwise(legs):
        if begin <= minute <= end:
            part = (minute - begin) / max(end - begin, 1)
            return (one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part)
    return legs[-1][1]


def _near(rng: Random, place: Place, metres: float) -> Place:
    up, across = rng.gauss(0, metres / 2), rng.gauss(0, metres / 2)
    east = across / (METRES * cos(radians(place[0])))
    return (place[0] + up / METRES, place[1] + east)


def _battery(minute: int, number: int) -> float:
    full = 0.95 - minute / (24 * 60) * 0.6
    return round(max(full - 0.33, 0.04) if number % LOW_EVERY == 5 else full, 2)
