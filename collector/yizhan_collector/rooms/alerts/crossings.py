"""A judged day tells of a zone that was left or entered; told again it adds, and never twice."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import LetGo
from yizhan_collector.rooms.alerts import service, store
from yizhan_collector.rooms.alerts.model import Alert, Finding, Line
from yizhan_collector.rooms.bans import service as bans
from yizhan_collector.rooms.checkins import excuses
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.rules import service as rules

Said = Mapping[str, str | None]
TOLD = ("order", "zone", "name", "kind", "since", "until", "evidence")
AWAY = ("leave", "travel", "hospital", "detained")
STILL = datetime.max.replace(tzinfo=UTC)


def weigh(tx: Connection, said: Said, now: datetime) -> None:
    """Ask about a crossing; about somebody who was let go meanwhile nothing is asked."""
    found = finding(tx, said)
    line = found.evidence[0]
    before = store.about(tx, found.rule, found.subject)
    if any(told(one.evidence, line) for one in before if one.cleared_at):
        return
    lives = next((one for one in before if one.cleared_at is None), None)
    try:
        service.weigh(tx, found, lives, rules.book(tx, legal_day(now)), now)
    except LetGo:
        return
    if line["until"]:
        _over(tx, found, now)


def finding(tx: Connection, said: Said) -> Finding:
    """The question of a crossing; a leave or a permit that covers its day explains it."""
    person, since = UUID(said["person"] or ""), datetime.fromisoformat(said["since"] or "")
    line = {"code": "crossing", **{key: said.get(key) or "" for key in TOLD}}
    why = _permit if said["kind"] == "outside" else _away
    return Finding(
        "zone_crossed", "person", people.get(tx, person).township, person,
        f"{said['order']} {said['zone']}", since, (line,), why(tx, person, legal_day(since)),
    )  # fmt: skip


def told(lines: tuple[Line, ...], line: Line) -> bool:
    """Whether these lines of an alert that is over tell of the same time.

    One that went on when it was told ends with the last return that was told, else at once.
    """
    begin, end = span(line)
    spans = [span(one) for one in lines]
    back = [other for _, other in spans if other != STILL]
    ended = [(one, max([one, *back]) if other == STILL else other) for one, other in spans]
    return any(one <= end and begin <= other for one, other in ended)


def span(line: Line) -> tuple[datetime, datetime]:
    """From when to when a line tells of."""
    until = line.get("until")
    return datetime.fromisoformat(line["since"]), datetime.fromisoformat(until) if until else STILL


def over(one: Alert, until: datetime) -> bool:
    """Whether this return is after all that is told of."""
    return all(span(line)[0] <= until for line in one.evidence)


def _over(tx: Connection, found: Finding, now: datetime) -> None:
    """They were back: the one that lives is over, unless it tells of a later time."""
    until = span(found.evidence[0])[1]
    here = [one for one in store.about(tx, found.rule, found.subject) if one.cleared_at is None]
    service.clear(tx, [one.id for one in here if over(one, until)], now)


def _away(tx: Connection, person: UUID, day: date) -> str:
    spans = excuses.excused(tx, [person], day, day).get(person, [])
    return next((one.why for one in spans if one.holds(day) and one.why in AWAY), "")


def _permit(tx: Connection, person: UUID, day: date) -> str:
    """A permitted entry of those days."""
    every = bans.entries(tx, person)
    covers = (one for one in every if one.state == "granted" and one.from_on <= day <= one.until_on)
    return "ban_entry" if any(covers) else ""
