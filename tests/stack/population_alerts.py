"""Alerts of the made-up bureau: the rules look at it, and people have answered some."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from yizhan_collector.rooms.alerts import crossings, engine

from stack.population_questions import questions

EARLIER = timedelta(hours=40)
OLD, LATE = timedelta(days=7), timedelta(hours=20)
NEXT = timedelta(hours=2)  # after the last position of a crossing
TAKE: LiteralString = """
update alert set acknowledged_at = %s, acknowledged_by = who.id, note = '已去电核实'
from staff who where who.area = %s and who.role = %s and alert.id = %s
"""
DECIDE: LiteralString = """
update alert set acknowledged_at = coalesce(acknowledged_at, %s),
       acknowledged_by = coalesce(acknowledged_by, who.id),
       outcome = %s, outcome_at = %s, outcome_by = who.id, words = %s,
       follow_up = case when %s = 'founded' and about = 'person' then 'talk' else '' end
from staff who where who.area = %s and who.role = %s and alert.id = %s
"""
# told of people and of offices
SAID = {
    "person": (
        ("founded", "本人承认未按时报告,已谈话"),
        ("unfounded", "当日到所报告,登记有误"),
        ("explained", "家中老人病重,已补交证明"),
        ("data_fault", "自助机时间有误,已校准"),
    ),
    "office": (
        ("founded", "经办人外出培训,已补办并提醒"),
        ("unfounded", "已于当日办结,登记晚了一天"),
        ("explained", "设备送修,已贴公告并开放窗口"),
        ("data_fault", "网络中断,数据晚到"),
    ),
}
DAYS: LiteralString = """
insert into duty_roster
select coalesce(nullif(area, ''), '210500'), day, (array_agg(id order by login))[1],
       (array_agg(id order by login))[1], %s
from staff cross join generate_series(%s::date, %s::date + 4, interval '1 day') day
where role in ('officer_township', 'officer_county', 'supervisor_city') group by area, day
"""
WAITING: LiteralString = """
select id, about, left(office, 6), raised_at from alert
where explained_by = '' and outcome is null and rule not in ('arrival_overdue', 'leave_overrun')
order by raised_at, rule, subject
"""
Row = tuple[UUID, str, str, datetime]


def alerts(tx: psycopg.Connection, now: datetime) -> None:
    """Raise what the rules find, two days ago and now; answer a third, take up a third."""
    crossed = questions(tx, now)
    _told(tx, crossed, now - EARLIER)
    engine.run(tx, now - EARLIER)
    _answered(tx, tx.execute(WAITING).fetchall(), now - EARLIER)
    _told(tx, crossed, now)
    engine.run(tx, now)
    tx.execute(DAYS, [now, now, now])


def _told(tx: psycopg.Connection, crossed: Sequence[dict[str, Any]], now: datetime) -> None:
    """What the judged days told of until now, each soon after it happened."""
    for one in crossed:
        at = datetime.fromisoformat(one["until"] or one["since"]) + NEXT
        if at <= now:
            crossings.weigh(tx, one, at)


def _answered(tx: psycopg.Connection, some: Sequence[Row], now: datetime) -> None:
    """Of each direction a third has its outcome, a third was taken up; what is old has one."""
    turns = {about: count() for about in SAID}
    for alert, about, county, raised in some:
        turn = next(turns[about])
        at = min(max(raised, now - OLD) + timedelta(minutes=20 + turn * 37 % 580), now + LATE)
        who = (county, "officer_county") if about == "person" else ("", "supervisor_city")
        if turn % 3 == 1:
            tx.execute(TAKE, [at, *who, alert])
        elif turn % 3 == 0 or raised < now - OLD:
            outcome, words = SAID[about][turn // 3 % 4]
            tx.execute(DECIDE, [at, outcome, at, words, outcome, *who, alert])
