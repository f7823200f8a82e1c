"""What gives the rules of the alerts something to ask: by the services where there are any."""

from datetime import date, datetime, timedelta
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb
from yizhan_collector.ground.days import legal_day, midnight
from yizhan_collector.rooms.leaves import decisions, returns, service
from yizhan_collector.rooms.leaves.decisions import Decision
from yizhan_collector.rooms.leaves.model import Span, Wish
from yizhan_collector.rooms.leaves.returns import Return
from yizhan_collector.rooms.staff.model import Staff

DAY = timedelta(days=1)
CROSSED: LiteralString = """
select jsonb_build_object(
    'person', day.person, 'order', day.ord, 'zone', zone.id, 'name', zone.name, 'kind', zone.kind,
    'since', one -> 'since', 'until', one -> 'until',
    'evidence', (select string_agg(at, ',') from jsonb_array_elements_text(one -> 'evidence') at))
from position_day day cross join jsonb_array_elements(judgement -> 'crossings') one
join position_zone zone on zone.id = (one ->> 'zone')::uuid
order by one ->> 'since'
"""
STAYED: LiteralString = """
select p.id, p.township from person p join term t on t.person = p.id
where t.state = 'active' and t.overlays = '{}' and not p.minor and t.declared_on < %s
  and t.ends_on > %s and p.township like '210521%%'
  and not exists (select from leave l where l.person = p.id)
  and not exists (select from position_order o where o.person = p.id)
  and not exists (select from request r where r.person = p.id and r.decided_at is null)
order by (select count(*) from sanction s where s.person = p.id), p.number desc limit 1
"""
NOT_COME: LiteralString = """
update term set judged_on = %s, effective_on = %s, starts_on = %s, report_by = %s where id = (
    select term.id from term join person on person.id = term.person
    where state = 'expected' and ended_on is null and not minor order by township, number limit 1)
"""
FORGET: LiteralString = """
insert into device_command (id, device, action, person, ordered_at)
select gen_random_uuid(), 'bx-210521100-2', 'delete_template', person, %s
from term where state = 'released' and ended_on is not null order by ended_on desc, id limit 1
"""
SILENT: LiteralString = """
update device_last set received_at = %s, captured_at = %s where device = 'bx-210522100-1'
"""
BLIND: LiteralString = """
update device_last set body = body || %s where device = 'bx-210521101-1'
"""
HAND: LiteralString = """
insert into camera_event values (%(at)s, 'bx-210521101-1', %(at)s, %(body)s)
"""


def questions(tx: psycopg.Connection, now: datetime) -> list[dict[str, Any]]:
    """A leave overrun, somebody who never came, boxes that fail; returns the crossings told of."""
    today = legal_day(now)
    crossed = [one for (one,) in tx.execute(CROSSED).fetchall()]
    _overrun(tx, today)
    if crossed:
        _explained(tx, crossed)
    tx.execute("select set_config('yizhan.now', %s, true)", [now.isoformat()])
    tx.execute(NOT_COME, [today - n * DAY for n in (25, 13, 13, 3)])
    tx.execute(FORGET, [now - timedelta(hours=40)])
    tx.execute(SILENT, [now - timedelta(days=4)] * 2)
    tx.execute(BLIND, [Jsonb({"camera": "covered"})])
    seen = {"phase": "new", "faces": 0, "picture": "covered"}
    tx.execute(HAND, {"at": now - timedelta(minutes=50), "body": Jsonb(seen)})
    return crossed


def _overrun(tx: psycopg.Connection, today: date) -> None:
    """Somebody of the county was away until the day before yesterday and has said nothing."""
    found = tx.execute(STAYED, [today - 30 * DAY, today + 30 * DAY]).fetchone()
    if found:
        _away(tx, found[0], found[1], Span(today - 5 * DAY, today - 2 * DAY))


def _explained(tx: psycopg.Connection, crossed: list[dict[str, Any]]) -> None:
    """The last time somebody was outside of the county they had leave."""
    last = [one for one in crossed if one["kind"] == "inside"][-1]
    day, person = legal_day(datetime.fromisoformat(last["since"])), UUID(last["person"])
    [(town,)] = tx.execute("select township from person where id = %s", [person]).fetchall()
    leave = _away(tx, person, town, Span(day, day))
    officer = _officer(tx, town)
    returns.give_back(tx, leave, Return(day, ""), officer, midnight(day + DAY) - timedelta(hours=2))


def _away(tx: psycopg.Connection, person: UUID, town: str, span: Span) -> UUID:
    """Leave asked for by the person, granted by the office, begun."""
    asked = midnight(span.start - 5 * DAY) + timedelta(hours=10)
    wish = Wish(span, "210100", "沈阳市示例医院", "medical", "复诊", "预约单")
    leave = service.apply(tx, person, wish, "own", None, asked)
    decisions.decide(tx, leave, _officer(tx, town), Decision(True, ""), asked + DAY)
    returns.begin_due(tx, midnight(span.start) + timedelta(hours=1))
    return leave


def _officer(tx: psycopg.Connection, area: str) -> Staff:
    row = tx.execute(
        "select id, login, name, role, area, minors from staff"
        " where area = %s and role = 'officer_township'",
        [area],
    ).fetchone()
    assert row
    return Staff(*row)
