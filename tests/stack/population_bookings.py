"""Made-up visits to the service points, on the days around a moment."""

from datetime import datetime, timedelta
from random import Random

import psycopg
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.portal import points, slots
from yizhan_collector.rooms.rules import service as rules

from stack.population_names import NAMES
from stack.population_rows import Rows

BEFORE, AHEAD = 5, 10  # days
MADE = timedelta(days=9)  # before the visit: a shut point takes none later


def fill_bookings(url: str, now: datetime, seed: int = 65) -> None:
    """Some visits at each open point; of those that are over it is mostly known who came."""
    rng = Random(seed)
    rows = Rows(rng)
    today = legal_day(now)
    with psycopg.connect(url) as tx:
        closed = rules.closed_days(tx, today - timedelta(BEFORE), today + timedelta(AHEAD))
        for point in points.listed(tx):
            for n in range(-BEFORE, AHEAD):
                times = slots.starts(point, today + timedelta(n), closed)
                for at in sorted(rng.sample(times, min(len(times), rng.randint(0, 5)))):
                    _visit(rows, rng, point.code, at, now)
        rows.write(tx, "booking")


def _visit(rows: Rows, rng: Random, point: str, at: datetime, now: datetime) -> None:
    over = at < now
    rows.add(
        "booking",
        id=rows.ident(at - MADE),
        point=point,
        starts_at=at,
        seat=1,
        matter=None,
        name=rng.choice(NAMES),
        phone=f"000-0000-{rng.randint(1000, 9999)}",
        key_digest=rng.randbytes(32),
        made_at=min(at, now) - timedelta(hours=rng.randint(2, 200)),
        cancelled_at=None,
        came=rng.choice([True, True, True, False, None]) if over else None,
    )
