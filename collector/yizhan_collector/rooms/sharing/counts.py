"""Use cases of the monthly counts for the city's data centre: prepared once, and read by it alone.

Minors are in no count about supervision. Whatever is told was put together by `published`; a month
is counted on the first day after it and never again, since two versions would tell what one hides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import get_args

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.months import months_later
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.cases import figures as matters
from yizhan_collector.rooms.cases.model import Kind
from yizhan_collector.rooms.hotline import figures as hotline
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.portal import bookings
from yizhan_collector.rooms.sharing import count_store as store
from yizhan_collector.rooms.sharing.hiding import Key, Table, published
from yizhan_collector.rooms.sharing.model import Partner
from yizhan_collector.rooms.statistics import service as statistics

BASIS = "《政务数据共享条例》（国务院令第809号）；《数据安全法》第38条"
PURPOSE = "全市社区矫正与公共法律服务月度统计：只有合计数，没有人员，没有位置"
CITY = "city"  # matters of no county
VISITS = ("came", "absent", "not_noted")


class NotForCounts(Refused):
    """Monthly counts are for the city's data centre only; ask for what is sent to you."""

    status = 403


class MonthNotEnded(Refused):
    """This month has not ended; ask on the first day after it."""

    status = 422


class MonthNotCounted(Refused):
    """This month was not counted: it is older than this service, or its count is being made."""

    status = 404


@dataclass(frozen=True)
class Told:
    """The counts of a month as they are told."""

    counted_at: datetime
    tables: list[Table]

    @property
    def answered_percent(self) -> float | None:
        """The share of calls that were answered; None when a part of it is not told."""
        cells = next((one.cells for one in self.tables if one.subject == "calls"), {})
        answered, offered = cells.get((CITY, "answered")), cells.get((CITY, "total"))
        return round(100 * answered / offered, 1) if answered is not None and offered else None


def publish(tx: Connection, now: datetime) -> int:
    """Count the last month that has ended, once; returns how many tables were made."""
    this = legal_day(now).replace(day=1)
    month = months_later(this, -1)
    if store.has(tx, month):
        return 0
    tables = _tables(tx, month, this - timedelta(days=1))
    store.keep(tx, month, tables, now)
    return len(tables)


def of_month(tx: Connection, who: Partner, month: date, now: datetime) -> Told:
    """What is told of a month, by its first day.

    Raises NotForCounts, MonthNotEnded or MonthNotCounted.
    """
    if who.kind != "data_centre":
        raise NotForCounts
    if months_later(month, 1) > legal_day(now):
        raise MonthNotEnded
    rows = store.read(tx, month)
    if not rows:
        raise MonthNotCounted
    subjects = list(dict.fromkeys(row[0] for row in rows))
    return Told(rows[0][4], [_table(one, rows) for one in subjects])


def _table(subject: str, rows: list[tuple[str, str, str, int | None, datetime]]) -> Table:
    cells = {(row[1], row[2]): row[3] for row in rows if row[0] == subject}
    places, heads = (tuple(dict.fromkeys(key[side] for key in cells)) for side in (0, 1))
    return Table(subject, places, heads, cells)


def _tables(tx: Connection, first: date, last: date) -> list[Table]:
    counties = sorted({one.code[:6] for one in people.townships(tx)})
    living = statistics.living_by_county(tx)
    opened = matters.opened_by_area(tx, first, last)
    heads = sorted({head for _, head in living})
    return [
        published("people", counties, heads, living),
        published("reports", counties, ("done", "not_done"), _reports(tx, first, last)),
        published("matters", [*counties, CITY], get_args(Kind),
                  {(place or CITY, kind): count for (place, kind), count in opened.items()}),
        published("calls", [CITY], ("answered", "unanswered"), _calls(tx, first, last)),
        published("bookings", counties, VISITS, bookings.counted(tx, first, last)),
    ]  # fmt: skip


def _reports(tx: Connection, first: date, last: date) -> Mapping[Key, int]:
    """Reports that were due: done, or not; what was excused or had no post was not due."""
    found: dict[Key, int] = {}
    for (county, stands), count in statistics.reports_by_county(tx, first, last).items():
        if stands in ("on_time", "late", "open", "overdue"):
            key = county, "done" if stands in ("on_time", "late") else "not_done"
            found[key] = found.get(key, 0) + count
    return found


def _calls(tx: Connection, first: date, last: date) -> Mapping[Key, int]:
    sums = hotline.together(hotline.by_day(tx, first, last))
    answered = sums["answered"]
    return {(CITY, "answered"): answered, (CITY, "unanswered"): sums["offered"] - answered}
