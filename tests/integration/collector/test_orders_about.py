"""The orders that are left out of a day's list would not have changed it; chance, by a seed."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

import psycopg
from stack.builders import NOON, TOWN
from yizhan_collector.rooms.checkins.listing import _asked, asked
from yizhan_collector.rooms.orders import service as orders
from yizhan_collector.rooms.orders import store
from yizhan_collector.rooms.people import service as people
from yizhan_wire.envelope import new_id

START = date(2026, 1, 5)
EVERY = (1, 7, 14, 30)
DAY = timedelta(days=1)
VISIT = """
insert into checkin (id, person, route, verdict, body, clock, captured_at, received_at, channel,
                     due_on, timing, live, needs_review, recorded_by)
select %s, %s, 'officer', null, '{}', '{}', %s, %s, 'desk', %s, 'on_time', true, %s, id
from staff limit 1
"""


def ordered(tx: psycopg.Connection, random: Random, person: UUID) -> None:
    """A chain of one to four rhythms, the last with or without an end."""
    day = START + timedelta(days=random.randrange(120))
    for last in [False] * random.randrange(4) + [True]:
        store.insert(tx, person, day, random.choice(EVERY), NOON)
        ends = day + timedelta(days=random.randrange(90))
        if not last or random.random() < 0.3:
            store.end(tx, person, ends)
        day = ends + timedelta(days=1 + random.randrange(60))


def visited(tx: psycopg.Connection, random: Random, person: UUID) -> dict[tuple[UUID, date], bool]:
    """Some visits on due days; whether somebody has to look at it."""
    schedule = orders.schedule_of(tx, person)
    assert schedule
    days = schedule.between(START, START + DAY * 420)
    kept = {(person, day): random.random() < 0.2 for day in days if random.random() < 0.7}
    for (_, day), doubt in kept.items():
        tx.execute(VISIT, [new_id(), person, NOON, NOON, day, doubt])
    return kept


def test_who_is_asked_is_the_same_as_by_all_orders(office_url: str) -> None:
    random = Random(20261125)
    with psycopg.connect(office_url) as tx:
        persons = [people.add(tx, f"测试{n}", "female", TOWN, False, NOON) for n in range(60)]
        visits: dict[tuple[UUID, date], bool] = {}
        for person in persons:
            ordered(tx, random, person)
            visits |= visited(tx, random, person)
        settled = {pair for pair, doubt in visits.items() if not doubt}
        whole = orders.schedules_of(tx, persons)
        fewer = 0
        for _ in range(60):
            day = START + timedelta(days=random.randrange(400))
            for today in (day, day + DAY):
                every, found = _asked(whole, day, today), asked(tx, "", day, today)
                due = {pair for pair in every if pair[1] == day}
                assert due <= found <= every
                assert every - found <= settled
                fewer += len(every - found)
        assert fewer > 100
