"""How old the backup is: what a leader sees and an alarm goes by."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from yizhan_collector.backup.shelf import Shelf

BASE_LATE, LOG_LATE = timedelta(hours=26), timedelta(minutes=15)  # daily, and each minute


@dataclass(frozen=True)
class State:
    """When what was last good, UTC; `late` names what is too old, nothing when all is well."""

    base: str | None
    log: str | None
    late: tuple[str, ...]


def look(folder: Path, now: datetime) -> State:
    """The state of a backup by what lies in its folder."""
    shelf = Shelf(folder)
    bases, newest = shelf.all(), shelf.newest()
    base = bases[-1].ended if bases else None
    late = [
        name
        for name, at, limit in (("base", base, BASE_LATE), ("log", newest, LOG_LATE))
        if at is None or now - at > limit
    ]
    return State(_said(base), _said(newest), tuple(late))


def told(state: State) -> str:
    """As one line of JSON."""
    return json.dumps(asdict(state))


def _said(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else None
