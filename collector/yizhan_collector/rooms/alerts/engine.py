"""All rules in one table, run by the clock; a crossing is weighed when a day is judged."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime

from psycopg import Connection

from yizhan_collector.ground.days import legal_day, midnight
from yizhan_collector.rooms.alerts import crossings, on_offices, on_people, on_posts, service
from yizhan_collector.rooms.alerts.model import Finding, Rule

Look = Callable[[Connection, datetime], Iterator[Finding]]
EVER = datetime(1970, 1, 1, tzinfo=UTC)
RULES: Mapping[Rule, Look] = {
    "report_overdue": on_people.reports_overdue,
    "leave_overrun": on_people.leaves_overrun,
    "arrival_overdue": on_people.arrivals_overdue,
    "declaration_overdue": on_offices.declarations,
    "request_unanswered": on_offices.requests,
    "duty_late": on_offices.duties,
    "order_lapsing": on_offices.lapsing,
    "device_silent": on_offices.silent,
    "template_not_deleted": on_posts.templates,
    "post_down": on_posts.posts,
    "session_not_closed": on_posts.sessions,
    "alert_unhandled": on_offices.unhandled,  # last: it looks at the others
}
weigh_crossing = crossings.weigh


def run(tx: Connection, now: datetime) -> int:
    """Weigh what every rule finds now; returns how many alerts are new."""
    return sum(
        service.weigh_all(tx, rule, look(tx, now), _looked_since(rule, now), now)
        for rule, look in RULES.items()
    )


def _looked_since(rule: Rule, now: datetime) -> datetime:
    if rule != "report_overdue":
        return EVER
    return midnight(legal_day(now) - (on_people.BACK - 1) * on_people.DAY)
