"""SQL of what comes in and goes out."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from yizhan_collector.rooms.exchange.model import Batch, Outcome, Reason

BATCH = "id, file_name, sha256, by, at, taken, known, bad"
KEPT = timedelta(days=90)  # a bad row and its file's cells, then it is forgotten


def known(tx: Connection, keys: Collection[bytes]) -> dict[bytes, tuple[bytes, UUID]]:
    """Which of these rows are in the house: what each said, and the person."""
    rows = tx.execute(
        "select key, content, person from import_key where key = any(%s)", [list(keys)]
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def remember(tx: Connection, key: bytes, content: bytes, person: UUID) -> bool:
    """Recognise this row from now on; False when somebody beyond the wall has it."""
    added = tx.execute(
        "insert into import_key (key, content, person) values (%s, %s, %s) on conflict do nothing",
        [key, content, person],
    )
    return added.rowcount == 1


def insert(tx: Connection, one: Batch, area: str, rows: Sequence[Outcome]) -> None:
    """Keep what became of a file."""
    tx.execute(
        f"insert into import_batch ({BATCH}, area)"  # noqa: S608 # constants
        " values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [*vars(one).values(), area],
    )
    with tx.cursor() as cursor:
        cursor.executemany(
            "insert into import_row (batch, line, status, cells, reasons, person)"
            " values (%s, %s, %s, %s, %s, %s)",
            [
                (one.id, row.line, row.status, _cells(row), _reasons(row), row.person)
                for row in rows
            ],
        )


def _cells(row: Outcome) -> Jsonb | None:
    return Jsonb(dict(row.cells)) if row.status == "bad" else None


def _reasons(row: Outcome) -> Jsonb:
    return Jsonb([vars(one) for one in row.reasons])


def batches(tx: Connection, limit: int, offset: int) -> tuple[list[Batch], int]:
    """The files of the area, newest first, and how many in all."""
    with tx.cursor(row_factory=class_row(Batch)) as cursor:
        query = f"select {BATCH} from import_batch order by at desc limit %s offset %s"  # noqa: S608
        found = cursor.execute(query, [limit, offset]).fetchall()
    total = tx.execute("select count(*) from import_batch").fetchone()
    return found, total[0] if total else 0


def batch(tx: Connection, wanted: UUID) -> Batch | None:
    """One file."""
    with tx.cursor(row_factory=class_row(Batch)) as cursor:
        query = f"select {BATCH} from import_batch where id = %s"  # noqa: S608 # a constant
        return cursor.execute(query, [wanted]).fetchone()


def rows(tx: Connection, wanted: UUID) -> list[Outcome]:
    """What became of the rows of a file; whoever did not bring it sees none."""
    found = tx.execute(
        "select line, status, cells, reasons, person from import_row where batch = %s"
        " order by line",
        [wanted],
    )
    return [
        Outcome(line, status, cells or {}, tuple(Reason(**one) for one in reasons), person)
        for line, status, cells, reasons, person in found
    ]


def forget_old(tx: Connection, now: datetime) -> int:
    """Forget the bad rows of long ago; returns how many."""
    query = (
        "delete from import_row using import_batch where id = batch and status = 'bad' and at < %s"
    )
    return tx.execute(query, [now - KEPT]).rowcount
