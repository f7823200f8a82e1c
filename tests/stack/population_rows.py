"""Rows in memory, written by COPY: every constraint and trigger of the database still holds."""

import json
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

import psycopg

from stack.errors import StackError


class Rows:
    """Rows by table, in the order in which they can be written."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.columns: dict[str, str] = {}
        self.rows: dict[str, list[tuple[Any, ...]]] = {}

    def ident(self, at: datetime) -> UUID:
        """An id of version 7 for something of that moment; the same seed gives the same."""
        stamp = int(at.timestamp() * 1000) << 80
        rest = self.rng.getrandbits(12) << 64 | 2 << 62 | self.rng.getrandbits(62)
        return UUID(int=stamp | 7 << 76 | rest)

    def add(self, table: str, **values: Any) -> None:
        """One more row; every row of a table names the same columns."""
        columns = ", ".join(values)
        if self.columns.setdefault(table, columns) != columns:
            raise StackError(f"{table}: {columns} after {self.columns[table]}")
        self.rows.setdefault(table, []).append(tuple(values.values()))

    def write(self, tx: psycopg.Connection, *tables: str) -> int:
        """Write these tables and forget their rows; returns how many."""
        written = 0
        for table in tables:
            rows = self.rows.pop(table, [])
            if not rows:
                continue
            with tx.cursor().copy(f"copy {table} ({self.columns[table]}) from stdin") as copy:
                for row in rows:
                    copy.write_row(row)
            written += len(rows)
        return written


def js(value: Any) -> str:
    """A value as the text of a jsonb."""
    return json.dumps(value, ensure_ascii=False, default=str)
