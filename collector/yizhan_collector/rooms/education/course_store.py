"""SQL of the courses and of who has come how far."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.education.model import Audience, Course, Progress, State, Step

COURSE = "id, title, audience, minutes, state, version, made_at"
PROGRESS = "person, course, version, at_step, wrong, done_at"


def insert(tx: Connection, one: Course, by: UUID) -> None:
    """Keep a new course."""
    tx.execute(
        f"insert into course ({COURSE}, made_by) values (%s, %s, %s, %s, %s, %s, %s, %s)",  # noqa: S608
        [*vars(one).values(), by],
    )


def add_version(
    tx: Connection, course: UUID, version: int, steps: list[Step], by: UUID, now: datetime
) -> None:
    """Keep the steps of a version; a version is never changed."""
    tx.execute(
        "insert into course_version (course, version, steps, made_by, made_at)"
        " values (%s, %s, %s::jsonb, %s, %s)",
        [course, version, msgspec.json.encode(steps).decode(), by, now],
    )


def update(tx: Connection, course: UUID, title: str, minutes: int, version: int) -> None:
    """Let a version be the newest."""
    tx.execute(
        "update course set title = %s, minutes = %s, version = %s where id = %s",
        [title, minutes, version, course],
    )


def set_state(tx: Connection, course: UUID, state: State) -> None:
    """Publish or withdraw."""
    tx.execute("update course set state = %s where id = %s", [state, course])


def courses(tx: Connection, audience: Audience | None, state: State | None) -> list[Course]:
    """The courses, by title."""
    query = (
        f"select {COURSE} from course where (%s::text is null or audience = %s)"  # noqa: S608
        " and (%s::text is null or state = %s) order by title, id"
    )
    with tx.cursor(row_factory=class_row(Course)) as cursor:
        return cursor.execute(query, [audience, audience, state, state]).fetchall()


def get(tx: Connection, course: UUID, hold: bool = False) -> Course | None:
    """One course; `hold` lets nobody else change it until the transaction ends."""
    query = f"select {COURSE} from course where id = %s"  # noqa: S608 # a constant
    with tx.cursor(row_factory=class_row(Course)) as cursor:
        return cursor.execute(query + " for update" * hold, [course]).fetchone()


def steps(tx: Connection, course: UUID, version: int) -> list[Step]:
    """The steps of a version; none when there is no such version."""
    row = tx.execute(
        "select steps::text from course_version where course = %s and version = %s",
        [course, version],
    ).fetchone()
    return msgspec.json.decode(row[0], type=list[Step]) if row else []


def begin(tx: Connection, person: UUID, course: UUID, version: int, now: datetime) -> None:
    """Begin a course in a version; one begun before goes on as it was."""
    tx.execute(
        "insert into progress (person, course, version, began_at, changed_at)"
        " values (%s, %s, %s, %s, %s) on conflict do nothing",
        [person, course, version, now, now],
    )


def progress(tx: Connection, person: UUID, course: UUID, hold: bool = False) -> Progress | None:
    """How far a person is with a course."""
    query = f"select {PROGRESS} from progress where person = %s and course = %s"  # noqa: S608
    with tx.cursor(row_factory=class_row(Progress)) as cursor:
        return cursor.execute(query + " for update" * hold, [person, course]).fetchone()


def progress_of(tx: Connection, person: UUID) -> dict[UUID, Progress]:
    """How far a person is, by course."""
    query = f"select {PROGRESS} from progress where person = %s"  # noqa: S608 # a constant
    with tx.cursor(row_factory=class_row(Progress)) as cursor:
        return {one.course: one for one in cursor.execute(query, [person])}


def save(tx: Connection, one: Progress, now: datetime) -> None:
    """Keep how far somebody is now."""
    tx.execute(
        "update progress set at_step = %s, wrong = %s, done_at = %s, changed_at = %s"
        " where person = %s and course = %s",
        [one.at_step, one.wrong, one.done_at, now, one.person, one.course],
    )


def add_credit(tx: Connection, person: UUID, course: UUID, minutes: int, now: datetime) -> bool:
    """Credit a course; False when it has been credited."""
    added = tx.execute(
        "insert into credit (person, course, minutes, at) values (%s, %s, %s, %s)"
        " on conflict do nothing",
        [person, course, minutes, now],
    )
    return added.rowcount == 1


def learned(tx: Connection, person: UUID) -> list[tuple[Any, ...]]:
    """What was credited to a person, the newest first: course, title, minutes, when."""
    return tx.execute(
        "select credit.course, title, credit.minutes, at"
        " from credit join course on course.id = credit.course"
        " where credit.person = %s order by at desc",
        [person],
    ).fetchall()


def add_media(tx: Connection, row: tuple[str, str, str, int], by: UUID, now: datetime) -> None:
    """Know a file by its hash: hash, kind, media type, bytes; the same file twice is one."""
    tx.execute(
        "insert into media (sha256, kind, type, size, made_by, made_at)"
        " values (%s, %s, %s, %s, %s, %s) on conflict do nothing",
        [*row, by, now],
    )


def media_type(tx: Connection, sha256: str) -> str | None:
    """The media type of a file we know."""
    row = tx.execute("select type from media where sha256 = %s", [sha256]).fetchone()
    return str(row[0]) if row else None
