"""Shapes of the papers' screens."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from yizhan_collector.doors.office.shapes import PersonBrief
from yizhan_collector.rooms.papers.model import Served, Way

Short = Annotated[str, Field(max_length=200)]
KindCode = Annotated[str, Field(max_length=40, pattern=r"^[a-z_]+$")]


class PaperKind(BaseModel):
    """A kind of paper and the form of its typed fields."""

    code: str
    name: str = Field(description="In Chinese, as it stands on the paper.")
    name_en: str
    by: str = Field(description="`county`, or `any` for an office too.")
    about: str = Field(description="`person`, or `any` when it may be about nobody.")
    fields: dict[str, Any] = Field(
        description="JSON Schema; `title` is Chinese, `en` English, `words` name the choices,"
        " format `text` takes several lines."
    )


class PaperForm(PaperKind):
    """A kind of paper with what is known of this person."""

    known: dict[str, Any] = Field(description="Fields that need not be typed again.")


class PaperLine(BaseModel):
    """An issued paper in one line."""

    id: UUID
    kind: str
    number: str = Field(description="文号, unique.")
    title: str
    person: PersonBrief | None
    to_person: bool = Field(description="Whether the person may see it.")
    issued_on: date
    issued_by: str = Field(description="Name.")
    served_on: date | None = Field(description="First served; null when not yet.")
    void_reason: str | None = Field(description="Null while the paper holds.")


class ServiceLine(BaseModel):
    """One service of a paper."""

    way: Way
    recipient: str
    served_on: date
    place: str
    proof: str
    refused: bool
    witness: str
    recorded_by: str = Field(description="Name.")
    recorded_at: datetime


class PaperRecord(PaperLine):
    """A paper, how it was served, and whether its bytes are what was issued."""

    sha256: str
    intact: bool = Field(description="Whether the kept bytes still have their hash.")
    services: list[ServiceLine] = Field(description="First to last.")


class DraftLine(BaseModel):
    """A paper that nobody has issued yet."""

    id: UUID
    kind: str
    title: str
    fields: dict[str, Any]
    drafted_by: str = Field(description="Name; empty when the system did it.")
    drafted_at: datetime


class WantedPaper(BaseModel):
    """What a paper shall say."""

    kind: KindCode
    person: UUID | None = None
    fields: dict[str, Any] = Field(max_length=60, description="As the kind's schema says.")


class ChangedDraft(BaseModel):
    """What a draft shall say from now on."""

    fields: dict[str, Any] = Field(max_length=60)


class VoidWish(BaseModel):
    """Why a paper is made void."""

    reason: Annotated[str, Field(min_length=1, max_length=500, pattern=r"\S")]


class ServiceWish(BaseModel):
    """How a paper reached its recipient."""

    way: Way
    recipient: Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S")]
    served_on: date
    place: Short = ""
    proof: Short = Field(default="", description="Consent, postal number, or who passed it on.")
    refused: bool = Field(default=False, description="Whether the recipient would not sign.")
    witness: Short = ""

    def served(self) -> Served:
        """How it was served."""
        said = (self.place.strip(), self.proof.strip(), self.refused, self.witness.strip())
        return Served(self.way, self.recipient.strip(), self.served_on, *said)
