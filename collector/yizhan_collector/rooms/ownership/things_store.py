"""SQL of what exists, and of the board's rows for it."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from psycopg import Connection

from yizhan_collector.rooms.ownership.model import Kind

# a queue exists once somebody asked: kind and area of what waits
EXISTING = """
select 'column', code, '', title_zh, title_en, 'research', kind from site_column where shown
union all
select distinct 'queue', kind || ':' || area, area, kind, kind,
       case kind when 'legal_aid' then 'legal_aid' else 'public_service' end, ''
from matter where state = 'open'
union all
select 'post', device.id, township, name || ' 报到点', 'Post ' || device.id, 'correction', ''
from device join township on code = township where revoked_at is null
union all
select 'sign', device.id, township, name || ' 电子屏', 'Sign of ' || device.id, 'correction', ''
from device join township on code = township left join device_last last on last.device = device.id
where revoked_at is null and (coalesce(last.body ->> 'sign', 'absent') <> 'absent'
                              or exists (select from signage where signage.device = device.id))
union all
select 'account', 'staff:' || id, '', '账号 ' || login, 'Account ' || login, 'office', 'staff'
from staff where ended_at is null
"""
NEW = """
insert into owned (id, kind, subject, area, title_zh, title_en, department, review_days, created_at)
select * from unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
                     %s::text[], %s::int[], %s::timestamptz[])
on conflict (kind, subject) where ended_at is null do nothing
"""
RENAMED = """
update owned set title_zh = there.title_zh, title_en = there.title_en, area = there.area
from unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[])
    there (kind, subject, area, title_zh, title_en)
where owned.kind = there.kind and owned.subject = there.subject and ended_at is null
  and (owned.title_zh, owned.title_en, owned.area)
      is distinct from (there.title_zh, there.title_en, there.area)
"""
GONE = """
with gone as (
    update owned set ended_at = %s where kind = any(%s) and ended_at is null and not exists (
        select from unnest(%s::text[], %s::text[]) there (kind, subject)
        where there.kind = owned.kind and there.subject = owned.subject)
    returning id)
update owned_climb set over_at = %s, over_by = 'ended'
where over_at is null and owned in (select id from gone)
"""
Row = tuple[Any, ...]


@dataclass(frozen=True)
class There:
    """Something that exists and can be neglected; `inner` tells a kind of its kind."""

    kind: Kind
    subject: str
    area: str
    title_zh: str
    title_en: str
    department: str
    inner: str = ""


def existing(tx: Connection) -> list[There]:
    """What there is at this moment, but for the accounts outward."""
    return [There(*row) for row in tx.execute(EXISTING)]


def insert(tx: Connection, rows: Sequence[Row]) -> int:
    """Add what the board does not hold yet; returns how many."""
    return tx.execute(NEW, _columns(rows, 9)).rowcount


def rename(tx: Connection, there: Sequence[There]) -> None:
    """Follow the titles and places of what is there."""
    tx.execute(RENAMED, _columns([astuple(one)[:5] for one in there], 5))


def end(tx: Connection, kinds: Sequence[Kind], there: Sequence[There], now: datetime) -> None:
    """End what is there no more, and its ladders."""
    kept = _columns([(one.kind, one.subject) for one in there], 2)
    tx.execute(GONE, [now, list(kinds), *kept, now])


def _columns(rows: Sequence[Row], width: int) -> list[list[Any]]:
    return [[row[at] for row in rows] for at in range(width)]
