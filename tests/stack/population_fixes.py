"""Millions of positions under orders, for the bench; the gate stands aside while they are laid."""

from datetime import date, datetime, timedelta
from typing import LiteralString

import msgspec
import psycopg
from psycopg import Connection
from psycopg.types.json import Jsonb
from yizhan_collector.ground.days import legal_day, midnight
from yizhan_collector.rooms.positions.judge.day import judge

from stack.traces import HOME_ZONE, SHOP, TOWN, trace

DAYS = 90
WALKS = 20  # different days that are laid again and again
CHOSEN: LiteralString = """
select person.id, term.id, person.township,
       (select id from staff where role = 'officer_county' and area = left(township, 6) limit 1),
       (select id from staff where role = 'head_county' and area = left(township, 6) limit 1)
from person join term on term.person = person.id
where ended_on is null and state = 'active' and not person.minor
  and not exists (select from position_order o where o.person = person.id)
order by left(township, 6) <> '210521', md5(person.id::text) limit %s
"""
REQUEST: LiteralString = """
insert into request (id, person, kind, level, county, township, asked_by, asked_at, channel,
                     decision, decided_by, decided_at)
values (%s, %s, 'positioning', 'head', left(%s, 6), %s, %s, %s, 'desk', 'granted', %s, %s)
"""
ORDER: LiteralString = """
insert into position_order (id, person, term, ground, evidence, starts_at, ends_at, asked_on,
                            request, state, notified_at, notified_by)
values (%s, %s, %s, 'left_unapproved', '走访记录', %s, %s, %s, %s, 'granted', %s, %s)
"""
LAY: LiteralString = """
insert into position (person, at, ord, latitude, longitude, accuracy, source, battery, received_at)
select %s, at, %s, 41.3 + 0.01 * sin(extract(epoch from at) / 9000),
       124.1 + 0.01 * cos(extract(epoch from at) / 7000), 8, 'gnss', 0.8, at
from generate_series(%s::timestamptz, %s::timestamptz, interval '1 minute') as at limit %s
"""
JUDGED: LiteralString = """
insert into position_day (person, day, ord, judged_at, fixes, judgement)
values (%s, %s, %s, %s, 1440, %s)
"""


def fixes(url: str, many: int, now: datetime) -> int:
    """Lay so many positions, one a minute for 90 days a person; returns how many."""
    each = DAYS * 1440
    people = -(-many // each)
    today = legal_day(now)
    days = [_judged(seed, today) for seed in range(WALKS)]
    with psycopg.connect(url) as tx:
        tx.execute("set local session_replication_role = replica")
        tx.execute("set local synchronous_commit = off")
        for number, row in enumerate(tx.execute(CHOSEN, [people]).fetchall()):
            _lay(tx, row, min(each, many - number * each), days, now)
    with psycopg.connect(url, autocommit=True) as tx:
        tx.execute("vacuum (analyze) position, position_day, position_order, request")
        counted = tx.execute("select count(*) from position").fetchone()
    return int(counted[0]) if counted else 0


def _judged(seed: int, day: date) -> Jsonb:
    found = judge(trace(seed, day).fixes, day, [TOWN, SHOP], HOME_ZONE, (), midnight(day))
    return Jsonb(msgspec.to_builtins(found))


def _lay(
    tx: Connection, row: tuple[object, ...], many: int, days: list[Jsonb], now: datetime
) -> None:
    person, term, township, officer, head = row
    start = midnight(legal_day(now) - timedelta(days=DAYS - 1))
    begin = start - timedelta(days=1)
    ids = tx.execute("select gen_random_uuid(), gen_random_uuid()").fetchone()
    assert ids
    request, order = ids
    tx.execute(REQUEST, [request, person, township, township, officer, begin, head, begin])
    end = start + timedelta(days=DAYS + 1)
    tx.execute(ORDER, [order, person, term, start, end, start.date(), request, begin, officer])
    tx.execute(LAY, [person, order, start, start + timedelta(days=DAYS), many])
    for number in range(DAYS):
        day = legal_day(start + timedelta(days=number, hours=12))
        tx.execute(JUDGED, [person, day, order, now, days[number % WALKS]])
