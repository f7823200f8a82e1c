"""SQL of the rewards and sanctions."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from yizhan_collector.rooms.conduct.days import Source
from yizhan_collector.rooms.conduct.measures import Hint, Measure
from yizhan_collector.rooms.conduct.model import Evidence, Sanction, State

COLUMNS = (
    "id, person, term, measure, ground, facts, heard, considered, details, since, proposed_by,"
    " proposed_at, request, objection_route, words, state, decided_by, decided_at, reasons, paper,"
    " copied_on, told_on, told_how, told_by, outcome, outcome_on, outcome_document"
)
PROPOSED = 15  # of these columns a proposal fills


def hold(tx: Connection, person: UUID) -> None:
    """Let nobody else propose or decide about this person until the transaction ends."""
    tx.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"conduct {person}"])


def insert(tx: Connection, one: Sanction, evidence: Sequence[Evidence]) -> None:
    """Keep a proposal with its evidence."""
    values = list({**vars(one), "details": Jsonb(one.details)}.values())[:PROPOSED]
    names = ", ".join(COLUMNS.split(", ")[:PROPOSED])
    places = ", ".join(["%s"] * PROPOSED)
    tx.execute(f"insert into sanction ({names}) values ({places})", values)  # noqa: S608
    with tx.cursor() as cursor:
        cursor.executemany(
            "insert into sanction_evidence (sanction, no, person, day, why, text)"
            " values (%s, %s, %s, %s, %s, %s)",
            [(one.id, each.no, one.person, each.day, each.why, each.text) for each in evidence],
        )


def get(tx: Connection, sanction: UUID) -> Sanction | None:
    """One of them."""
    return next(iter(_read(tx, "where id = %s", [sanction])), None)


def by_request(tx: Connection, request: UUID) -> Sanction | None:
    """The one that this request asks to decide."""
    return next(iter(_read(tx, "where request = %s", [request])), None)


def of_persons(tx: Connection, persons: Collection[UUID]) -> list[Sanction]:
    """Those of these people, newest first."""
    return _read(tx, "where person = any(%s) order by proposed_at desc, id desc", [list(persons)])


def page(
    tx: Connection, states: Collection[State], limit: int, offset: int
) -> tuple[list[Sanction], int]:
    """Those in these states that the wall shows, newest first; and how many in all."""
    query = "where state = any(%s) order by proposed_at desc, id desc limit %s offset %s"
    rows = _read(tx, query, [list(states), limit, offset])
    query = "select count(*) from sanction where state = any(%s)"
    total = tx.execute(query, [list(states)]).fetchone()
    return rows, total[0] if total else 0


def evidence(tx: Connection, sanction: UUID) -> list[Evidence]:
    """What shows it, in its order."""
    rows = tx.execute(
        "select no, text, day, why from sanction_evidence where sanction = %s order by no",
        [sanction],
    )
    return [Evidence(*row) for row in rows]


def move(tx: Connection, sanction: UUID, before: State, after: State, **values: object) -> bool:
    """Move it on, with what belongs to the step; False when it is not there any more."""
    sets = "".join(f", {name} = %({name})s" for name in values)
    done = tx.execute(
        f"update sanction set state = %(after)s{sets} where id = %(id)s and state = %(before)s",  # noqa: S608
        {**values, "after": after, "id": sanction, "before": before},
    )
    return done.rowcount == 1


def put_hints(
    tx: Connection, persons: Collection[UUID], found: Sequence[tuple[UUID, Hint]], now: datetime
) -> None:
    """Keep what the numbers meet for these people, in place of what was."""
    tx.execute("delete from conduct_hint where person = any(%s)", [list(persons)])
    with tx.cursor() as cursor:
        cursor.executemany(
            "insert into conduct_hint values (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
            " on conflict do nothing",
            [
                (person, one.measure, one.ground, one.number, one.limit, one.rule, one.since,
                 one.duty, now)
                for person, one in found
            ],
        )  # fmt: skip


Kept = tuple[UUID, Measure, str, int, int, str, date | None, Source | None]


def kept_hints(
    tx: Connection, measure: str | None, limit: int, offset: int
) -> tuple[list[Kept], int]:
    """What was kept of them, the heaviest first; and how many in all."""
    where = "where (%(measure)s::text is null or measure = %(measure)s)"
    values: dict[str, Any] = {"measure": measure, "limit": limit, "offset": offset}
    rows = tx.execute(
        "select person, measure, ground, number, rule_limit, rule, since, duty"  # noqa: S608
        f" from conduct_hint {where} order by array_position(array['revocation_proposal',"
        " 'recommit_proposal', 'security_proposal', 'warning', 'reprimand', 'praise'], measure),"
        " number desc, person limit %(limit)s offset %(offset)s",
        values,
    ).fetchall()
    total = tx.execute(f"select count(*) from conduct_hint {where}", values).fetchone()  # noqa: S608
    return rows, total[0] if total else 0


def _read(tx: Connection, rest: str, values: Sequence[Any]) -> list[Sanction]:
    with tx.cursor(row_factory=class_row(Sanction)) as cursor:
        return cursor.execute(f"select {COLUMNS} from sanction {rest}".encode(), values).fetchall()  # noqa: S608
