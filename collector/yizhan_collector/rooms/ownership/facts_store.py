"""SQL of how each thing is: what was touched when, what waits, what fails."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.types.json import Jsonb

from yizhan_collector.rooms.ownership.model import Facts

COLUMNS = """
select owned.id, max(greatest(published_at, refreshed_at)), count(article.id),
       count(*) filter (where expires_on < %(today)s),
       min(expires_on) filter (where expires_on < %(today)s),
       coalesce(sum(links.broken), 0), min(links.since), owned.created_at
from owned left join article on live_column = subject and live_version is not null
left join lateral (
    select count(*) as broken, min(failed_since) as since from site_link
    where site_link.article = article.id and failed_since <= %(broken)s) links on true
where owned.kind = 'column' and ended_at is null group by owned.id
"""
# what the house owes; whoever asked may take the time they need
QUEUES = """
select owned.id, count(matter.id),
       min(due_at) filter (where next_actor in ('clerk', 'head', 'lawyer')),
       min(opened_at) filter (where answered_at is null)
from owned left join matter on state = 'open' and matter.area = owned.area
    and matter.kind = split_part(subject, ':', 1)
where owned.kind = 'queue' and ended_at is null group by owned.id
"""
POSTS = """
select id, subject from owned where kind = 'post' and ended_at is null
"""
SIGNS = """
select owned.id, set_at, version,
       (select max((note.body ->> 'version')::bigint) from device_note note
        where note.device = subject and kind = 'applied' and note.body ->> 'what' = 'signage'),
       case when last.body ->> 'sign' = 'silent' then coalesce(
           (select max(health.received_at) from device_health health
            where health.device = subject and health.captured_at > %(week)s
              and health.body ->> 'sign' = 'ok'), owned.created_at) end
from owned left join signage on signage.device = subject
left join device_last last on last.device = subject
where owned.kind = 'sign' and ended_at is null
"""
ACCOUNTS = """
select owned.id,
       case subject when 'portal' then (select max(published_at) from article)
                    else (select max(sent_at) from delivery where channel = subject) end,
       (select count(*) from delivery where channel = subject and state = 'failed'),
       (select min(changed_at) from delivery where channel = subject and state = 'failed')
from owned where kind = 'account' and ended_at is null and not starts_with(subject, 'staff:')
union all
select owned.id, coalesce(signed_in_at, staff.created_at), 0, null
from owned join staff on 'staff:' || staff.id = subject
where kind = 'account' and owned.ended_at is null
"""
KEEP = """
insert into owned_fact (owned, at, touched_at, waiting, late_since, waiting_since, failures)
select * from unnest(%s::uuid[], %s::timestamptz[], %s::timestamptz[], %s::int[],
                     %s::timestamptz[], %s::timestamptz[], %s::jsonb[])
on conflict (owned) do update set at = excluded.at, touched_at = excluded.touched_at,
    waiting = excluded.waiting, late_since = excluded.late_since,
    waiting_since = excluded.waiting_since, failures = excluded.failures
"""
Row = tuple[Any, ...]


def columns(tx: Connection, today: date, broken: datetime) -> list[Row]:
    """Id, touched, live texts, expired ones, since, broken links, since, found at."""
    return tx.execute(COLUMNS, {"today": today, "broken": broken}).fetchall()


def queues(tx: Connection) -> list[Row]:
    """Id, how many wait, when the oldest is due, when the oldest unanswered one was asked."""
    return tx.execute(QUEUES).fetchall()


def posts(tx: Connection) -> list[tuple[UUID, str]]:
    """Id, box."""
    return tx.execute(POSTS).fetchall()


def signs(tx: Connection, now: datetime) -> list[Row]:
    """Id, set at, version, version shown, silent since."""
    return tx.execute(SIGNS, {"week": now - timedelta(days=7)}).fetchall()


def accounts(tx: Connection) -> list[Row]:
    """Id, last used, failed deliveries, since."""
    return tx.execute(ACCOUNTS).fetchall()


def keep(tx: Connection, facts: Mapping[UUID, Facts]) -> None:
    """Remember how each thing is."""
    rows = [(thing, one.at, one.touched_at, one.waiting, one.late_since, one.waiting_since,
             _failures(one)) for thing, one in facts.items()]  # fmt: skip
    tx.execute(KEEP, [[row[at] for row in rows] for at in range(7)])


def _failures(one: Facts) -> Jsonb:
    found: Sequence[dict[str, Any]] = [
        {"code": said.code, "since": said.since.isoformat(), "count": said.count}
        for said in one.failures
    ]
    return Jsonb(found)
