"""What the office is asked about its boxes and procedures; never a person's absence."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.alerts import finding_store as store
from yizhan_collector.rooms.alerts.hours import LONGEST, lost
from yizhan_collector.rooms.alerts.model import Finding
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.sessions import service as procedures


def posts(tx: Connection, now: datetime) -> Iterator[Finding]:
    """Boxes that said nothing, or saw nothing, for the minutes of the rule in opening hours."""
    today = legal_day(now)
    limit = timedelta(minutes=rules.book(tx, today).number("post.down_minutes"))
    closed = rules.closed_days(tx, today - LONGEST, today)
    for device, county, heard, word, camera, saw in store.boxes(tx, now):
        silent = lost(heard, now, closed) >= limit
        if silent:
            yield _down(device, county, heard, {"code": "post_silent", "state": word})
        elif camera != "ok" and lost(saw, now, closed) >= limit:
            yield _down(device, county, saw, {"code": "post_blind", "camera": camera})


def templates(tx: Connection, now: datetime) -> Iterator[Finding]:
    """Templates ordered to be deleted, and no box has said that it has; about nobody by name."""
    hours = rules.book(tx, legal_day(now)).number("template.delete_hours")
    for command, device, county, at in store.undeleted(tx, now - timedelta(hours=hours)):
        line = {"code": "template_not_deleted", "device": device, "since": at.isoformat()}
        yield Finding("template_not_deleted", "office", county, None, str(command), at, (line,))


def sessions(tx: Connection, now: datetime) -> Iterator[Finding]:
    """Procedures before the camera whose time is over, and nobody has closed them."""
    for one in procedures.not_closed(tx, now):
        key, since = str(one.id), one.ended_at
        line = {"code": "session_not_closed", "session": key, "since": since.isoformat()}
        yield Finding("session_not_closed", "office", one.township, None, key, since, (line,))


def _down(device: str, county: str, since: datetime, said: dict[str, str]) -> Finding:
    line = {**said, "device": device, "since": since.isoformat()}
    return Finding("post_down", "office", county, None, f"{device} {said['code']}", since, (line,))
