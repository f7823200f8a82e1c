"""SQL of the papers."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from yizhan_collector.rooms.papers.model import Draft, Issuer, Paper, Search, Served, Service

COLUMNS = """
p.id, p.kind, p.body, p.number, p.title, p.person, p.to_person, p.issued_on, p.issued_at,
p.issued_by, p.sha256, v.reason as void_reason,
(select min(s.served_on) from paper_service s where s.paper = p.id) as served_on
"""
FROM = "from paper p left join paper_void v on v.paper = p.id"


def issuer(tx: Connection, body: str) -> Issuer | None:
    """The body that issues under this code."""
    with tx.cursor(row_factory=class_row(Issuer)) as cursor:
        query = "select body, organ, prefix from paper_issuer where body = %s"
        return cursor.execute(query, [body]).fetchone()


def next_no(tx: Connection, body: str, kind: str, year: int) -> int:
    """The next number of a series; others wait for it until this transaction ends."""
    row = tx.execute("select next_paper_no(%s, %s, %s)", [body, kind, year]).fetchone()
    assert row is not None  # noqa: S101 # a function gives a row
    return int(row[0])


def insert(tx: Connection, one: Paper, no: int, fields: dict[str, Any], pdf: bytes) -> None:
    """Write an issued paper and its content."""
    tx.execute(
        "insert into paper (id, kind, body, year, no, number, title, person, to_person, issued_on,"
        " issued_at, issued_by, sha256) values (%(id)s, %(kind)s, %(body)s, %(year)s, %(no)s,"
        " %(number)s, %(title)s, %(person)s, %(to_person)s, %(issued_on)s, %(issued_at)s,"
        " %(issued_by)s, %(sha256)s)",
        asdict(one) | {"year": one.issued_on.year, "no": no},
    )
    tx.execute(
        "insert into paper_content (paper, person, fields, pdf, sha256)"
        " values (%s, %s, %s, %s, %s)",
        [one.id, one.person, Jsonb(fields), pdf, one.sha256],
    )


def get(tx: Connection, paper: UUID) -> Paper | None:
    """One paper."""
    with tx.cursor(row_factory=class_row(Paper)) as cursor:
        query = f"select {COLUMNS} {FROM} where p.id = %s"  # constants
        return cursor.execute(query, [paper]).fetchone()


def content(tx: Connection, paper: UUID) -> tuple[dict[str, Any], bytes] | None:
    """Fields and bytes of a paper whose record is open."""
    row = tx.execute("select fields, pdf from paper_content where paper = %s", [paper]).fetchone()
    return (row[0], bytes(row[1])) if row else None


def search(tx: Connection, wish: Search) -> tuple[list[Paper], int]:
    """Papers, newest first; and how many in all."""
    where = (
        "where strpos(p.number, %(number)s) > 0"
        " and (%(kind)s::text is null or p.kind = %(kind)s)"
        " and (%(day)s::date is null or p.issued_on = %(day)s)"
        " and (%(person)s::uuid is null or p.person = %(person)s)"
        " and (%(persons)s::uuid[] is null or p.person = any(%(persons)s))"
    )
    values = asdict(wish) | {"persons": None if wish.persons is None else list(wish.persons)}
    with tx.cursor(row_factory=class_row(Paper)) as cursor:
        query = (
            f"select {COLUMNS} {FROM} {where} order by p.issued_at desc, p.id desc"
            " limit %(limit)s offset %(offset)s"
        )
        rows = cursor.execute(query, values).fetchall()
    count = f"select count(*) from paper p {where}"  # noqa: S608 # constants
    total = tx.execute(count, values).fetchone()
    return rows, total[0] if total else 0


def void(tx: Connection, paper: UUID, reason: str, by: UUID, now: datetime) -> bool:
    """Make a paper void; False when it is already."""
    done = tx.execute(
        "insert into paper_void values (%s, %s, %s, %s) on conflict do nothing",
        [paper, reason, by, now],
    )
    return done.rowcount == 1


def serve(
    tx: Connection, service: UUID, paper: UUID, served: Served, by: UUID, now: datetime
) -> None:
    """Write down one service."""
    tx.execute(
        "insert into paper_service (id, paper, way, recipient, served_on, place, proof, refused,"
        " witness, recorded_by, recorded_at) values (%(id)s, %(paper)s, %(way)s, %(recipient)s,"
        " %(on)s, %(place)s, %(proof)s, %(refused)s, %(witness)s, %(by)s, %(now)s)",
        asdict(served) | {"id": service, "paper": paper, "by": by, "now": now},
    )


def services(tx: Connection, paper: UUID) -> list[Service]:
    """How a paper was served, first to last."""
    with tx.cursor(row_factory=class_row(Service)) as cursor:
        query = (
            "select id, paper, way, recipient, served_on, place, proof, refused, witness,"
            " recorded_by, recorded_at from paper_service where paper = %s"
            " order by served_on, recorded_at"
        )
        return cursor.execute(query, [paper]).fetchall()


def keep_draft(tx: Connection, one: Draft) -> None:
    """Keep a draft, or what became of it."""
    tx.execute(
        "insert into paper_draft (id, kind, body, person, fields, drafted_by, drafted_at)"
        " values (%s, %s, %s, %s, %s, %s, %s)"
        " on conflict (id) do update set fields = excluded.fields,"
        " drafted_by = excluded.drafted_by, drafted_at = excluded.drafted_at",
        [one.id, one.kind, one.body, one.person, Jsonb(one.fields), one.drafted_by, one.drafted_at],
    )


def drafts(tx: Connection, person: UUID) -> list[Draft]:
    """The drafts about a person, newest first."""
    with tx.cursor(row_factory=class_row(Draft)) as cursor:
        query = (
            "select id, kind, body, person, fields, drafted_by, drafted_at from paper_draft"
            " where person = %s order by drafted_at desc, id"
        )
        return cursor.execute(query, [person]).fetchall()


def draft(tx: Connection, one: UUID) -> Draft | None:
    """One draft."""
    with tx.cursor(row_factory=class_row(Draft)) as cursor:
        query = (
            "select id, kind, body, person, fields, drafted_by, drafted_at from paper_draft"
            " where id = %s for update"
        )
        return cursor.execute(query, [one]).fetchone()


def drop_draft(tx: Connection, one: UUID) -> bool:
    """Throw a draft away; False when it is gone."""
    return tx.execute("delete from paper_draft where id = %s", [one]).rowcount == 1
