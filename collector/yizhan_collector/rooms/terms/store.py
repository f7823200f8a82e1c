"""SQL of the terms and of the acts."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb
from yizhan_wire.envelope import new_id

from yizhan_collector.rooms.terms.model import Deed, Facts, Standing, Term

FACTS = tuple(Facts.__dataclass_fields__)
COLUMNS = (
    "id", "person", *FACTS, "report_by", "state", "category", "overlays", "received_on",
    "declared_on", "category_on", "ended_on", "end_reason", "version",
)  # fmt: skip
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


def ended(tx: Connection, persons: Collection[UUID]) -> set[UUID]:
    """Those of these with a term behind them and none alive."""
    rows = tx.execute(
        "select person from term where person = any(%s)"
        " group by person having bool_and(ended_on is not null)",
        [list(persons)],
    )
    return {row[0] for row in rows}


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


def get(tx: Connection, person: UUID) -> Term | None:
    """The live term of a person, or the last one."""
    row = tx.execute(
        f"select {', '.join(COLUMNS)} from term where person = %s"  # noqa: S608 # constants
        " order by ended_on desc nulls first, created_at desc limit 1",
        [person],
    ).fetchone()
    if row is None:
        return None
    found = dict(zip(COLUMNS, row, strict=True))
    facts = Facts(**{name: found.pop(name) for name in FACTS})
    return Term(**found | {"facts": facts, "overlays": frozenset(found["overlays"])})


def insert(tx: Connection, one: Term, now: datetime) -> None:
    """Keep a new term; the database refuses a second live one."""
    places = ", ".join(["%s"] * (len(COLUMNS) + 1))
    names = ", ".join((*COLUMNS, "created_at"))
    tx.execute(f"insert into term ({names}) values ({places})", [*_row(one), now])  # noqa: S608


def save(tx: Connection, one: Term) -> None:
    """Keep the next version; the versions before stay as they were."""
    changes = ", ".join(f"{name} = %s" for name in COLUMNS[2:])
    values = [*_row(one)[2:], one.id, one.version]
    saved = tx.execute(
        f"update term set {changes} where id = %s and version = %s - 1",  # noqa: S608
        values,
    )
    if saved.rowcount != 1:
        raise RuntimeError("a term was changed that nobody held")


def known_document(tx: Connection, court: str, number: str, name: str) -> bool:
    """Whether a term of somebody of this name rests on this document already."""
    row = tx.execute(
        "select 1 from term join person on person.id = term.person"
        " where court = %s and judgment_no = %s and name = %s limit 1",
        [court, number, name],
    ).fetchone()
    return row is not None


def late(tx: Connection, before: date) -> list[UUID]:
    """Who should have come before this day, has not, and has no act that says so."""
    rows = tx.execute(
        "select person from term where state = 'expected' and ended_on is null"
        " and report_by < %s and not exists"
        " (select 1 from act where act.term = term.id and kind = 'late_arrival')"
        " order by report_by limit 500",
        [before],
    )
    return [row[0] for row in rows]


def last_act(tx: Connection, term: UUID, kinds: Collection[str]) -> UUID | None:
    """The newest act of these kinds, while the record is open."""
    row = tx.execute(
        "select id from act where term = %s and kind = any(%s) order by recorded_at desc, id desc"
        " limit 1",
        [term, list(kinds)],
    ).fetchone()
    return row[0] if row else None


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


def _row(one: Term) -> list[Any]:
    values = {**vars(one.facts), **vars(one), "overlays": sorted(one.overlays)}
    return [values[name] for name in COLUMNS]


def hold_document(tx: Connection, court: str, number: str) -> None:
    """Let nobody else register this document until the transaction ends."""
    key = f"document {court} {number}"
    tx.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
