"""The orders that are left out of a day's list would not have changed it; chance, by a seed."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

import psycopg
from stack.builders import NOON, TOWN
from yizhan_collector.rooms.checkins.listing import _asked
from yizhan_collector.rooms.orders import service as orders
from yizhan_collector.rooms.orders import store
from yizhan_collector.rooms.people import service as people

START = date(2026, 1, 5)
EVERY = (1, 7, 14, 30)


def ordered(tx: psycopg.Connection, random: Random, person: UUID) -> None:
    """A chain of one to four rhythms, the last with or without an end."""
    day = START + timedelta(days=random.randrange(120))
    for last in [False] * random.randrange(4) + [True]:
        store.insert(tx, person, day, random.choice(EVERY), NOON)
        ends = day + timedelta(days=random.randrange(90))
        if not last or random.random() < 0.3:
            store.end(tx, person, ends)
        day = ends + timedelta(days=1 + random.randrange(60))


def test_who_is_asked_is_the_same_as_by_all_orders(office_url: str) -> None:
    random = Random(20261125)
    with psycopg.connect(office_url) as tx:
        persons = [people.add(tx, f"测试{n}", "female", TOWN, False, NOON) for n in range(60)]
        for person in persons:
            ordered(tx, random, person)
        for _ in range(40):
            day = START + timedelta(days=random.randrange(400))
            whole, about = orders.schedules_of(tx, persons), orders.schedules_about(tx, "", day)
            for today in (day, day + timedelta(days=1)):
                assert _asked(about, day, today) == _asked(whole, day, today)
                assert _asked(whole, day, today) or day > START
