"""Which townships reach a service point in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.portal import place_store, point_store
from yizhan_collector.rooms.portal.reaching import Assumptions, Reach, reach
from yizhan_collector.rooms.portal.slots import Point
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.rules.model import Rule

NAMES = ("road_percent", "rural_kmh", "urban_kmh", "rural_minutes", "urban_minutes")


@dataclass(frozen=True)
class Map:
    """The estimate for every township, the points, and the dated assumptions with their sources."""

    day: date
    townships: Sequence[Reach]
    points: Sequence[Point]
    rules: Sequence[Rule]


def estimated(tx: Connection, now: datetime) -> Map:
    """For today, by township code."""
    book = rules.book(tx, legal_day(now))
    given = Assumptions(*(book.number(f"reach.{one}") for one in NAMES))
    points = point_store.listed(tx)
    found = [reach(one, points, given) for one in place_store.townships(tx)]
    return Map(book.day, found, points, [book.rule(f"reach.{one}") for one in NAMES])
