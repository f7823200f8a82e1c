"""The rules about an office: the same engine asks what it has let lie."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from psycopg import Connection

from yizhan_collector.ground.days import legal_day, midnight
from yizhan_collector.rooms.alerts import finding_store as store
from yizhan_collector.rooms.alerts import store as alerts
from yizhan_collector.rooms.alerts.model import Finding, above, works_at
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.positions import watch
from yizhan_collector.rooms.positions.letters import last_day
from yizhan_collector.rooms.rules import service as rules

DAY = timedelta(days=1)


def declarations(tx: Connection, now: datetime) -> Iterator[Finding]:
    """Received, and not declared within the days of the rule."""
    today = legal_day(now)
    days = rules.book(tx, today).number("declaration.wait_days")
    for term, person, township, received in store.undeclared(tx, days, today):
        line = {"code": "declaration_overdue", "day": received.isoformat()}
        since = midnight(received + (days + 1) * DAY)
        yield Finding("declaration_overdue", "office", township, person, str(term), since, (line,))


def requests(tx: Connection, now: datetime) -> Iterator[Finding]:
    """Asked for, and not answered by the last day."""
    for request, person, office, last in store.unanswered(tx, legal_day(now)):
        line = {"code": "request_unanswered", "request": str(request), "day": last.isoformat()}
        since = midnight(last + DAY)
        yield Finding("request_unanswered", "office", office, person, str(request), since, (line,))


def duties(tx: Connection, now: datetime) -> Iterator[Finding]:
    """A reply, a step of a move or an ending whose day is over; a complaint names nobody."""
    for duty, key, person, office, last in store.late_duties(tx, legal_day(now)):
        line = {"code": f"late_{duty}", "day": last.isoformat()}
        since = midnight(last + DAY)
        yield Finding("duty_late", "office", office, person, f"{duty} {key}", since, (line,))


def lapsing(tx: Connection, now: datetime) -> Iterator[Finding]:
    """Orders of positioning that run out soon: asked at the first reminder and at the last."""
    some = watch.lapsing(tx, now)
    known = people.by_id(tx, [one.person for one in some])
    for one in some:
        call = "last" if one.last_call else "first"
        last = last_day(one.ends_at)
        line = {"code": "order_lapsing", "order": str(one.order), "day": last.isoformat()}
        yield Finding(
            "order_lapsing", "office", known[one.person].township[:6], one.person,
            f"{one.order} {call}", now, (line,),
        )  # fmt: skip


def silent(tx: Connection, now: datetime) -> Iterator[Finding]:
    """Devices that said nothing for long: the office asks; nobody has gone anywhere by that."""
    some = watch.silent(tx, now)
    known = people.by_id(tx, [one.person for one in some])
    for one in some:
        line = {"code": "device_silent", "since": one.since.isoformat()}
        yield Finding(
            "device_silent", "office", known[one.person].township, one.person, str(one.order),
            one.since, (line,),
        )  # fmt: skip


def unhandled(tx: Connection, now: datetime) -> Iterator[Finding]:
    """Alerts that nobody took up in time: asked of the office, and of an office one level up."""
    for one in alerts.late(tx, now):
        if works_at("", one.office):
            continue  # nobody is above the city here
        line = {"code": "alert_unhandled", "alert": str(one.id), "rule": one.rule}
        office = one.office if one.about == "person" else above(one.office)
        yield Finding(
            "alert_unhandled", "office", office, one.person, str(one.id), one.deadline, (line,)
        )
