"""How packets, files and rows are told to the office."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from pydantic import BaseModel, Field

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.people.model import Person
from yizhan_collector.rooms.sharing import kinds, packets, partners, telling
from yizhan_collector.rooms.sharing.callback_model import Telling
from yizhan_collector.rooms.sharing.model import (
    Batch,
    BatchState,
    Fault,
    Outcome,
    Packet,
    PartnerKind,
    Row,
    State,
    Step,
)


class PacketLine(BaseModel):
    """One packet of the ledger."""

    id: UUID
    partner: str
    kind: str
    paper: UUID | None
    person: UUID | None
    matter: UUID | None
    recipient: str
    basis: str
    purpose: str
    field_names: list[str]
    state: State
    sent_at: datetime
    due_on: date | None
    received_at: datetime | None
    read_at: datetime | None
    answered_at: datetime | None
    answer: str | None
    withdrawn_why: str | None
    by_hand: dict[Step, str] = Field(description="Who of the authority, for each step by hand.")


class TellingLine(BaseModel):
    """How far an authority was told; `reason` is one word, with the status it answered."""

    told_no: int | None
    waiting: int
    attempts: int
    reason: str
    tried_at: datetime | None
    next_at: datetime | None


class PartnerLine(BaseModel):
    """One authority."""

    code: str
    kind: PartnerKind
    name: str
    area: str
    callback: str
    since: datetime
    ended_at: datetime | None
    telling: TellingLine | None = None


class Recipients(BaseModel):
    """To whom a paper may go by law and who is registered, and to whom it went."""

    lawful: list[PartnerKind]
    partners: list[PartnerLine]
    sent: list[PacketLine]


class BatchLine(BaseModel):
    """One file."""

    id: UUID
    partner: str
    key: str
    kind: str
    received_at: datetime
    state: BatchState
    total: int
    bad: int
    times: int


class FaultLine(BaseModel):
    """Why a row was not taken, and what its sender must do."""

    place: int
    heading: str
    problem: str
    todo: str


class BatchFaults(BaseModel):
    """One file, and what is wrong with it."""

    batch: BatchLine
    faults: list[FaultLine]


class RowLine(BaseModel):
    """One row, as it came, and what an officer said of it."""

    id: UUID
    partner: str
    kind: str
    ref: str
    body: dict[str, str]
    taken_at: datetime
    person: UUID | None
    outcome: Outcome | None
    decided_at: datetime | None


class Alike(BaseModel):
    """Somebody with the same name and day of birth."""

    id: UUID
    number: str
    name: str
    township: str


def packet(one: Packet, now: datetime) -> PacketLine:
    """A packet as it stands today."""
    return PacketLine(**vars(one), state=one.state(legal_day(now)))


def partner_lines(tx: Connection) -> list[PartnerLine]:
    """Every authority, and how far those with a callback were told."""
    found = telling.stands(tx)
    return [
        PartnerLine(**vars(one), telling=telling_line(found.get(one.code)))
        for one in partners.everybody(tx)
    ]


def telling_line(one: Telling | None) -> TellingLine | None:
    """How far an authority was told."""
    return TellingLine.model_validate(one, from_attributes=True) if one else None


def recipients(tx: Connection, paper: UUID, now: datetime) -> Recipients:
    """The lawful and registered recipients of a paper; raises NotFound."""
    one = papers.get(tx, paper)
    lawful = sorted(kinds.recipients(one.kind))
    fits = [
        PartnerLine(**vars(to))
        for to in partners.everybody(tx)
        if to.kind in lawful and not to.ended_at and to.reaches(one.body)
    ]
    sent = [packet(made, now) for made in packets.of_paper(tx, paper)]
    return Recipients(lawful=lawful, partners=fits, sent=sent)


def batch(one: Batch) -> BatchLine:
    """A file."""
    return BatchLine(**vars(one))


def fault(one: Fault) -> FaultLine:
    """A fault."""
    return FaultLine(**vars(one))


def row(one: Row) -> RowLine:
    """A row."""
    return RowLine(**vars(one))


def alike(one: Person) -> dict[str, Any]:
    """Somebody who may be meant."""
    return {"id": one.id, "number": one.number, "name": one.name, "township": one.township}
