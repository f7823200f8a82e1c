"""SQL of the board: things, whose they are, departments."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import dict_row

from yizhan_collector.rooms.ownership.model import Department, Facts, Failure, Keeper, Thing
from yizhan_collector.rooms.staff.model import Staff

THINGS = """
select owned.id, owned.kind, subject, title_zh, title_en, owned.area, department, review_days,
       climb_days, owned.created_at, assigned_at, reviewed_at,
       owner, owner.name as owner_name, owner.ended_at as owner_ended,
       deputy, deputy.name as deputy_name, deputy.ended_at as deputy_ended,
       fact.at, touched_at, waiting, late_since, waiting_since, failures
from owned
left join staff owner on owner.id = owner
left join staff deputy on deputy.id = deputy
left join owned_fact fact on fact.owned = owned.id
where owned.ended_at is null
"""
DEPARTMENTS = """
select code, name_zh, name_en, phone, head, head.name as head_name, head.ended_at as head_ended,
       leader, leader.name as leader_name, leader.ended_at as leader_ended
from department left join staff head on head.id = head left join staff leader on leader.id = leader
order by place, code
"""
KEEP_DEPARTMENT = """
insert into department (code, name_zh, name_en, phone, head, leader, place)
values (%s, %s, %s, %s, %s, %s, (select coalesce(max(place), 0) + 1 from department))
on conflict (code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en,
    phone = excluded.phone, head = excluded.head, leader = excluded.leader
"""
LEADER = """
select id, name, ended_at from staff where role = 'supervisor_city' and ended_at is null
order by created_at, id limit 1
"""
Row = dict[str, Any]


def departments(tx: Connection) -> dict[str, Department]:
    """The departments with their heads, in their order."""
    with tx.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(DEPARTMENTS).fetchall()
    return {row["code"]: _department(row) for row in rows}


def keep_department(tx: Connection, one: Sequence[object]) -> None:
    """Add or change one: code, names, telephone, head, leader."""
    tx.execute(KEEP_DEPARTMENT, one)


def things(tx: Connection) -> list[Thing]:
    """Everything the database shows."""
    return _read(tx, THINGS, [])


def things_of(tx: Connection, staff: UUID) -> list[Thing]:
    """What is somebody's as owner or deputy, and what they were told of and is not over."""
    theirs = (
        " and (%(staff)s in (owner, deputy) or exists (select from owned_climb climb"
        " where climb.owned = owned.id and told = %(staff)s and over_at is null))"
    )
    return _read(tx, THINGS + theirs, {"staff": staff})


def held(tx: Connection, thing: UUID) -> Thing | None:
    """One that the database shows, held until the transaction ends."""
    tx.execute("select from owned where id = %s for update", [thing])
    return one(tx, thing)


def one(tx: Connection, thing: UUID) -> Thing | None:
    """One that the database shows."""
    found = _read(tx, f"{THINGS} and owned.id = %s", [thing])
    return found[0] if found else None


def leader(tx: Connection) -> Keeper | None:
    """Who leads where a department names nobody: the first of the city's supervisors."""
    row = tx.execute(LEADER).fetchone()
    return Keeper(*row) if row else None


def keepers(tx: Connection, roles: Sequence[str]) -> list[Staff]:
    """Those who work here in one of these roles, by name."""
    rows = tx.execute(
        "select id, login, name, role, area, minors from staff"
        " where ended_at is null and role = any(%s) order by name, id limit 2000",
        [list(roles)],
    )
    return [Staff(*row) for row in rows]


def assign(tx: Connection, thing: UUID, given: Sequence[object], now: datetime) -> None:
    """Say whose it is: department, owner, deputy, days of a review, days of a rung."""
    tx.execute(
        "update owned set department = %s, owner = %s, deputy = %s, review_days = %s,"
        " climb_days = %s, assigned_at = %s, handed_by = null where id = %s",
        [*given, now, thing],
    )


def review(tx: Connection, thing: UUID, by: UUID, now: datetime) -> None:
    """It was looked at and found right."""
    query = "update owned set reviewed_at = %s, reviewed_by = %s where id = %s"
    tx.execute(query, [now, by, thing])


def hand_back(tx: Connection, thing: UUID, by: UUID, now: datetime) -> None:
    """It is nobody's from now on."""
    tx.execute(
        "update owned set owner = null, handed_by = %s, assigned_at = %s where id = %s",
        [by, now, thing],
    )


def _read(
    tx: Connection, query: str, values: Sequence[object] | Mapping[str, object]
) -> list[Thing]:
    homes = departments(tx)
    with tx.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(query.encode(), values).fetchall()
    return [_thing(row, homes) for row in rows]


def _thing(row: Row, homes: dict[str, Department]) -> Thing:
    plain = ("id", "kind", "subject", "title_zh", "title_en", "area")
    when = ("review_days", "climb_days", "created_at", "assigned_at", "reviewed_at")
    return Thing(
        **{name: row[name] for name in (*plain, *when)},
        department=homes.get(row["department"] or ""),
        owner=_keeper(row, "owner"),
        deputy=_keeper(row, "deputy"),
        facts=_facts(row) if row["at"] else None,
    )


def _facts(row: Row) -> Facts:
    failures = tuple(
        Failure(one["code"], datetime.fromisoformat(one["since"]), one["count"])
        for one in row["failures"]
    )
    names = ("at", "touched_at", "waiting", "late_since", "waiting_since")
    return Facts(**{name: row[name] for name in names}, failures=failures)


def _department(row: Row) -> Department:
    names = (row["name_zh"], row["name_en"], row["phone"])
    return Department(row["code"], *names, _keeper(row, "head"), _keeper(row, "leader"))


def _keeper(row: Row, what: str) -> Keeper | None:
    return Keeper(row[what], row[f"{what}_name"], row[f"{what}_ended"]) if row[what] else None
