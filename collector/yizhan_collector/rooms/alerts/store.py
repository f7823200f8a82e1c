"""SQL of the alerts."""

from collections.abc import Collection
from datetime import datetime
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
  and starts_with(office, %(office)s) and (not %(alone)s or office = %(office)s)
  and (%(late_at)s::timestamptz is null or (deadline < %(late_at)s and {STATE} = 'open'))
"""
RAISE = f"""
insert into alert ({COLUMNS}) values ({", ".join(f"%({one})s" for one in COLUMNS.split(", "))})
on conflict (rule, subject) where cleared_at is null do nothing returning id
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
OPEN = """
select about, rule, count(*), count(*) filter (where %(now)s > deadline and acknowledged_at is null)
from alert where outcome is null and explained_by = '' group by 1, 2 order by about desc, rule
"""
DAYS = """
select (at at time zone 'Asia/Shanghai')::date, count(*) filter (where what = 'person'),
       count(*) filter (where what = 'office'), count(*) filter (where what = 'decided')
from (select raised_at, about from alert where explained_by = '' and raised_at >= %(since)s
      union all select outcome_at, 'decided' from alert where outcome_at >= %(since)s
     ) one (at, what) group by 1 order by 1
"""


def put(tx: Connection, one: Alert) -> bool:
    """Raise it; False when another lives."""
    row = vars(one) | {"evidence": Jsonb([dict(line) for line in one.evidence])}
    return tx.execute(RAISE, row).fetchone() is not None


def grow(tx: Connection, one: Alert) -> None:
    """Keep its evidence."""
    lines = Jsonb([dict(line) for line in one.evidence])
    tx.execute("update alert set evidence = %s where id = %s", [lines, one.id])


def living(tx: Connection, rule: str) -> list[Alert]:
    """Those of a rule that hold, held until the transaction ends."""
    rest = "where rule = %(rule)s and cleared_at is null order by id for no key update"
    return _read(tx, rest, {"rule": rule})


def about(tx: Connection, rule: str, subject: str, hold: bool = True) -> list[Alert]:
    """Those of a rule about one thing, the newest first."""
    rest = "where rule = %(rule)s and subject = %(subject)s order by since desc, id limit 50"
    rest += " for no key update" if hold else ""
    return _read(tx, rest, {"rule": rule, "subject": subject})


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


def clear(tx: Connection, some: Collection[UUID], now: datetime) -> list[UUID]:
    """Clear those of these that hold; returns which."""
    rows = tx.execute(
        "update alert set cleared_at = %s where id = any(%s) and cleared_at is null returning id",
        [now, list(some)],
    ).fetchall()
    return [row[0] for row in rows]


def holding_on(tx: Connection, person: UUID) -> list[UUID]:
    """Those about a person that hold."""
    rows = tx.execute(
        "select id from alert where about = 'person' and person = %s and cleared_at is null",
        [person],
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


def open_by_rule(tx: Connection, now: datetime) -> list[tuple[Any, ...]]:
    """About whom, rule; open and late."""
    return tx.execute(OPEN, {"now": now}).fetchall()


def by_day(tx: Connection, since: datetime) -> list[tuple[Any, ...]]:
    """Legal day; raised about people, about offices, decided."""
    return tx.execute(DAYS, {"since": since}).fetchall()


def _read(tx: Connection, rest: str, values: dict[str, Any]) -> list[Alert]:
    with tx.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(f"select {COLUMNS} from alert {rest}", values).fetchall()  # noqa: S608
    return [Alert(**{**row, "evidence": tuple(row["evidence"])}) for row in rows]
