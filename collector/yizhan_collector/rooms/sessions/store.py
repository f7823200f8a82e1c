"""SQL of the sessions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import dict_row

from yizhan_collector.rooms.sessions.figures import Chain
from yizhan_collector.rooms.sessions.model import Kind, Plan, Run, Said, Session, State, Verdict

PLAN = ("kind", "device", "starts_at", "ends_at", "title", "private", "sound", "record", "minors")
REST = (
    "id", "township", "made_by", "made_at", "state", "stop_asked_at", "stop_why", "cancelled_at",
    "cancel_why", "started_at", "stopped_at", "unknown_at", "closed_at", "expected", "seen",
    "heads", "chain", "chain_number",
)  # fmt: skip
SELECT = f"select {', '.join((*PLAN, *REST))}, class, offer from session"  # noqa: S608 # constants
WHERE = """
where (%(start)s::timestamptz is null or starts_at >= %(start)s)
  and (%(end)s::timestamptz is null or starts_at < %(end)s)
  and (%(device)s::text is null or device = %(device)s)
  and (%(kind)s::text is null or kind = %(kind)s)
  and (%(states)s::text[] is null or state = any(%(states)s))
"""


@dataclass(frozen=True)
class Wish:
    """Which of the sessions that the wall shows; begun between two moments."""

    start: datetime | None = None
    end: datetime | None = None
    device: str | None = None
    kind: Kind | None = None
    states: list[State] | None = None


def insert(
    tx: Connection, session: UUID, plan: Plan, township: str, by: UUID, now: datetime
) -> None:
    """Plan a session; the database refuses one that overlaps another at the post."""
    columns = (*PLAN, "class", "offer", "id", "township", "made_by", "made_at")
    marks = ", ".join(["%s"] * len(columns))
    values = [*(getattr(plan, one) for one in PLAN), plan.class_session, plan.offer]
    tx.execute(
        f"insert into session ({', '.join(columns)}) values ({marks})",  # noqa: S608
        [*values, session, township, by, now],
    )


def get(tx: Connection, session: UUID, hold: bool = False) -> Session | None:
    """One session; `hold` keeps others from changing it until the transaction ends."""
    found = _some(tx, "where id = %s" + (" for update" if hold else ""), [session])
    return found[0] if found else None


def page(tx: Connection, wish: Wish, limit: int, offset: int) -> tuple[list[Session], int]:
    """The sessions wished for, the latest first; and how many in all."""
    values = {**vars(wish), "limit": limit, "offset": offset}
    order = "order by starts_at desc, id desc limit %(limit)s offset %(offset)s"
    total = tx.execute(f"select count(*) from session {WHERE}", values).fetchone()  # noqa: S608
    return _some(tx, f"{WHERE} {order}", values), total[0] if total else 0


def by_state(tx: Connection, start: datetime, end: datetime) -> dict[State, int]:
    """How many begin between two moments, by state."""
    rows = tx.execute(
        "select state, count(*) from session where starts_at >= %s and starts_at < %s group by 1",
        [start, end],
    )
    return dict(rows.fetchall())


def listed(tx: Connection, device: str, now: datetime, limit: int) -> list[Session]:
    """What a box is to run: not over, not cancelled, not stopped by order; the next first."""
    where = (
        "where device = %s and ends_at > %s and cancelled_at is null and stop_asked_at is null"
        " and closed_at is null order by starts_at limit %s"
    )
    return _some(tx, where, [device, now, limit])


def around(tx: Connection, device: str, at: datetime, early: datetime) -> list[Session]:
    """The sessions of a post for which a visit of this moment may count."""
    where = (
        "where device = %s and starts_at <= %s and coalesce(stopped_at, ends_at) >= %s"
        " and cancelled_at is null"
    )
    return _some(tx, where, [device, early, at])


def of_list(tx: Connection, class_session: UUID | None, offer: UUID | None) -> list[Session]:
    """The sessions of a class or of a service."""
    return _some(
        tx, "where (class = %s or offer = %s) and cancelled_at is null", [class_session, offer]
    )


def waiting(tx: Connection, before: datetime) -> list[Session]:
    """Those that were over by then and are not closed."""
    where = (
        "where state in ('stopped', 'review', 'unknown') and coalesce(stopped_at, ends_at) < %s"
        " order by ends_at limit 1000"
    )
    return _some(tx, where, [before])


def untold(tx: Connection, before: datetime) -> list[Session]:
    """Those whose time was over by then, and the box has not told that they ended."""
    return _some(tx, "where state in ('planned', 'open') and ends_at < %s", [before])


def lost(tx: Connection, session: UUID, now: datetime) -> None:
    """Nothing is known of how it went."""
    tx.execute("update session set unknown_at = %s where id = %s", [now, session])


def cancel(tx: Connection, session: UUID, why: str, by: UUID, now: datetime) -> bool:
    """Cancel what has not begun; False when it has, or is cancelled."""
    done = tx.execute(
        "update session set cancelled_at = %s, cancelled_by = %s, cancel_why = %s"
        " where id = %s and state = 'planned'",
        [now, by, why, session],
    )
    return done.rowcount == 1


def stop(tx: Connection, session: UUID, why: str, by: UUID, now: datetime) -> bool:
    """Have it stopped; False when it does not run, or is being stopped."""
    done = tx.execute(
        "update session set stop_asked_at = %s, stop_by = %s, stop_why = %s"
        " where id = %s and state = 'open' and stop_asked_at is null",
        [now, by, why, session],
    )
    return done.rowcount == 1


def run(tx: Connection, session: UUID, run: Run) -> None:
    """When it began and ended by what the box told; it is not unknown any more."""
    tx.execute(
        "update session set started_at = %s, stopped_at = %s, unknown_at = null where id = %s",
        [run.started_at, run.stopped_at, session],
    )


def weigh(
    tx: Connection, session: UUID, figures: tuple[int, int, int | None], chain: Chain
) -> None:
    """Keep the figures (expected, seen, heads) and how the recording is."""
    tx.execute(
        "update session set expected = %s, seen = %s, heads = %s, chain = %s, chain_number = %s"
        " where id = %s",
        [*figures, chain.state, chain.number, session],
    )


def close(tx: Connection, session: UUID, verdict: Verdict) -> bool:
    """Keep a verdict; False when there is one."""
    said = verdict.said
    added = tx.execute(
        "insert into session_verdict (session, by_staff, at, expected, seen, heads, outcome, words)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s) on conflict do nothing",
        [session, verdict.by, verdict.at, said.expected, said.seen, said.heads, said.outcome,
         said.words],
    )  # fmt: skip
    return added.rowcount == 1


def verdict(tx: Connection, session: UUID) -> Verdict | None:
    """How it was closed."""
    row = tx.execute(
        "select by_staff, at, expected, seen, heads, outcome, words from session_verdict"
        " where session = %s",
        [session],
    ).fetchone()
    return Verdict(row[0], row[1], Said(*row[2:])) if row else None


def _some(tx: Connection, rest: str, values: Any) -> list[Session]:
    with tx.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(f"{SELECT} {rest}".encode(), values).fetchall()
    return [_session(row) for row in rows]


def _session(row: dict[str, Any]) -> Session:
    plan = Plan(**{one: row[one] for one in PLAN}, class_session=row["class"], offer=row["offer"])
    return Session(plan=plan, **{one: row[one] for one in REST})
