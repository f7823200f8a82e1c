"""What the office and the person see of rewards and sanctions."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from psycopg import Connection
from pydantic import BaseModel, Field

from yizhan_collector.rooms.conduct import objections
from yizhan_collector.rooms.conduct.measures import Measure
from yizhan_collector.rooms.conduct.model import Objection, Result, Sanction, State
from yizhan_collector.rooms.staff import service as staff_room

Said = Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S")]


class ObjectionItem(BaseModel):
    """What the person holds against a decision, and the answer."""

    text: str
    channel: Literal["own", "kiosk", "desk"]
    raised_at: datetime
    outcome: Result | None = Field(description="Null while the county has not answered.")
    findings: str
    changed_to: str
    answered_by: str = Field(description="Name of who answered.")
    answered_at: datetime | None
    paper: UUID | None
    referred_at: datetime | None = Field(description="When it went on to the procuratorate.")
    referred_why: str


class SanctionItem(BaseModel):
    """A reward or sanction from proposal to answer."""

    id: UUID
    measure: Measure
    ground: str
    ground_words: str = Field(description="The ground in the words of the law, in Chinese.")
    state: State
    facts: str
    heard: str
    considered: str
    since: date | None
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decider: UUID | None = Field(description="Who decided: somebody else answers an objection.")
    decided_at: datetime | None
    reasons: str
    objection_route: str
    paper: UUID | None
    copied_on: date | None
    told_on: date | None
    told_how: str
    outcome: Literal["granted", "refused"] | None
    outcome_on: date | None
    outcome_document: str
    objection: ObjectionItem | None


class NewObjection(BaseModel):
    """What is held against a decision."""

    text: Said


class Onwards(BaseModel):
    """Why the answer is not accepted."""

    why: Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]


def items(tx: Connection, found: Collection[Sanction]) -> list[SanctionItem]:
    """These measures with their objections, and names for ids."""
    raised = objections.of_sanctions(tx, {one.id for one in found})
    people = {one.proposed_by for one in found} | {one.decided_by for one in found}
    people |= {one.answered_by for one in raised.values()}
    names = staff_room.names(tx, {one for one in people if one})
    return [_item(one, raised.get(one.id), names) for one in found]


def _item(one: Sanction, raised: Objection | None, names: dict[UUID, str]) -> SanctionItem:
    said = {
        "ground_words": one.words,
        "proposed_by": names.get(one.proposed_by, ""),
        "decided_by": names.get(one.decided_by, "") if one.decided_by else "",
        "decider": one.decided_by,
        "objection": _objection(raised, names) if raised else None,
    }
    return SanctionItem(**{**vars(one), **said})


def _objection(one: Objection, names: dict[UUID, str]) -> ObjectionItem:
    by = names.get(one.answered_by, "") if one.answered_by else ""
    return ObjectionItem(**{**vars(one), "answered_by": by})
