"""Recordings of calls: written by the exchange, heard for quality, deleted in their time."""

import re
from datetime import UTC, datetime
from pathlib import Path

from psycopg import Connection

from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.hotline import checks, tickets
from yizhan_collector.rooms.staff.model import Staff

NAME = re.compile(r"[A-Za-z0-9_-]{1,120}")
KEPT = "call-*.wav"  # what else lies there is not told of yet, or not ours


def of_sample(tx: Connection, call: str, staff: Staff, folder: Path | None) -> Path:
    """The recording of a call of the sample; raises NotFound, or OwnCall for one's own."""
    one = checks.by_another(tx, call, staff)
    if folder is None or not NAME.fullmatch(one.recording):
        raise NotFound
    found = folder / f"{one.recording}.wav"
    if not found.is_file():
        raise NotFound
    return found


def forget_old(tx: Connection, folder: Path, now: datetime) -> int:
    """Delete recordings as old as the rule hotline.keep_years says; returns how many."""
    before = tickets.kept_since(tx, now)
    old = [one for one in folder.glob(KEPT) if _written(one) < before]
    for one in old:
        one.unlink(missing_ok=True)
    return len(old)


def _written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
