"""The board in tests: what is neglected, who looks at it, and a clock that looks."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID, uuid4

import psycopg
from yizhan_collector.doors.access import behind_the_wall
from yizhan_collector.rooms.ownership import ladder, service
from yizhan_collector.rooms.ownership.service import Assignment, Line
from yizhan_collector.rooms.staff.model import Staff

from stack.desk import Desk
from stack.portal_rows import past_the_triggers

DAY = timedelta(days=1)
CLIMBS = """
select rung, coalesce(login, passed), over_by from owned_climb
join owned on owned.id = owned left join staff on staff.id = told
where subject = %s and fault = %s order by owned_climb.id
"""
ARTICLE = """
insert into article (id, column_code, state, title, body, author, created_at, changed_by,
                     changed_at, live_version, live_title, live_body, live_column, published_at,
                     refreshed_at, expires_on)
select %(id)s, %(column)s, 'published', '示例', %(body)s, id, %(at)s, id, %(at)s, 1, '示例',
       %(body)s, %(column)s, %(at)s, %(at)s, %(expires_on)s
from staff where login = 'clerk'
"""
MATTER = """
insert into matter (id, number, area, kind, category, channel, said, state, next_actor, last_act,
                    due_at, answer_by, opened_at)
values (%s, '2026-' || lpad(nextval('matter_number')::text, 6, '0'), %s, %s, 'family', 'portal',
        '示例', 'open', 'clerk', 'open', %s, %s, %s)
"""
SIGN = "insert into signage (device, version, text, set_by, set_at) values (%s, 1, '欢迎', %s, %s)"
Given = TypeVar("Given")


def who(desk: Desk, login: str) -> Staff:
    """A member of staff by login."""
    query = "select id, login, name, role, area, minors from staff where login = %s"
    [row] = desk.rows(query, login)
    return Staff(*row)


def as_owner(desk: Desk, call: Callable[[psycopg.Connection], Given]) -> Given:
    """As a job does it."""
    with psycopg.connect(desk.url) as tx:
        return call(tx)


def execute(desk: Desk, query: str, *values: object) -> int:
    """Change something past every wall; returns the rows."""
    return as_owner(desk, lambda tx: tx.execute(query.encode(), values).rowcount)


def at_the_desk(desk: Desk, login: str, call: Callable[[psycopg.Connection], Given]) -> Given:
    """Behind the wall, as a door does it."""
    with psycopg.connect(desk.url) as tx:
        behind_the_wall(tx, who(desk, login), desk.now)
        return call(tx)


def look(desk: Desk, after: timedelta = timedelta()) -> int:
    """The clock looks, so much later."""
    desk.now += after
    return as_owner(desk, lambda tx: ladder.run(tx, desk.now))


def board(desk: Desk, login: str = "chief") -> dict[str, Line]:
    """What somebody sees, by kind and subject."""
    lines = at_the_desk(desk, login, lambda tx: service.board(tx, desk.now))
    return {f"{one.thing.kind} {one.thing.subject}": one for one in lines}


def told(desk: Desk, login: str) -> set[str]:
    """What is wrong and somebody's to mend."""
    staff = who(desk, login)
    lines = at_the_desk(desk, login, lambda tx: service.mine(tx, staff, desk.now))
    return {f"{one.thing.kind} {one.thing.subject}" for one in lines}


def assign(desk: Desk, key: str, owner: str, deputy: str | None = None, by: str = "chief") -> UUID:
    """Say whose a thing is; returns it."""
    thing = board(desk, "admin")[key].thing.id
    second = who(desk, deputy).id if deputy else None
    given = Assignment("research", who(desk, owner).id, second, 7, 2)
    at_the_desk(desk, by, lambda tx: service.assign(tx, thing, given, who(desk, by), desk.now))
    return thing


def head_of(desk: Desk, department: str, login: str) -> None:
    """Make somebody the head of a department."""
    query = "update department set head = %s where code = %s"
    execute(desk, query, who(desk, login).id, department)


def publish(
    desk: Desk, column: str, at: datetime, body: str = "<p>示例</p>", **more: object
) -> UUID:
    """Let a text be live since then."""
    new = uuid4()
    values = {"id": new, "column": column, "at": at, "body": body, "expires_on": None}
    with psycopg.connect(desk.url) as tx, past_the_triggers(tx):
        tx.execute(ARTICLE, values | more)
    return new


def ask(desk: Desk, kind: str, area: str, due: datetime, asked: datetime) -> None:
    """Let a matter wait for a clerk."""
    execute(desk, MATTER, uuid4(), area, kind, due, due, asked)


def review(desk: Desk, thing: UUID, login: str) -> None:
    """Somebody looked at it and found it right."""
    staff = who(desk, login)
    at_the_desk(desk, login, lambda tx: service.review(tx, thing, staff, desk.now))


def hand_back(desk: Desk, thing: UUID, login: str) -> None:
    """An owner gives it back."""
    staff = who(desk, login)
    at_the_desk(desk, login, lambda tx: service.hand_back(tx, thing, staff, desk.now))
