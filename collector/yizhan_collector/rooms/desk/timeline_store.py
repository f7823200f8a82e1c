"""SQL of the story: each source by its own index, a page at most of each, then the newest of all.

Whether an entry was corrected is asked for each shown one by an index: `exists` would be answered
for the whole table at once.

Columns: source, id, on, at, what, by, author, acting_body, paper, corrected, body.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from psycopg import Connection

PARTS = {
    "act": """
select 'act', act.id::text, effective_on, recorded_at, kind, by, author, acting_body, paper,
       (select true from act later where later.corrects = act.id limit 1) is not null, body
from act
where person = %(person)s and (effective_on, recorded_at) <= (%(on)s, %(at)s)
  and (effective_on, recorded_at, act.id::text) < (%(on)s, %(at)s, %(id)s)
order by effective_on desc, recorded_at desc, act.id::text desc
""",
    "visit": """
select 'visit', id::text, (captured_at at time zone 'Asia/Shanghai')::date, captured_at, timing,
       case when route = 'officer' then 'staff' else 'person' end, reviewed_by, null, null::uuid,
       false, jsonb_build_object('due_on', due_on, 'route', route, 'verdict', verdict,
           'live', live, 'asks', needs_review and review is null, 'review', review,
           'device', device)
from checkin
where person = %(person)s and captured_at <= %(bound)s
  and (captured_at < %(bound)s or (captured_at = %(at)s and id::text < %(id)s))
order by captured_at desc, id::text desc
""",
    "paper": """
select 'paper', id::text, (issued_at at time zone 'Asia/Shanghai')::date, issued_at, kind,
       'staff', issued_by, body, id,
       (select true from paper_void where paper = paper.id limit 1) is not null,
       jsonb_build_object('number', number, 'title', title)
from paper
where person = %(person)s and issued_at <= %(bound)s
  and (issued_at < %(bound)s or (issued_at = %(at)s and id::text < %(id)s))
order by issued_at desc, id::text desc
""",
    "view": """
select 'view', id::text, (at at time zone 'Asia/Shanghai')::date, at, action,
       case when staff is null then 'system' else 'staff' end, staff, null, null::uuid, false,
       jsonb_build_object('reason', reason)
from audit
where person = %(person)s and action in ('view_person', 'view_checkin') and at <= %(bound)s
  and (at < %(bound)s or (at = %(at)s and id::text < %(id)s))
order by at desc, id::text desc
""",
}


class After(Protocol):
    """After which entry a page begins."""

    @property
    def on(self) -> date: ...  # noqa: D102
    @property
    def at(self) -> datetime: ...  # noqa: D102
    @property
    def id(self) -> str: ...  # noqa: D102


def page(
    tx: Connection,
    person: UUID,
    sources: Collection[str],
    after: After,
    bound: datetime,
    limit: int,
) -> list[tuple[Any, ...]]:
    """The newest entries of these sources after a place."""
    wanted = [f"({PARTS[one]} limit %(limit)s)" for one in PARTS if one in sources]
    if not wanted:
        return []
    values = {"person": person, "bound": bound, "limit": limit}
    values |= {"on": after.on, "at": after.at, "id": after.id}
    story = " union all ".join(wanted)
    query = f"select * from ({story}) story order by 3 desc, 4 desc, 2 desc limit %(limit)s"  # noqa: S608
    return tx.execute(query.encode(), values).fetchall()
