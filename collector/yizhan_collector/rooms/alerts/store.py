"""SQL of the alerts."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from yizhan_collector.rooms.alerts.model import Alert, Wish

COLUMNS = (
    "id, about, office, person, rule, rule_version, subject, since, raised_at, evidence, deadline,"
    " explained_by, acknowledged_at, acknowledged_by, note, cleared_at, outcome, outcome_at,"
    " outcome_by, words, follow_up"
)
STATE = """
case when outcome is not null then 'decided' when explained_by <> '' then 'explained'
     when acknowledged_at is not null then 'acknowledged' else 'open' end
"""
WHERE = f"""
where (%(about)s::text is null or about = %(about)s)
  and (%(rule)s::text is null or rule = %(rule)s)
  and (%(person)s::uuid is null or person = %(person)s)
  and (%(states)s::text[] is null or {STATE} = any(%(states)s))
"""
RAISE = f"""
insert into alert ({COLUMNS}) values ({", ".join(f"%({one})s" for one in COLUMNS.split(", "))})
on conflict (rule, subject) do nothing returning id
"""  # noqa: S608 # constants
FIGURES = """
select rule, rule_version, about, count(*), count(outcome),
       count(*) filter (where outcome in ('unfounded', 'data_fault')),
       count(*) filter (where explained_by <> ''),
       count(*) filter (where outcome is null and explained_by = '')
from alert group by 1, 2, 3 order by about, rule, rule_version
"""
BOARD = """
select office, about, rule, count(*), count(*) filter (where acknowledged_at is null),
       count(*) filter (where %(now)s > deadline and acknowledged_at is null),
       min(raised_at),
       count(*) filter (where %(now)s - raised_at > interval '1 day'),
       count(*) filter (where %(now)s - raised_at > interval '7 days')
from alert where outcome is null and explained_by = ''
group by 1, 2, 3 order by office, about desc, rule
"""


def put(tx: Connection, one: Alert) -> bool:
    """Raise it; False when this episode was raised before."""
    row = vars(one) | {"evidence": Jsonb([dict(line) for line in one.evidence])}
    return tx.execute(RAISE, row).fetchone() is not None


def get(tx: Connection, alert: UUID, hold: bool = False) -> Alert | None:
    """One of them; with `hold` nobody else answers it meanwhile."""
    rest = "where id = %(id)s" + (" for no key update" if hold else "")
    return next(iter(_read(tx, rest, {"id": alert})), None)


def page(tx: Connection, wish: Wish, limit: int, offset: int) -> tuple[list[Alert], int]:
    """Those wished for: what is open and late first, then the newest; and how many in all."""
    values = vars(wish) | {
        "states": list(wish.states) if wish.states else None,
        "limit": limit,
        "offset": offset,
    }
    order = (
        "order by (outcome is null and explained_by = '') desc,"
        " case when outcome is null and explained_by = '' then deadline end, raised_at desc, id"
    )
    rows = _read(tx, f"{WHERE} {order} limit %(limit)s offset %(offset)s", values)
    total = tx.execute(f"select count(*) from alert {WHERE}", values).fetchone()  # noqa: S608
    return rows, total[0] if total else 0


def of_person(tx: Connection, person: UUID) -> list[Alert]:
    """Those about a person, newest first."""
    rest = "where about = 'person' and person = %(person)s order by raised_at desc, id limit 200"
    return _read(tx, rest, {"person": person})


def answer(tx: Connection, one: Alert) -> None:
    """Keep what was answered."""
    tx.execute(
        "update alert set acknowledged_at = %(acknowledged_at)s,"
        " acknowledged_by = %(acknowledged_by)s, note = %(note)s, outcome = %(outcome)s,"
        " outcome_at = %(outcome_at)s, outcome_by = %(outcome_by)s, words = %(words)s,"
        " follow_up = %(follow_up)s where id = %(id)s",
        vars(one),
    )


def clear(
    tx: Connection, rule: str, holding: Collection[str], since: datetime, now: datetime
) -> list[UUID]:
    """Clear those of a rule, of episodes since then, that no longer hold; returns which."""
    rows = tx.execute(
        "update alert set cleared_at = %s where rule = %s and cleared_at is null"
        " and since >= %s and not subject = any(%s) returning id",
        [now, rule, since, list(holding)],
    ).fetchall()
    return [row[0] for row in rows]


def late(tx: Connection, now: datetime) -> list[Alert]:
    """Those that nobody took up in time."""
    rest = (
        "where outcome is null and explained_by = '' and acknowledged_at is null"
        " and deadline < %(now)s order by deadline, id"
    )
    return _read(tx, rest, {"now": now})


def figures(tx: Connection) -> list[tuple[Any, ...]]:
    """Rule, version, about whom; how many, decided, false, explained, open."""
    return tx.execute(FIGURES).fetchall()


def board(tx: Connection, now: datetime) -> list[tuple[Any, ...]]:
    """Office, about whom, rule; open, not taken up, late, the oldest, older than a day, a week."""
    return tx.execute(BOARD, {"now": now}).fetchall()


def on_duty(tx: Connection, offices: Collection[str], day: date) -> dict[str, UUID]:
    """Who answers for these offices on a day, where it was said."""
    rows = tx.execute(
        "select office, staff from duty_roster where day = %s and office = any(%s)",
        [day, list(offices)],
    ).fetchall()
    return dict(rows)


def set_duty(tx: Connection, office: str, day: date, staff: UUID, by: UUID, now: datetime) -> None:
    """Say who answers for an office on a day."""
    tx.execute(
        "insert into duty_roster values (%s, %s, %s, %s, %s) on conflict (office, day)"
        " do update set staff = excluded.staff, set_by = excluded.set_by, set_at = excluded.set_at",
        [office, day, staff, by, now],
    )


def _read(tx: Connection, rest: str, values: dict[str, Any]) -> list[Alert]:
    with tx.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(f"select {COLUMNS} from alert {rest}", values).fetchall()  # noqa: S608
    return [Alert(**{**row, "evidence": tuple(row["evidence"])}) for row in rows]
