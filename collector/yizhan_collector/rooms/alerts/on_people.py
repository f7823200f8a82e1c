"""The rules about a person: each asks, and nothing is asked from what is missing or excused."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day, midnight
from yizhan_collector.rooms.alerts import finding_store as store
from yizhan_collector.rooms.alerts.model import Finding, PersonRule
from yizhan_collector.rooms.checkins import listing

DAY = timedelta(days=1)
BACK = 7  # due days that are looked at again


def reports_overdue(tx: Connection, now: datetime) -> Iterator[Finding]:
    """Due days of the last week that are over, unanswered, not excused, with a post that worked."""
    today = legal_day(now)
    for back in range(1, BACK + 1):
        day = today - back * DAY
        for row in listing.due(tx, "", day, today):
            if row.due_on == day and row.status == "overdue":
                yield _about("report_overdue", row.person, row.township, f"{row.person} {day}", day)


def leaves_overrun(tx: Connection, now: datetime) -> Iterator[Finding]:
    """Leave that is over without a word."""
    for leave, person, township, last in store.overrun(tx, legal_day(now)):
        yield _about("leave_overrun", person, township, str(leave), last)


def arrivals_overdue(tx: Connection, now: datetime) -> Iterator[Finding]:
    """First reports that did not come within the days of the law."""
    for term, person, township, last in store.not_arrived(tx, legal_day(now)):
        yield _about("arrival_overdue", person, township, str(term), last)


def _about(rule: PersonRule, person: UUID, township: str, subject: str, last: date) -> Finding:
    line = {"code": rule, "day": last.isoformat()}
    since = midnight(last + DAY)
    return Finding(rule, "person", township, person, subject, since, (line,))
