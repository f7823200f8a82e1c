"""How a box was over a day, a week or a quarter, in even steps; a step nobody spoke in is a gap."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from psycopg import Connection
from psycopg.rows import class_row

Span = Literal["day", "week", "quarter"]
# how far back, and the length of a step: some 200 to 300 points, what a chart can show
SPANS: dict[Span, tuple[timedelta, timedelta]] = {
    "day": (timedelta(days=1), timedelta(minutes=5)),
    "week": (timedelta(days=7), timedelta(minutes=30)),
    "quarter": (timedelta(days=90), timedelta(hours=12)),
}
ORIGIN = datetime(2000, 1, 3, tzinfo=UTC)  # of time_bucket
# by (device, captured_at desc), in the chunks of the span alone
STEPS = """
select time_bucket(%(step)s, captured_at) as at, count(*) as reports,
       avg((body ->> 'temperature')::real)::real as temperature,
       max((body ->> 'spool_pending')::bigint) as spool_pending,
       min((body ->> 'disk_free')::bigint) as disk_free,
       max((body ->> 'wear')::int) as wear,
       avg((body ->> 'sharpness')::real)::real as sharpness,
       avg((body ->> 'brightness')::real)::real as brightness,
       min((body ->> 'cert_days')::int) as cert_days
from device_health
where device = %(device)s and captured_at >= %(since)s and captured_at <= %(until)s
group by 1 order by 1
"""


@dataclass(frozen=True)
class Step:
    """What a box said in a step: the worst of counts and room, the mean of measures."""

    at: datetime
    reports: int = 0
    temperature: float | None = None
    spool_pending: int | None = None
    disk_free: int | None = None
    wear: int | None = None
    sharpness: float | None = None
    brightness: float | None = None
    cert_days: int | None = None


def steps(tx: Connection, device: str, span: Span, now: datetime) -> list[Step]:
    """All steps of the span until now, oldest first; by the box's own clock."""
    far, step = SPANS[span]
    first = begin(now - far, step)
    asked = {"device": device, "step": step, "since": first, "until": now}
    with tx.cursor(row_factory=class_row(Step)) as cursor:
        return whole(cursor.execute(STEPS, asked).fetchall(), first, now, step)


def begin(at: datetime, step: timedelta) -> datetime:
    """The begin of the step that a moment lies in."""
    return at - (at - ORIGIN) % step


def whole(found: list[Step], first: datetime, last: datetime, step: timedelta) -> list[Step]:
    """The same with an empty step wherever nothing was said."""
    known = {one.at: one for one in found}
    count = (last - first) // step + 1
    moments = [first + number * step for number in range(count)]
    return [known.get(at) or Step(at) for at in moments]
