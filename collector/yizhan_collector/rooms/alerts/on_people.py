"""The rules about a person: each asks, and nothing is asked from what is missing or excused."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day, midnight
from yizhan_collector.rooms.alerts import finding_store as store
from yizhan_collector.rooms.alerts.model import Finding
from yizhan_collector.rooms.checkins import excuses, listing

DAY = timedelta(days=1)
BACK = 7  # due days that are looked at again


def crossing(tx: Connection, said: Mapping[str, str | None]) -> Finding:
    """What a judged day told of a zone; a leave or permit that covers the moment explains it."""
    person, since = UUID(said["person"] or ""), datetime.fromisoformat(said["since"] or "")
    day = legal_day(since)
    away = [
        one.why
        for one in excuses.excused(tx, [person], day, day).get(person, [])
        if one.holds(day) and one.why in ("leave", "travel")
    ]
    line = {key: said[key] or "" for key in ("order", "zone", "name", "kind", "since", "evidence")}
    return Finding(
        "zone_crossed",
        "person",
        store.townships(tx, [person])[person],
        person,
        f"{said['zone']} {said['since']}",
        since,
        ({"code": "crossing", **line},),
        away[0] if away and said["kind"] == "inside" else "",
    )


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


def _about(rule: str, person: UUID, township: str, subject: str, last: date) -> Finding:
    line = {"code": rule, "day": last.isoformat()}
    since = midnight(last + DAY)
    return Finding(rule, "person", township, person, subject, since, (line,))  # type: ignore[arg-type] # one of the rules above
