"""All rules in one table, run by the clock; a crossing is weighed when a day is judged."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime

from psycopg import Connection

from yizhan_collector.ground.days import legal_day, midnight
from yizhan_collector.ground.refusals import LetGo
from yizhan_collector.rooms.alerts import on_offices, on_people, service
from yizhan_collector.rooms.alerts.model import Finding, Rule

EVER = datetime(1970, 1, 1, tzinfo=UTC)
Look = Callable[[Connection, datetime], Iterator[Finding]]
RULES: Mapping[Rule, Look] = {
    "report_overdue": on_people.reports_overdue,
    "leave_overrun": on_people.leaves_overrun,
    "arrival_overdue": on_people.arrivals_overdue,
    "declaration_overdue": on_offices.declarations,
    "request_unanswered": on_offices.requests,
    "order_lapsing": on_offices.lapsing,
    "device_silent": on_offices.silent,
    "template_not_deleted": on_offices.templates,
    "post_down": on_offices.posts,
    "alert_unhandled": on_offices.unhandled,  # last: it looks at the others
}


def run(tx: Connection, now: datetime) -> int:
    """Weigh what every rule finds now; returns how many alerts are new."""
    return sum(
        service.weigh_all(tx, rule, look(tx, now), _looked_since(rule, now), now)
        for rule, look in RULES.items()
    )


def _looked_since(rule: Rule, now: datetime) -> datetime:
    if rule != "report_overdue":
        return EVER
    return midnight(legal_day(now) - on_people.BACK * on_people.DAY)


def weigh_crossing(tx: Connection, said: Mapping[str, str | None], now: datetime) -> None:
    """A judged day told of a crossing; about somebody who was let go meanwhile nothing is asked."""
    try:
        service.weigh(tx, on_people.crossing(tx, said), now)
    except LetGo:
        return
