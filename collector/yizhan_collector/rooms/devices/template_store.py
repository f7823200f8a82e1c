"""SQL of the template reports and the orders to delete one."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

HOLDERS = """
select device, captured_at from (
    select distinct on (device) device, captured_at, body ->> 'action' as action from device_note
    where kind = 'enrolled' and body ->> 'person' = %s
    order by device, received_at desc, captured_at desc, id desc
) last
where action = 'created'
"""


GONE = """
with last as (
    select distinct on (device, body ->> 'person')
           device, (body ->> 'person')::uuid as person, body ->> 'action' as action
    from device_note
    where kind = 'enrolled' and device in (select id from device where township = %s)
    order by device, body ->> 'person', received_at desc, captured_at desc, id desc)
select person from last join device on device.id = last.device where action = 'created'
group by person having bool_and(device.revoked_at is not null)
"""


def holders(tx: Connection, person: UUID) -> list[tuple[str, datetime]]:
    """The boxes whose last word of this person's template is that it was made, and when."""
    return tx.execute(HOLDERS, [str(person)]).fetchall()


def held_by(tx: Connection, device: str) -> list[UUID]:
    """Whose template is on this box by its last word."""
    rows = tx.execute(
        "select person from (select distinct on (body ->> 'person')"
        " (body ->> 'person')::uuid as person, body ->> 'action' as action from device_note"
        " where kind = 'enrolled' and device = %s order by body ->> 'person',"
        " received_at desc, captured_at desc, id desc) last where action = 'created'",
        [device],
    )
    return [one for (one,) in rows]


def only_gone(tx: Connection, township: str) -> list[UUID]:
    """Whose templates are all on boxes of this township that are out of service."""
    return [one for (one,) in tx.execute(GONE, [township])]


def report(tx: Connection, note: UUID) -> tuple[str, UUID, UUID | None, str]:
    """Device, person, permit and action of one report."""
    row = tx.execute(
        "select device, (body ->> 'person')::uuid, (body ->> 'permit')::uuid, body ->> 'action'"
        " from device_note where id = %s",
        [note],
    ).fetchone()
    if row is None:
        raise LookupError(f"no report {note}")
    return row


def order(tx: Connection, key: UUID, device: str, person: UUID, now: datetime) -> None:
    """Keep an order to delete a template, unless there is an open one."""
    tx.execute(
        "insert into device_command (id, device, action, person, ordered_at)"
        " values (%s, %s, 'delete_template', %s, %s) on conflict do nothing",
        [key, device, person, now],
    )


def finish(tx: Connection, device: str, person: UUID, now: datetime) -> None:
    """End the open order of a box for this person."""
    tx.execute(
        "update device_command set done_at = %s"
        " where device = %s and person = %s and done_at is null",
        [now, device, person],
    )


def open_of(tx: Connection, device: str) -> list[tuple[UUID, UUID]]:
    """Id and person of the orders a box has not done."""
    return tx.execute(
        "select id, person from device_command where device = %s and done_at is null order by id",
        [device],
    ).fetchall()


def deleting(tx: Connection, person: UUID) -> list[str]:
    """The boxes with an open order to delete this person's template."""
    rows = tx.execute(
        "select device from device_command where person = %s and done_at is null order by 1",
        [person],
    )
    return [row[0] for row in rows]


def devices_open(tx: Connection) -> list[str]:
    """Boxes in service with an order they have not done."""
    rows = tx.execute(
        "select distinct device_command.device from device_command"
        " join device on device.id = device_command.device"
        " where done_at is null and revoked_at is null order by 1"
    )
    return [row[0] for row in rows]
