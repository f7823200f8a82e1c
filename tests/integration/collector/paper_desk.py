"""The papers as the office issues them: behind the wall, in the name of a body."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
from stack.builders import NOON, TOWN
from stack.papers import SAMPLES
from yizhan_collector.doors.access import behind_the_wall
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

from . import conftest
from .conftest import Desk

COUNTY = "210521"
Tx = psycopg.Connection


@contextmanager
def behind(desk: Desk, login: str = "county") -> Iterator[tuple[Tx, Staff]]:
    """A transaction in which the database shows what this member of staff may see."""
    with desk.pool.connection() as tx:
        staff = staff_room.known(tx, conftest.SESSIONS[login], NOON)
        behind_the_wall(tx, staff, desk.now)
        yield tx, staff


def somebody(desk: Desk, name: str = "测试甲", *, minor: bool = False) -> UUID:
    """A person of 小市."""
    with desk.pool.connection() as tx:
        return people.add(tx, name, "female", TOWN, False, desk.now, minor=minor)


def open_for(desk: Desk, person: UUID, login: str = "county") -> None:
    """Open a person's record for this member of staff."""
    with behind(desk, login) as (tx, staff):
        audit.open_record(tx, staff.id, person, "case_work", desk.now)


def issue(desk: Desk, person: UUID | None, kind: str = "reprimand", login: str = "county") -> UUID:
    """Issue one paper with made-up fields."""
    with behind(desk, login) as (tx, staff):
        return papers.issue(tx, kind, person, SAMPLES[kind], staff, COUNTY, desk.now)
