"""SQL of the terms and of the acts."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb
from yizhan_wire.envelope import new_id

from yizhan_collector.rooms.terms.model import Deed, Overlay, Standing

STANDING = """
select term.id, term.person, sentence, state, category, overlays, starts_on, ends_on, report_by,
       received_on, declared_on, version, left(person.township, 6) as county, person.township,
       person.minor
from term join person on person.id = term.person
where term.person = any(%s) and ended_on is null
"""
ACT = """
insert into act (id, person, term, kind, effective_on, recorded_at, author, by, acting_body,
                 delegation, paper, body, corrects)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def standing(tx: Connection, persons: Collection[UUID]) -> list[Standing]:
    """The live terms of these people."""
    with tx.cursor(row_factory=class_row(Standing)) as cursor:
        return cursor.execute(STANDING, [list(persons)]).fetchall()


def term_of(tx: Connection, person: UUID) -> UUID | None:
    """The live term of a person, or the last one."""
    row = tx.execute(
        "select id from term where person = %s order by ended_on desc nulls first limit 1", [person]
    ).fetchone()
    return row[0] if row else None


def add_act(tx: Connection, term: UUID | None, deed: Deed, now: datetime) -> UUID:
    """One more line of the timeline."""
    act = new_id()
    tx.execute(
        ACT,
        [act, deed.person, term, deed.kind, deed.on, now, deed.author, deed.by, deed.acting_body,
         deed.delegation, deed.paper, Jsonb(plain(deed.body)), deed.corrects],
    )  # fmt: skip
    return act


def set_overlays(tx: Connection, term: UUID, overlays: Collection[Overlay], act: UUID) -> None:
    """What lies over a term from this act on."""
    tx.execute(
        "update term set overlays = %s, version = version + 1 where id = %s",
        [sorted(overlays), term],
    )


def hold(tx: Connection, person: UUID) -> None:
    """Let nobody else change a term of this person until the transaction ends."""
    tx.execute("select pg_advisory_xact_lock(hashtextextended('term ' || %s, 0))", [str(person)])


def plain(value: Any) -> Any:
    """A value as JSON can hold it: days, moments and ids as text."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
