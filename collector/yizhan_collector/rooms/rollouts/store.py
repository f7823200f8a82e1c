"""SQL of the rollouts and of what each box is told to run."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.rollouts.kept import Kept, Order, Seen
from yizhan_collector.rooms.rollouts.model import Box, BoxState, Group, Rollout, State, Why

ROLLOUTS = """
select id, bundle, area, state, why, silent_minutes, window_from, window_to, made_at, made_by,
       ended_at, (select jsonb_object_agg(state, n) from (
           select state, count(*) as n from rollout_box where rollout = rollout.id
           group by state) counted) as counts
from rollout
"""
BOXES = """
select rollout_box.device, number, rollout_box.state, moved_at, revoked_at is not null,
       coalesce(last.body ->> 'bundle' = rollout.bundle and last.received_at > moved_at, false),
       rollout_box.why, device.township
from rollout_box
join rollout on rollout.id = rollout_box.rollout
join device on device.id = rollout_box.device
left join device_last last on last.device = device.id
where rollout = %s order by number, rollout_box.device
"""
ORDER = """
insert into update_order (device, version, bundle, rollout, at)
select device, 1, %(bundle)s, %(rollout)s, %(now)s from unnest(%(devices)s::text[]) as device
on conflict (device) do update
set version = update_order.version + 1, bundle = excluded.bundle, rollout = excluded.rollout,
    at = excluded.at
"""


def insert(tx: Connection, kept: Kept, groups: Sequence[Group], boxes: Sequence[Box]) -> None:
    """Keep a new rollout."""
    tx.execute(
        "insert into rollout (id, bundle, area, silent_minutes, window_from, window_to, made_at,"
        " made_by) values (%s, %s, %s, %s, %s, %s, %s, %s)",
        [kept.id, kept.bundle, kept.area, kept.silent_minutes, kept.window_from, kept.window_to,
         kept.made_at, kept.made_by],
    )  # fmt: skip
    with tx.cursor() as cursor:
        cursor.executemany(
            "insert into rollout_group (rollout, number, success, errors, looked)"
            " values (%s, %s, %s, %s, %s)",
            [(kept.id, one.number, one.success, one.errors, one.looked) for one in groups],
        )
        cursor.executemany(
            "insert into rollout_box (rollout, device, number) values (%s, %s, %s)",
            [(kept.id, one.device, one.group) for one in boxes],
        )


def busy(tx: Connection, devices: Sequence[str]) -> list[str]:
    """Those of these boxes that are in a rollout that goes on."""
    rows = tx.execute(
        "select device from rollout_box where live and device = any(%s) order by 1", [list(devices)]
    )
    return [row[0] for row in rows]


def page(tx: Connection, limit: int, offset: int) -> tuple[list[Kept], int]:
    """Rollouts, newest first, and how many there are."""
    with tx.cursor(row_factory=class_row(Kept)) as cursor:
        found = cursor.execute(
            ROLLOUTS + "order by made_at desc, id limit %s offset %s", [limit, offset]
        ).fetchall()
    row = tx.execute("select count(*) from rollout").fetchone()
    return found, row[0] if row else 0


def get(tx: Connection, key: UUID) -> Kept | None:
    """One rollout."""
    with tx.cursor(row_factory=class_row(Kept)) as cursor:
        return cursor.execute(ROLLOUTS + "where id = %s", [key]).fetchone()


def going(tx: Connection) -> list[UUID]:
    """The rollouts that go on, oldest first."""
    rows = tx.execute(
        "select id from rollout where state in ('running', 'paused') order by made_at, id"
    )
    return [row[0] for row in rows]


def locked(tx: Connection, key: UUID) -> Rollout | None:
    """The rollout as the rules see it; nobody else steers it until this transaction ends."""
    tx.execute("select from rollout where id = %s for update", [key])
    kept = get(tx, key)
    if kept is None:
        return None
    boxes = tuple(one.box for one in boxes_of(tx, key))
    silent_after = timedelta(minutes=kept.silent_minutes)
    return Rollout(
        tuple(groups_of(tx, key)), boxes, silent_after, kept.window, kept.state, kept.why
    )


def groups_of(tx: Connection, key: UUID) -> list[Group]:
    """The groups of a rollout in their order."""
    rows = tx.execute(
        "select number, success, errors, looked, begun_at, checked_at is not null"
        " from rollout_group where rollout = %s order by number",
        [key],
    )
    return [Group(*row) for row in rows]


def boxes_of(tx: Connection, key: UUID) -> list[Seen]:
    """The boxes of a rollout that one may see, by group."""
    rows = tx.execute(BOXES, [key]).fetchall()
    return [Seen(Box(*row[:6]), *row[6:]) for row in rows]


def steer(tx: Connection, key: UUID, state: State, why: Why, ended_at: datetime | None) -> None:
    """Keep how a rollout stands; one that is over holds no box any more."""
    tx.execute(
        "update rollout set state = %s, why = %s, ended_at = %s where id = %s",
        [state, why, ended_at, key],
    )
    if ended_at:
        tx.execute("update rollout_box set live = false where rollout = %s and live", [key])


def begin(tx: Connection, key: UUID, number: int, at: datetime) -> None:
    """Note that a group has begun."""
    tx.execute(
        "update rollout_group set begun_at = %s where rollout = %s and number = %s",
        [at, key, number],
    )


def check(tx: Connection, key: UUID, number: int, by: UUID, at: datetime) -> None:
    """Note who looked at a group."""
    tx.execute(
        "update rollout_group set checked_at = %s, checked_by = %s"
        " where rollout = %s and number = %s and checked_at is null",
        [at, by, key, number],
    )


def move(tx: Connection, key: UUID, was: Box, now: Box) -> None:
    """Keep a box's new state, unless it has reported another meanwhile."""
    tx.execute(
        "update rollout_box set state = %s, moved_at = %s, why = '', live = live and %s <> 'left'"
        " where rollout = %s and device = %s and state = %s",
        [now.state, now.moved_at, now.state, key, now.device, was.state],
    )


def state_of(tx: Connection, key: UUID, device: str) -> BoxState | None:
    """How a box of a rollout stands, held until this transaction ends."""
    row = tx.execute(
        "select state from rollout_box where rollout = %s and device = %s for update",
        [key, device],
    ).fetchone()
    return row[0] if row else None


def hear(tx: Connection, key: UUID, device: str, state: BoxState, why: str, at: datetime) -> None:
    """Keep what a box reported."""
    tx.execute(
        "update rollout_box set state = %s, why = %s, moved_at = %s"
        " where rollout = %s and device = %s",
        [state, why, at, key, device],
    )


def order(tx: Connection, key: UUID, devices: Sequence[str], bundle: str, now: datetime) -> None:
    """Another order for each of these boxes, in place of the one before."""
    tx.execute(
        ORDER,
        {"rollout": key, "devices": sorted(devices), "bundle": bundle, "now": now},
    )


def ordered(tx: Connection, device: str) -> Order | None:
    """What a box was told last."""
    row = tx.execute(
        "select version, update_order.bundle, rollout, window_from, window_to"
        " from update_order join rollout on rollout.id = rollout where device = %s",
        [device],
    ).fetchone()
    if row is None:
        return None
    window = None if row[3] is None else (row[3], row[4])
    return Order(row[0], row[1], row[2], window)
