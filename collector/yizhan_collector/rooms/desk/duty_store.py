"""SQL of the duties: for each the tasks as (id, person, clock, what). The wall shows one's own.

`clock` is the last day in time; a null clock is never late. Names and numbers are joined after.
"""

from collections.abc import Mapping
from typing import Any

from psycopg import Connection, Cursor

Row = tuple[Any, ...]
TASKS = {
    # the person reports within the days of the law (CCL 21); the office looks for who does not come
    "intake": """
select id::text, person, report_by, sentence from term where state = 'expected' and ended_on is null
""",
    "declaration": """
select id::text, person, null::date, sentence from term
where state = 'received' and ended_on is null
""",
    "category": """
select id::text, person, null::date, sentence from term
where state = 'declared' and ended_on is null
""",
    "request": """
select id::text, person, decide_by, kind from request
where decision is null and level = any(%(levels)s) and asked_by is distinct from %(staff)s
""",
    "review": """
select id::text, person, null::date, route
from checkin where needs_review and review is null
""",
    "service": """
select paper::text, person, null::date, kind from paper_unserved
""",
    "gap": """
select term.id::text, person, clock, what from term join term_gaps(%(today)s) gap on gap.term = id
""",
    # back by the last day of leave, or reported late; what is said back waits to be confirmed
    "leave_return": """
select id::text, person, to_on, case when said_back_on is null then 'return' else 'said_back' end
from leave where state = 'granted' and begun and (to_on <= %(today)s or said_back_on is not null)
""",
    "move": """
select move.id::text, person, due_on, step from move_step join move on move.id = move
where move_step.done_on is null and state in ('asked', 'granted') and begins_on <= %(today)s
  and starts_with(case side when 'old' then from_township else coalesce(to_township, '') end,
                  %(area)s)
""",
    "sanction": """
select id::text, person, null::date, measure from sanction
where state = 'decided' and told_on is null
""",
    "objection": """
select id::text, person, null::date, channel from objection where outcome is null
""",
    "lost": """
select id::text, person, null::date, 'search' from lost_contact where closed_at is null
  and exists (select from term where term.person = lost_contact.person and ended_on is null)
""",
    # who may answer is said by the wall: never the office complained of
    "complaint": """
select id::text, person, answer_by, topic from complaint where answered_at is null
""",
    "opinion": """
select id::text, person, reply_by, kind from opinion where replied_at is null
""",
    "attendance": """
select id::text, null::uuid, null::date, 'class' from class_session
where cancelled_at is null and starts_at + make_interval(mins => minutes) < desk_now()
  and id in (select session from (select session, person from class_place
                                  except select session, person from class_mark) unmarked)
""",
    "ending": """
select id::text, person, ends_on, sentence from term
where ended_on is null and state in ('declared', 'active')
  and ends_on <= %(today)s + %(summary_days)s::int
""",
}
WHOLE = """
with task (id, person, clock, what) as materialized ({tasks}),
     sums as (select count(*) as total, count(*) filter (where clock < %(today)s) as late from task)
select total, late, task.id, task.person, clock, what, number, name, township
from sums left join lateral (select * from task order by clock nulls last, id limit %(limit)s) task
  on true left join person on person.id = task.person
order by clock nulls last, task.id
"""


def plan_once(tx: Connection) -> None:
    """Until the transaction ends a plan may serve again: to plan took longer than to answer."""
    tx.execute("set local plan_cache_mode = auto")


def asked(tx: Connection, duty: str, values: Mapping[str, Any], limit: int) -> Cursor[Row]:
    """Ask for the tasks of a duty; in a pipeline the next is asked before the answer came."""
    query = WHOLE.replace("{tasks}", TASKS[duty])
    return tx.execute(query.encode(), {**values, "limit": limit})


def tasks(answer: Cursor[Row]) -> tuple[int, int, list[Row]]:
    """How many, how many of them late, and the most urgent."""
    rows = answer.fetchall()
    total, late = rows[0][:2]
    return total, late, [row[2:] for row in rows] if total else []
