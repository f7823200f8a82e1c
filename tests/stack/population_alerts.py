"""Alerts of the made-up bureau: the rules look at it, and people have answered some."""

from datetime import datetime, timedelta
from random import Random
from typing import LiteralString

import psycopg
from yizhan_collector.rooms.alerts import engine

EARLIER = timedelta(hours=40)
TAKE: LiteralString = """
update alert set acknowledged_at = %s, acknowledged_by = who.id, note = '已去电核实'
from staff who where who.area = %s and who.role = %s and alert.id = %s
"""
DECIDE: LiteralString = """
update alert set acknowledged_at = coalesce(acknowledged_at, %s),
       acknowledged_by = coalesce(acknowledged_by, who.id),
       outcome = %s, outcome_at = %s, outcome_by = who.id, words = %s
from staff who where who.area = %s and who.role = %s and alert.id = %s
"""
SAID = (
    ("founded", "本人承认未按时报告,已谈话"),
    ("unfounded", "当日到所报告,登记有误"),
    ("explained", "家中老人病重,已补交证明"),
    ("data_fault", "自助机时间有误,已校准"),
)
DAY: LiteralString = """
insert into duty_roster select area, %s, min(id::text)::uuid, min(id::text)::uuid, %s from staff
where role in ('officer_township', 'officer_county') group by area
"""


def alerts(tx: psycopg.Connection, now: datetime) -> None:
    """Raise what the rules find, two days ago and now; answer a third, take up a third."""
    rng = Random(5)
    engine.run(tx, now - EARLIER)
    before = tx.execute(
        "select id, about, left(office, 6) from alert where explained_by = '' order by subject"
    ).fetchall()
    for alert, about, county in before:
        at = now - EARLIER + timedelta(minutes=rng.randrange(20, 600))
        area, role = (county, "officer_county") if about == "person" else ("", "supervisor_city")
        chance = rng.random()
        if chance < 0.35:
            outcome, words = rng.choice(SAID)
            tx.execute(DECIDE, [at, outcome, at, words, area, role, alert])
        elif chance < 0.65:
            tx.execute(TAKE, [at, area, role, alert])
    engine.run(tx, now)
    tx.execute(DAY, [now.date(), now])
