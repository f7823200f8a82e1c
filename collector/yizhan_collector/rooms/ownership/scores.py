"""The national self-check of every day, kept to see where it goes."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.ownership import score_store, store
from yizhan_collector.rooms.ownership.model import Facts, Thing
from yizhan_collector.rooms.ownership.selfcheck import Checked, Looked, Score, judge
from yizhan_collector.rooms.rules import service as rules

STATISTICS = "statistics"  # the code of the column that holds them, where there is one
TREND = 90  # days


@dataclass(frozen=True)
class Kept:
    """The score of a day as it was kept; findings, warnings and lines by their fields."""

    day: date
    score: int
    failed: bool
    findings: list[dict[str, Any]]
    warnings: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    at: datetime


def keep(tx: Connection, now: datetime) -> Score:
    """Judge today by what the clock saw last, and keep it; the last word of a day stays."""
    today = legal_day(now)
    found = judge(rules.book(tx, today), looked(store.things(tx), score_store.kinds(tx)), today)
    parts = [[asdict(one) for one in some] for some in (found.findings, found.warnings)]
    parts.append([{**asdict(one), "reached": one.reached} for one in found.lines])
    score_store.keep(tx, today, (found.score, found.failed), parts, now)
    return found


def latest(tx: Connection) -> Kept | None:
    """The newest score; None before the clock has looked for the first time."""
    row = score_store.latest(tx)
    return Kept(*row) if row else None


def trend(tx: Connection, today: date) -> list[tuple[date, int, bool]]:
    """Day, score and whether the site failed, of the last 90 days."""
    return score_store.trend(tx, today, TREND)


def looked(things: Iterable[Thing], kinds: Mapping[str, Checked]) -> list[Looked]:
    """What the national self-check looks at among these; `kinds` are those of the columns."""
    found = (_looked(one, one.facts, kinds) for one in things if one.facts)
    return [one for one in found if one]


def _looked(thing: Thing, facts: Facts, kinds: Mapping[str, Checked]) -> Looked | None:
    what = (f"{thing.kind}:{thing.subject}", thing.title_zh, thing.title_en)
    touched = legal_day(facts.touched_at) if facts.touched_at else None
    if thing.kind == "column" and thing.subject in kinds:
        checked: Checked = "statistics" if thing.subject == STATISTICS else kinds[thing.subject]
        counts = {one.code: one.count for one in facts.failures}
        return Looked(checked, *what, touched, counts.get("links", 0), counts.get("expired", 0))
    if thing.kind == "queue":
        asked = facts.waiting_since
        return Looked("messages", *what, legal_day(asked) if asked else None)
    if thing.subject in ("wechat", "weibo") and touched:  # one that is not used is not judged
        return Looked("media", *what, touched)
    return None
