"""What a partner's program does: hear of packets, fetch, read and answer them, and send files."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Header, Path, Query, Response
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx
from yizhan_collector.doors.partner.access import Asking
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.sharing import batches, packets
from yizhan_collector.rooms.sharing.files import BatchKind
from yizhan_collector.rooms.sharing.model import Batch, BatchState, Fault

router = APIRouter(prefix="/partner", tags=["partner"])
Raw = Annotated[bytes, Body(media_type="application/octet-stream")]
Key = Annotated[str, Path(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9._-]+$")]

PDF: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
}


class ThinEvent(BaseModel):
    """That there is something; what it is, is fetched."""

    no: int
    kind: str
    subject: UUID
    at: datetime


class Events(BaseModel):
    """What happened after a place, in order; `after` is the place to go on from."""

    events: list[ThinEvent]
    after: int


class PacketSent(BaseModel):
    """A packet as its recipient sees it."""

    kind: str
    recipient: str
    basis: str
    purpose: str
    fields: dict[str, Any]
    sha256: str = Field(description="Of the paper, as hexadecimal.")
    sent_at: datetime
    due_on: date | None
    received_at: datetime | None
    read_at: datetime | None
    answered_at: datetime | None
    answer: str | None


class Answer(BaseModel):
    """The answer to a packet."""

    said: Annotated[str, Field(min_length=1, max_length=1000)]


class RowFault(BaseModel):
    """Why a row was not taken, and what its sender must do."""

    row: int
    heading: str
    problem: str
    todo: str


class BatchChecked(BaseModel):
    """What came of a file."""

    id: UUID
    key: str
    kind: str
    state: BatchState
    total: int
    bad: int
    faults: list[RowFault]


@router.get("/events", responses=errors(403, 422))
def partner_events(
    tx: Tx, _: Asking, now: Now, after: Annotated[int, Query(ge=0, le=2**62)] = 0
) -> Events:
    """What happened after a place; nothing of what is in it. What came before is taken as had."""
    found = packets.events(tx, after, now)
    told = [ThinEvent(**vars(one)) for one in found]
    return Events(events=told, after=found[-1].no if found else after)


@router.get("/packets/{packet}", responses=errors(403, 404, 422))
def partner_packet(packet: UUID, tx: Tx, who: Asking, now: Now) -> PacketSent:
    """Fetch a packet; fetching is the receipt."""
    found = packets.fetch(tx, packet, now)
    audit.recorded(tx, None, "fetch_packet", now, None, f"{who.code} {packet}")
    return PacketSent(**found)


@router.get(
    "/packets/{packet}/paper",
    response_class=Response,
    responses=errors(403, 404, 422) | PDF,
)
def partner_paper(packet: UUID, tx: Tx, who: Asking, now: Now) -> Response:
    """The very paper, as PDF."""
    body = packets.paper_of(tx, packet, now)
    audit.recorded(tx, None, "fetch_packet", now, None, f"{who.code} {packet}")
    return Response(body, media_type="application/pdf")


@router.post("/packets/{packet}/read", responses=errors(403, 404, 409, 422))
def partner_read(packet: UUID, tx: Tx, _: Asking, now: Now) -> PacketSent:
    """A person has read it; that serves the paper."""
    return PacketSent(**packets.read(tx, packet, now))


@router.post("/packets/{packet}/answer", responses=errors(400, 403, 404, 409, 422))
def partner_answer(packet: UUID, given: Answer, tx: Tx, _: Asking, now: Now) -> PacketSent:
    """The answer, once; the same again is no fault."""
    return PacketSent(**packets.answer(tx, packet, given.said, now))


@router.put("/batches/{key}", responses=errors(403, 404, 409, 413, 422))
def partner_batch(
    key: Key,
    kind: BatchKind,
    raw: Raw,
    tx: Tx,
    who: Asking,
    now: Now,
    content_digest: Annotated[str, Header(max_length=200)],
) -> BatchChecked:
    """Send a file of rows (.xlsx or .csv, UTF-8 or GBK); the same key again doubles nothing."""
    made = batches.take(tx, who, key, kind, raw, content_digest, now)
    audit.recorded(tx, None, "take_batch", now, None, f"{who.code} {key}")
    return checked(*batches.get(tx, made.id))


@router.get("/batches/{batch}", responses=errors(403, 404, 422))
def partner_batch_state(batch: UUID, tx: Tx, _: Asking) -> BatchChecked:
    """What came of a file."""
    return checked(*batches.get(tx, batch))


def checked(one: Batch, faults: list[Fault]) -> BatchChecked:
    """What came of a file, as it is told."""
    rows = [
        RowFault(row=bad.place, heading=bad.heading, problem=bad.problem, todo=bad.todo)
        for bad in faults
    ]
    return BatchChecked(
        id=one.id, key=one.key, kind=one.kind, state=one.state, total=one.total, bad=one.bad,
        faults=rows,
    )  # fmt: skip
