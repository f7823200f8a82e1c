"""What the numbers meet in an area, as it was counted last; and the counting of everybody."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.conduct import facts, store
from yizhan_collector.rooms.conduct.measures import Hint, Measure
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.rules.model import Rule

AT_ONCE = 200  # people


def page(
    tx: Connection, measure: Measure | None, limit: int, offset: int, now: datetime
) -> tuple[list[tuple[UUID, Hint]], int]:
    """The conditions met in the own area, the heaviest first; and how many in all."""
    kept, total = store.kept_hints(tx, measure, limit, offset)
    book = rules.book(tx, legal_day(now))
    return [(one[0], _hint(one, book.rule(one[5]))) for one in kept], total


def count_all(tx: Connection, now: datetime) -> int:
    """Count the days of everybody; returns how many conditions are met."""
    everyone = [one.id for one in people.of_area(tx, "")]
    parts = (everyone[at : at + AT_ONCE] for at in range(0, len(everyone), AT_ONCE))
    return sum(facts.count(tx, part, now) for part in parts)


def _hint(kept: store.Kept, rule: Rule) -> Hint:
    _, measure, ground, number, limit, name, since, duty = kept
    return Hint(measure, ground, number, limit, name, rule.source, rule.to_confirm, since, duty)
