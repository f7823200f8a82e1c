"""SQL of the daily scores."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from psycopg import Connection

from yizhan_collector.rooms.ownership.selfcheck import Checked

KEEP = """
insert into site_score (day, score, failed, findings, warnings, lines, at)
values (%s, %s, %s, %s::jsonb, %s::jsonb, %s::jsonb, %s)
on conflict (day) do update set score = excluded.score, failed = excluded.failed,
    findings = excluded.findings, warnings = excluded.warnings, lines = excluded.lines,
    at = excluded.at
"""


def keep(
    tx: Connection, day: date, score: tuple[int, bool], parts: Sequence[Any], now: datetime
) -> None:
    """Keep a day's score: findings, warnings and lines."""
    written = [json.dumps(one, default=str, ensure_ascii=False) for one in parts]
    tx.execute(KEEP, [day, *score, *written, now])


def latest(tx: Connection) -> tuple[Any, ...] | None:
    """Day, score, failed, findings, warnings, lines, at."""
    return tx.execute(
        "select day, score, failed, findings, warnings, lines, at from site_score"
        " order by day desc limit 1"
    ).fetchone()


def trend(tx: Connection, today: date, days: int) -> list[tuple[date, int, bool]]:
    """Day, score, failed of so many days, the oldest first."""
    return tx.execute(
        "select day, score, failed from site_score where day > %s and day <= %s order by day",
        [today - timedelta(days=days), today],
    ).fetchall()


def kinds(tx: Connection) -> dict[str, Checked]:
    """The kind of each column."""
    return dict(tx.execute("select code, kind from site_column").fetchall())
