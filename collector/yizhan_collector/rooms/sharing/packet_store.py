"""SQL of what is sent to other authorities."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from yizhan_collector.ground.turns import one_at_a_time
from yizhan_collector.rooms.sharing.model import Packet, Step, Thin

COLUMNS = (
    "id, partner, kind, paper, person, area, recipient, basis, purpose, field_names, fields,"
    " sha256, sent_by, sent_at, due_on, received_at, read_at, answered_at, answer, withdrawn_at,"
    " withdrawn_why, matter, consent, (select coalesce(jsonb_object_agg(step, who), '{}')"
    " from packet_by_hand where packet = packet.id) as by_hand"
)
LISTED = """
where (%(partner)s = '' or partner = %(partner)s)
  and (not %(open)s or (answered_at is null and withdrawn_at is null
                        and (due_on is not null or received_at is null)))
  and (not %(late)s or (due_on < %(today)s and answered_at is null and withdrawn_at is null))
"""
MOVE = "update packet set {} = %s where id = %s and {} is null"


def insert(tx: Connection, one: Packet) -> UUID | None:
    """Keep a packet; None when this paper has gone to this authority already."""
    row = tx.execute(
        "insert into packet (id, partner, kind, paper, person, area, recipient, basis, purpose,"
        " field_names, fields, sha256, sent_by, sent_at, due_on, matter, consent)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
        " on conflict do nothing returning id",
        [one.id, one.partner, one.kind, one.paper, one.person, one.area, one.recipient, one.basis,
         one.purpose, one.field_names, Jsonb(one.fields), one.sha256, one.sent_by, one.sent_at,
         one.due_on, one.matter, one.consent],
    ).fetchone()  # fmt: skip
    return row[0] if row else None


def get(tx: Connection, packet: UUID) -> Packet | None:
    """One packet, as the desk sees it."""
    with tx.cursor(row_factory=class_row(Packet)) as cursor:
        query = f"select {COLUMNS} from packet where id = %s"  # noqa: S608 # a constant
        return cursor.execute(query, [packet]).fetchone()


def of_paper(tx: Connection, paper: UUID) -> list[Packet]:
    """To whom a paper went, first to last."""
    with tx.cursor(row_factory=class_row(Packet)) as cursor:
        query = f"select {COLUMNS} from packet where paper = %s order by sent_at, id"  # noqa: S608
        return cursor.execute(query, [paper]).fetchall()


def of_matter(tx: Connection, matter: UUID) -> list[Packet]:
    """To whom a matter was passed on, first to last."""
    with tx.cursor(row_factory=class_row(Packet)) as cursor:
        query = f"select {COLUMNS} from packet where matter = %s order by sent_at, id"  # noqa: S608
        return cursor.execute(query, [matter]).fetchall()


def listed(
    tx: Connection, partner: str, only_open: bool, late: bool, today: date, window: tuple[int, int]
) -> tuple[list[Packet], int]:
    """The newest first, and how many in all."""
    given = {"partner": partner, "open": only_open, "late": late, "today": today}
    cut = {"limit": window[0], "offset": window[1]}
    with tx.cursor(row_factory=class_row(Packet)) as cursor:
        query = f"select {COLUMNS} from packet {LISTED}"  # noqa: S608 # constants
        order = " order by sent_at desc, id limit %(limit)s offset %(offset)s"
        found = cursor.execute((query + order).encode(), given | cut).fetchall()
    total = tx.execute(f"select count(*) from packet {LISTED}".encode(), given).fetchone()  # noqa: S608
    return found, total[0] if total else 0


def theirs(tx: Connection, packet: UUID) -> dict[str, Any] | None:
    """One packet as its recipient sees it, held until the transaction ends."""
    row = tx.execute(
        "select kind, recipient, basis, purpose, fields, sha256, sent_at, due_on, received_at,"
        " read_at, answered_at, answer from packet where id = %s for update",
        [packet],
    )
    names = [one.name for one in row.description or ()]
    found = row.fetchone()
    return dict(zip(names, found, strict=True)) if found else None


def pdf(tx: Connection, packet: UUID) -> bytes | None:
    """The paper of a packet, to its recipient."""
    row = tx.execute("select packet_pdf(%s)", [packet]).fetchone()
    return bytes(row[0]) if row and row[0] is not None else None


def move(tx: Connection, packet: UUID, step: str, now: datetime) -> bool:
    """Note a step, once; `step` is a column of our own naming."""
    return tx.execute(MOVE.format(step, step).encode(), [now, packet]).rowcount == 1


def answer(tx: Connection, packet: UUID, said: str, now: datetime) -> bool:
    """Note the answer, once."""
    query = (
        "update packet set answered_at = %s, answer = %s where id = %s"
        " and answered_at is null and read_at is not null"
    )
    return tx.execute(query, [now, said, packet]).rowcount == 1


def hold(tx: Connection, packet: UUID) -> None:
    """Let nobody else move a packet until the transaction ends."""
    tx.execute("select from packet where id = %s for update", [packet])


def by_hand(tx: Connection, packet: UUID, step: Step, who: str, by: UUID, now: datetime) -> None:
    """Note that a step came by hand."""
    tx.execute(
        "insert into packet_by_hand (packet, step, who, noted_by, noted_at)"
        " values (%s, %s, %s, %s, %s)",
        [packet, step, who, by, now],
    )


def withdraw(tx: Connection, packet: UUID, why: str, now: datetime) -> bool:
    """Take back what nobody has answered."""
    query = (
        "update packet set withdrawn_at = %s, withdrawn_why = %s where id = %s"
        " and withdrawn_at is null and answered_at is null"
    )
    return tx.execute(query, [now, why, packet]).rowcount == 1


def tell(tx: Connection, partner: str, kind: str, subject: UUID, at: datetime) -> None:
    """There is something for a partner.

    Its numbers become visible in their order, so that whoever asks for what came after misses none.
    """
    one_at_a_time(tx, f"partner_event {partner}".encode())
    tx.execute(
        "insert into partner_event (partner, kind, subject, at) values (%s, %s, %s, %s)",
        [partner, kind, subject, at],
    )


def events(tx: Connection, after: int, limit: int) -> Sequence[Thin]:
    """What this partner has been told of after a place, in order."""
    with tx.cursor(row_factory=class_row(Thin)) as cursor:
        return cursor.execute(
            "select no, kind, subject, at from partner_event where no > %s order by no limit %s",
            [after, limit],
        ).fetchall()
