"""Use cases of what is sent: a lawful paper to a registered authority, and what became of it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground import outbox
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.papers.model import Paper, Served, Way
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.sharing import kinds, partners, telling_store
from yizhan_collector.rooms.sharing import packet_store as store
from yizhan_collector.rooms.sharing.model import (
    AlreadyAnswered,
    MinorByHand,
    OtherArea,
    OutOfOrder,
    Packet,
    PaperVoid,
    Partner,
    Thin,
)
from yizhan_collector.rooms.staff.model import Staff

READ = "packet_read"
ANSWERED = "packet_answered"
MOST = 200  # events of one answer


def send(tx: Connection, paper: UUID, partner: str, by: Staff, now: datetime) -> Packet:
    """Send an issued paper to an authority; sent again it is the same packet.

    Raises NotFound, PaperVoid, NotForThem, MinorByHand or OtherArea; the record must be open.
    """
    one, to = papers.get(tx, paper), partners.get(tx, partner)
    made = _packet(tx, one, to, by, now)
    if store.insert(tx, made):
        store.tell(tx, partner, "packet_sent", made.id, now)
        return made
    return next(old for old in store.of_paper(tx, paper) if old.partner == partner)


def _packet(tx: Connection, paper: Paper, to: Partner, by: Staff, now: datetime) -> Packet:
    leave = kinds.lawful(paper.kind, to.kind)
    if paper.void_reason is not None:
        raise PaperVoid
    if paper.person and people.get(tx, paper.person).minor:
        raise MinorByHand
    if not to.reaches(paper.body):
        raise OtherArea
    said = papers.fields(tx, paper.id)
    fields = {name: said[name] for name in leave.fields if said.get(name) not in (None, "", [])}
    day = legal_day(now)
    days = rules.book(tx, day).number(leave.rule) if leave.rule else None
    rest = (to.name, leave.basis, leave.purpose, list(leave.fields), fields, paper.sha256)
    due = None if days is None else day + timedelta(days=days)
    head = (new_id(), to.code, paper.kind, paper.id, paper.person, paper.body[:6])
    return Packet(*head, *rest, by.id, now, due)


def withdraw(tx: Connection, packet: UUID, why: str, now: datetime) -> Packet:
    """Take back a packet that nobody has answered; raises NotFound or AlreadyAnswered."""
    one = get(tx, packet)
    if not store.withdraw(tx, packet, why, now):
        raise AlreadyAnswered
    store.tell(tx, one.partner, "packet_withdrawn", packet, now)
    return get(tx, packet)


def get(tx: Connection, packet: UUID) -> Packet:
    """One packet of the ledger; raises NotFound."""
    found = store.get(tx, packet)
    if found is None:
        raise NotFound
    return found


def of_paper(tx: Connection, paper: UUID) -> list[Packet]:
    """To whom a paper went."""
    return store.of_paper(tx, paper)


def listed(
    tx: Connection,
    partner: str,
    only_open: bool,
    late: bool,
    window: tuple[int, int],
    now: datetime,
) -> tuple[list[Packet], int]:
    """The ledger, newest first; and how many in all."""
    return store.listed(tx, partner, only_open, late, legal_day(now), window)


def events(tx: Connection, after: int, now: datetime) -> list[Thin]:
    """What a partner may ask for, after its place; never what is in it.

    Whoever asks for what came after has what came before: that needs no telling any more.
    """
    telling_store.confirm(tx, after, now)
    return list(store.events(tx, after, MOST))


def fetch(tx: Connection, packet: UUID, now: datetime) -> dict[str, Any]:
    """The packet as its recipient sees it; fetching is the receipt. Raises NotFound."""
    store.move(tx, packet, "received_at", now)
    found = store.theirs(tx, packet)
    if found is None:
        raise NotFound
    return found


def paper_of(tx: Connection, packet: UUID, now: datetime) -> bytes:
    """The very paper, to its recipient; raises NotFound."""
    store.move(tx, packet, "received_at", now)
    found = store.pdf(tx, packet)
    if found is None:
        raise NotFound
    return found


def read(tx: Connection, packet: UUID, now: datetime) -> dict[str, Any]:
    """A person there has read it, which serves the paper; raises NotFound or OutOfOrder."""
    found = _theirs(tx, packet)
    if found["received_at"] is None:
        raise OutOfOrder
    if store.move(tx, packet, "read_at", now):
        outbox.emit(tx, READ, {"packet": packet})
    return _theirs(tx, packet)


def answer(tx: Connection, packet: UUID, said: str, now: datetime) -> dict[str, Any]:
    """The answer, once; the same again is no fault.

    Raises NotFound, OutOfOrder or AlreadyAnswered.
    """
    found = _theirs(tx, packet)
    if found["read_at"] is None:
        raise OutOfOrder
    if store.answer(tx, packet, said, now):
        outbox.emit(tx, ANSWERED, {"packet": packet})
    elif found["answer"] != said:
        raise AlreadyAnswered
    return _theirs(tx, packet)


def serve_paper(tx: Connection, packet: UUID, now: datetime) -> None:
    """What was read is served: a line in the paper's record of service."""
    one = get(tx, packet)
    if one.paper is None or one.read_at is None:
        return
    who = one.by_hand.get("read")
    proof = f"光盘 {one.id} {who}" if who else f"电子交换 {one.id}"
    if all(line.proof != proof for line in papers.services(tx, one.paper)):
        way: Way = "direct" if who else "electronic"
        served = Served(way, one.recipient, legal_day(one.read_at), "", proof)
        papers.serve_by(tx, one.paper, served, one.sent_by, now)


def _theirs(tx: Connection, packet: UUID) -> dict[str, Any]:
    found = store.theirs(tx, packet)
    if found is None:
        raise NotFound
    return found
