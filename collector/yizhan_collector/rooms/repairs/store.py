"""SQL of the repairs and the stock."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.repairs.model import Done, Note, Repair, Stock, Used

REPAIRS = """
select repair.id, repair.device, repair.kind, words, alert, opened_at, opened_by, respond_by,
       mend_by, assigned_to, responded_at, closed_at, closed_by, done, said
from repair
"""
# what is open first, the nearest end first; then what was closed last
ORDERED = """
where (%(open)s::boolean is null or (closed_at is null) = %(open)s)
  and (%(device)s::text is null or device = %(device)s)
order by closed_at desc nulls first, mend_by, id limit %(limit)s offset %(offset)s
"""
# one open alert a repair, and none while a repair of that kind is open
ALERTED = """
select alert.id, split_part(subject, ' ', 1) as device, split_part(subject, ' ', 2) as code
from alert
where rule = 'post_down' and cleared_at is null and outcome is null
  and not exists (select from repair where repair.alert = alert.id)
order by raised_at, alert.id
"""
ALARMED = """
select last.device, last.body -> 'alarms'
from device_last last join device on device.id = last.device
where revoked_at is null and received_at > %(since)s and last.body -> 'alarms' ?| %(faults)s
  and not exists (select from repair where repair.device = last.device
                  and repair.kind = 'alarm' and closed_at is null)
order by last.device
"""


def insert(tx: Connection, one: Repair) -> bool:
    """Keep a new repair; False when one of this kind is open there."""
    made = tx.execute(
        "insert into repair (id, device, kind, words, alert, opened_at, opened_by, respond_by,"
        " mend_by) values (%s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict do nothing",
        [one.id, one.device, one.kind, one.words, one.alert, one.opened_at, one.opened_by,
         one.respond_by, one.mend_by],
    )  # fmt: skip
    return made.rowcount == 1


def get(tx: Connection, key: UUID) -> Repair | None:
    """One repair."""
    with tx.cursor(row_factory=class_row(Repair)) as cursor:
        return cursor.execute(REPAIRS + "where repair.id = %s", [key]).fetchone()


def page(
    tx: Connection, open_: bool | None, device: str | None, limit: int, offset: int
) -> tuple[list[Repair], int]:
    """Repairs, and how many there are."""
    asked = {"open": open_, "device": device, "limit": limit, "offset": offset}
    with tx.cursor(row_factory=class_row(Repair)) as cursor:
        found = cursor.execute(REPAIRS + ORDERED, asked).fetchall()
    row = tx.execute(
        "select count(*) from repair where (%(open)s::boolean is null or"
        " (closed_at is null) = %(open)s) and (%(device)s::text is null or device = %(device)s)",
        asked,
    ).fetchone()
    return found, row[0] if row else 0


def assign(tx: Connection, key: UUID, staff: UUID, at: datetime) -> None:
    """Give it to somebody; the first time it is taken up stays."""
    tx.execute(
        "update repair set assigned_to = %s, responded_at = coalesce(responded_at, %s)"
        " where id = %s",
        [staff, at, key],
    )


def close(tx: Connection, key: UUID, by: UUID, done: Done, said: str, at: datetime) -> None:
    """Close it with what was done."""
    tx.execute(
        "update repair set closed_at = %s, closed_by = %s, done = %s, said = %s where id = %s",
        [at, by, done, said, key],
    )


def note(tx: Connection, key: UUID, repair: UUID, one: Note) -> None:
    """Add a note."""
    tx.execute(
        "insert into repair_note (id, repair, at, by, words) values (%s, %s, %s, %s, %s)",
        [key, repair, one.at, one.by, one.words],
    )


def notes(tx: Connection, repair: UUID) -> list[Note]:
    """The notes, oldest first."""
    rows = tx.execute(
        "select at, by, words from repair_note where repair = %s order by at, id", [repair]
    )
    return [Note(*row) for row in rows]


def use(tx: Connection, key: UUID, repair: UUID, county: str, one: Used) -> bool:
    """Take parts from the county's stock; False when there are fewer."""
    taken = tx.execute(
        "update spare set count = count - %(count)s, changed_at = %(at)s, changed_by = %(by)s"
        " where county = %(county)s and kind = %(kind)s and count >= %(count)s",
        {"county": county, "kind": one.kind, "count": one.count, "at": one.at, "by": one.by},
    )
    if taken.rowcount != 1:
        return False
    tx.execute(
        "insert into spare_use (id, repair, kind, count, at, by) values (%s, %s, %s, %s, %s, %s)",
        [key, repair, one.kind, one.count, one.at, one.by],
    )
    return True


def used(tx: Connection, repair: UUID) -> list[Used]:
    """The parts taken for a repair, oldest first."""
    rows = tx.execute(
        "select at, by, kind, count from spare_use where repair = %s order by at, id", [repair]
    )
    return [Used(*row) for row in rows]


def stock(tx: Connection) -> list[Stock]:
    """What the counties have, as far as one may see it."""
    rows = tx.execute("select county, kind, count, low from spare order by county, kind")
    return [Stock(*row) for row in rows]


def set_stock(tx: Connection, one: Stock, by: UUID, at: datetime) -> None:
    """Keep how many there are."""
    tx.execute(
        "insert into spare (county, kind, count, low, changed_at, changed_by)"
        " values (%s, %s, %s, %s, %s, %s) on conflict (county, kind) do update"
        " set count = excluded.count, low = excluded.low, changed_at = excluded.changed_at,"
        " changed_by = excluded.changed_by",
        [one.county, one.kind, one.count, one.low, at, by],
    )


def alerted(tx: Connection) -> list[tuple[UUID, str, str]]:
    """Open alerts on posts that no repair has followed: id, box and code."""
    return tx.execute(ALERTED).fetchall()


def alarmed(tx: Connection, faults: Sequence[str], since: datetime) -> list[tuple[str, list[str]]]:
    """Boxes that said one of these alarms since, and have no repair open for it."""
    return tx.execute(ALARMED, {"faults": list(faults), "since": since}).fetchall()
