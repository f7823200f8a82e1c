"""Use cases of a packet that goes by hand, to an authority without a line: in the same ledger."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground import outbox
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.sharing import package, packets
from yizhan_collector.rooms.sharing import packet_store as store
from yizhan_collector.rooms.sharing.model import (
    AlreadyNoted,
    AnswerMissing,
    Packet,
    Step,
    TakenBack,
)

FOLLOWED: dict[Step, str] = {"read": packets.READ, "answered": packets.ANSWERED}  # as on the wire


def packed(tx: Connection, packet: UUID, ours: str, now: datetime) -> tuple[Packet, bytes]:
    """A packet with its very paper, to be signed; `ours` is the name of our certificate.

    Raises NotFound, also while the record is not open, or TakenBack.
    """
    one = packets.get(tx, packet)
    if one.withdrawn_at:
        raise TakenBack
    if one.paper is None:
        raise NotFound
    given = {
        "sender": ours,
        "recipient": one.partner,
        "kind": "packet",
        "key": str(one.id),
        "made_at": now,
        "file": "paper.pdf",
        "said": _said(one),
    }
    return one, package.pack(given, papers.file(tx, one.paper))


def _said(one: Packet) -> dict[str, object]:
    return {
        "kind": one.kind,
        "recipient": one.recipient,
        "basis": one.basis,
        "purpose": one.purpose,
        "fields": one.fields,
        "sent_at": one.sent_at.isoformat(),
        "due_on": one.due_on and one.due_on.isoformat(),
    }


def note(
    tx: Connection,
    packet: UUID,
    step: Step,
    who: str,
    at: datetime,
    said: str,
    by: UUID,
    now: datetime,
) -> Packet:
    """An officer writes down who of the authority took, read or answered a packet, and when.

    Reading serves the paper. Raises NotFound, AnswerMissing, and as `Packet.require_next`.
    """
    if (step == "answered") != bool(said):
        raise AnswerMissing
    store.hold(tx, packet)
    packets.get(tx, packet).require_next(step, at, now)
    moved = store.answer(tx, packet, said, at) if said else store.move(tx, packet, f"{step}_at", at)
    if not moved:
        raise AlreadyNoted
    store.by_hand(tx, packet, step, who, by, now)
    if event := FOLLOWED.get(step):
        outbox.emit(tx, event, {"packet": packet})
    return packets.get(tx, packet)
