"""What the pages of legal aid are shown and send."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from yizhan_collector.rooms.cases.aid_model import Ground, Item, Paper, Step


class AidItem(BaseModel):
    """One thing that is asked for, and the decision."""

    item: Item
    granted: bool | None
    reason: str


class AidRecord(BaseModel):
    """The application for legal aid of a matter."""

    ground: Ground
    means_checked: bool = Field(description="False: the law asks for no check (art. 32, 42).")
    step: Step
    due_on: date | None = Field(description="The last day in time for this step.")
    received_on: date
    missing: list[Paper]
    missing_told_on: date | None
    supply_by: date | None
    complete_on: date | None
    decided_on: date | None
    decided_by: str = Field(description="Name; empty while it is not decided.")
    assigned_on: date | None
    lawyer: str
    withdrawn_on: date | None
    items: list[AidItem]


class AidWish(BaseModel):
    """What is asked of legal aid, and why."""

    ground: Ground
    items: Annotated[list[Item], Field(min_length=1, max_length=8)]


class MissingWish(BaseModel):
    """Every paper that is missing; there is no second notice."""

    papers: Annotated[list[Paper], Field(min_length=1, max_length=11)]
    said: Annotated[str, Field(max_length=20_000)] = ""


class CompleteWish(BaseModel):
    """Since which day the papers are complete."""

    on: Annotated[date, Field(ge=date(2020, 1, 1), le=date(2099, 12, 31))]


class ItemDecision(BaseModel):
    """One thing granted, or refused with its reasons."""

    item: Item
    granted: bool
    reason: Annotated[str, Field(max_length=500)] = ""


class AidDecision(BaseModel):
    """A decision on everything that was asked for."""

    items: Annotated[list[ItemDecision], Field(min_length=1, max_length=8)]


class LawyerWish(BaseModel):
    """Who helps."""

    lawyer: Annotated[str, Field(min_length=1, max_length=120, pattern=r"\S")]
