"""SQL of telling partners of their events."""

from collections.abc import Collection
from datetime import datetime

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.sharing.callback_model import Telling, Untold

UNTOLD = """
select code as partner, callback, no, first.kind, subject, at, attempts
from partner cross join lateral (
    select * from partner_event where partner = code and told_at is null order by no limit 1
) as first
where callback <> '' and ended_at is null and not_before <= %s and code <> all(%s)
order by not_before, code limit %s
"""
STANDS = """
select code as partner,
       (select max(no) from partner_event where partner = code and told_at is not null
           and (first.no is null or no < first.no)) as told_no,
       (select count(*) from partner_event where partner = code and told_at is null) as waiting,
       coalesce(attempts, 0) as attempts, coalesce(reason, '') as reason, tried_at,
       nullif(not_before, '-infinity') as next_at
from partner left join lateral (
    select no, attempts, reason, tried_at, not_before from partner_event
    where partner = code and told_at is null order by no limit 1
) as first on true
where callback <> '' and ended_at is null
"""
TOLD = "update partner_event set told_at = %s, reason = '' where no = %s and told_at is null"
FAILED = """
update partner_event set tried_at = %s, reason = %s, not_before = %s, attempts = attempts + 1
where no = %s and told_at is null and attempts = %s
"""
AT_ONCE = """
update partner_event set not_before = '-infinity'
where partner = %s and told_at is null and not_before > '-infinity'
"""


def untold(tx: Connection, but: Collection[str], now: datetime, limit: int) -> list[Untold]:
    """The first untold event of each partner but these, unless it waits; the longest due first."""
    with tx.cursor(row_factory=class_row(Untold)) as cursor:
        return cursor.execute(UNTOLD, [now, list(but), limit]).fetchall()


def stands(tx: Connection) -> list[Telling]:
    """How each partner with a callback stands."""
    with tx.cursor(row_factory=class_row(Telling)) as cursor:
        return cursor.execute(STANDS).fetchall()


def told(tx: Connection, no: int, now: datetime) -> None:
    """The partner has taken it."""
    tx.execute(TOLD, [now, no])


def failed(tx: Connection, one: Untold, reason: str, again: datetime, now: datetime) -> None:
    """It has not; nothing when somebody else has noted this attempt."""
    tx.execute(FAILED, [now, reason, again, one.no, one.attempts])


def at_once(tx: Connection, partner: str) -> None:
    """Let a partner's first event wait no longer."""
    tx.execute(AT_ONCE, [partner])


def confirm(tx: Connection, until: int, now: datetime) -> None:
    """The partner that asks has these, however it came by them."""
    query = "update partner_event set told_at = %s where no <= %s and told_at is null"
    tx.execute(query, [now, until])
