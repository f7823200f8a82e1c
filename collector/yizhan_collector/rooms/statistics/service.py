"""The figures of an area, and the daily count of the reports behind them."""

from datetime import date, datetime, timedelta

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.checkins import listing
from yizhan_collector.rooms.checkins.due import Status
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.statistics import store
from yizhan_collector.rooms.statistics.model import (
    Answer,
    Cell,
    Count,
    Figures,
    Week,
    monday,
    suppressed,
    tally,
)

DAY = timedelta(days=1)
YEAR = timedelta(days=365)
AHEAD = timedelta(days=90)  # ends in the next ninety days
WEEKS = 26
RECOUNTED = 14 * DAY  # reports arrive late, and an officer judges some later still
STANDS: dict[Status, Count] = {
    "done": "on_time",
    "review": "open",
    "waiting": "open",
    "excused": "excused",
    "post_down": "post_down",
    "overdue": "overdue",
}
LONGEST = 400 * DAY  # counted back at most


def at_a_glance(tx: Connection, area: str, day: date, weeks: int) -> tuple[list[Cell], list[Week]]:
    """The live terms by state, and the reports of the last weeks, the oldest first; no minors."""
    values = {"area": area, "day": day, "monday": monday(day - DAY) - (weeks - 1) * 7 * DAY}
    return store.living(tx, area, False)["states"], [Week(*one) for one in store.weeks(tx, values)]


def figures(tx: Connection, area: str, day: date, specialist: bool) -> Figures:
    """The figures of an area on a day; minors have their own, for their specialists only."""
    values = {
        "area": area,
        "day": day,
        "since": day - YEAR,
        "until": day + AHEAD,
        "monday": monday(day) - (WEEKS - 1) * 7 * DAY,
    }
    living = store.living(tx, area, False)
    return Figures(
        day,
        area,
        sum(one.count or 0 for one in living["states"]),
        **living,
        ended=store.cells(tx, "ended", values),
        ending=store.cells(tx, "ending", values),
        weeks=[Week(*one) for one in store.weeks(tx, values)],
        leaves=store.cells(tx, "leaves", values),
        sanctions=store.cells(tx, "sanctions", values),
        education=store.cells(tx, "education", values),
        minors=suppressed(store.living(tx, area, True)["states"]) if specialist else None,
    )


def living_by_county(tx: Connection) -> dict[tuple[str, str], int]:
    """The live terms by county and category; no minors."""
    return store.living_by_county(tx)


def reports_by_county(tx: Connection, first: date, last: date) -> dict[tuple[str, Count], int]:
    """How the reports of these days stand, by county, both ends included; no minors."""
    return store.reports_by_county(tx, first, last)


def count_reports(tx: Connection, now: datetime) -> int:
    """Count how the due days that are over were answered; returns how many days were counted.

    The last two weeks are counted again; a gap before them is filled, 400 days back at most.
    """
    today = legal_day(now)
    begin = store.first(tx)
    if begin is None:
        return 0
    last = store.last(tx)
    since = max(begin, today - LONGEST, min(last or begin, today - RECOUNTED))
    days = [since + DAY * one for one in range((today - since).days)]
    minors = {one.id for one in people.of_area(tx, "") if one.minor}
    for day in days:
        rows = [one for one in listing.due(tx, "", day, today) if one.due_on == day]
        answers = [Answer(one.township, one.person in minors, _count(one)) for one in rows]
        store.keep(tx, day, tally(answers), now)
    return len(days)


def _count(row: listing.Row) -> Count:
    if row.status == "done" and row.timing == "late":
        return "late"
    return STANDS[row.status]
