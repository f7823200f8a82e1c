"""Shapes of a term, as the office sends and shows it."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from yizhan_collector.doors.office.shapes import PersonName
from yizhan_collector.rooms.people.model import Gender
from yizhan_collector.rooms.terms import casework
from yizhan_collector.rooms.terms.allowed import Action
from yizhan_collector.rooms.terms.changes import Ruling
from yizhan_collector.rooms.terms.documents import Kind
from yizhan_collector.rooms.terms.intake import Came, Checked, Identity
from yizhan_collector.rooms.terms.model import (
    End,
    Facts,
    Overlay,
    Released,
    Sentence,
    State,
    Terminated,
)

Line = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
Text = Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S")]
Note = Annotated[str, Field(max_length=500)]
Months = Annotated[int | None, Field(ge=1, le=600)]


class TermFacts(BaseModel):
    """What the document of the court says."""

    sentence: Sentence
    offence: Line
    court: Line
    judgment_no: Line
    judged_on: date
    effective_on: date
    starts_on: date
    ends_on: date = Field(description="The last day of the term.")

    def facts(self) -> Facts:
        """The same for the room."""
        return Facts(**{name: getattr(self, name) for name in Facts.__dataclass_fields__})


class NewcomerGiven(BaseModel):
    """Somebody not known before."""

    name: PersonName
    gender: Gender
    township: Annotated[str, Field(pattern=r"^[0-9]{9}$")]
    face_allowed: bool
    minor: bool = False
    born_on: date | None = None


class NewTerm(TermFacts):
    """A document of the court, about somebody known or new."""

    person: UUID | None = Field(None, description="Null: `newcomer` says who it is.")
    newcomer: NewcomerGiven | None = None
    months: Months = Field(None, description="Whole months, to check the last day by.")


class Registered(BaseModel):
    """Whose term began, and by when they report."""

    person: UUID
    report_by: date


class NewReception(BaseModel):
    """The person came and was identified."""

    on: date
    came: Came
    identity: Identity
    checked: Checked = Field(description="By the card reader, the original, or the archive.")
    late_why: Note = ""


class MemberGiven(BaseModel):
    """A member of the correction group."""

    name: PersonName
    role: casework.Role
    gender: Gender
    duty: Line
    phone: Annotated[str, Field(max_length=40)] = ""
    specialist: bool = Field(False, description="Knows minors.")


class NewGroup(BaseModel):
    """The whole group; the one before stays in the record."""

    members: Annotated[list[MemberGiven], Field(min_length=1, max_length=20)]


class GoalGiven(BaseModel):
    """One goal of the plan."""

    need: Line
    measure: Line
    by_whom: Line


class NewPlan(BaseModel):
    """The individual plan."""

    assessment: Text
    supervision: Annotated[list[Line], Field(min_length=1, max_length=40)]
    goals: Annotated[list[GoalGiven], Field(min_length=1, max_length=20)]
    person_says: Text
    review_on: date
    reason: Annotated[str, Field(max_length=2000)] = Field("", description="When made anew.")


class AttendantGiven(BaseModel):
    """Somebody who should be at the declaration."""

    name: PersonName
    role: casework.Role | Literal["person"]
    present: bool
    note: Note = ""


class NewDeclaration(BaseModel):
    """The declaration as it was held."""

    on: date
    place: Line
    mode: casework.Mode
    open: bool = Field(description="False: behind closed doors, as always for a minor.")
    attendance: Annotated[list[AttendantGiven], Field(min_length=1, max_length=30)]
    guardian: Annotated[str, Field(max_length=60)] = ""


class ParticularsGiven(BaseModel):
    """Where a person lives and works, how they are, who looks after them."""

    phone: Annotated[str, Field(max_length=40)] = ""
    address: Annotated[str, Field(max_length=200)] = ""
    registered_home: Annotated[str, Field(max_length=200)] = ""
    work: Annotated[str, Field(max_length=200)] = ""
    family: Annotated[str, Field(max_length=2000)] = ""
    health: Annotated[str, Field(max_length=1000)] = ""
    guardian: Annotated[str, Field(max_length=60)] = ""
    guardian_phone: Annotated[str, Field(max_length=40)] = ""


class NewProposal(BaseModel):
    """A category, and why."""

    category: Annotated[str, Field(pattern=r"^[a-z_]{2,40}$")]
    reasons: Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]


class RulingGiven(BaseModel):
    """A decision of a court or another organ."""

    on: date
    organ: Line
    number: Line

    def ruling(self) -> Ruling:
        """The same for the room."""
        return Ruling(self.on, self.organ, self.number)


class NewCommutation(RulingGiven):
    """A ruling that ends the term earlier."""

    ends_on: date


class NewDetention(RulingGiven):
    """An organ detained the person."""

    measure: Line = Field(description="What it is called in the document.")


class NewRelease(BaseModel):
    """解除."""

    on: date
    reason: Released
    ground: Annotated[str, Field(max_length=200)] = Field("", description="Of a pardon.")


class NewTermination(BaseModel):
    """终止."""

    on: date
    reason: Terminated
    ground: Line = Field(description="The document it rests on.")


class NewCorrection(TermFacts):
    """The term as it should have been written down."""

    received_on: date | None = None
    declared_on: date | None = None
    months: Months = None
    reason: Line


class Proposal(BaseModel):
    """A category that waits for its decision."""

    request: UUID
    category: str
    reasons: str
    by: str
    at: datetime
    mine: bool = Field(description="Proposed by oneself: somebody else decides.")


class DocumentItem(BaseModel):
    """A document of the court."""

    id: UUID
    kind: Kind
    name: str
    media: str
    size: int = Field(description="Bytes.")
    sha256: str
    by: str
    at: datetime


class VersionItem(BaseModel):
    """A term as it stood."""

    version: int
    at: datetime
    stood: dict[str, Any]


class PlanView(NewPlan):
    """The plan as it stands."""

    version: int
    from_on: date


class GroupView(BaseModel):
    """The group as it stands."""

    version: int
    from_on: date
    members: list[MemberGiven]


class DeclarationView(BaseModel):
    """The declaration as it was held."""

    declared_on: date
    place: str
    mode: casework.Mode
    open: bool
    led_by: str
    attendance: list[AttendantGiven]
    guardian: str


class ParticularsView(ParticularsGiven):
    """The particulars as they stand."""

    version: int
    from_on: date


class TermView(TermFacts):
    """A term as it stands, live or ended."""

    id: UUID
    state: State
    category: str | None
    overlays: list[Overlay]
    report_by: date
    late_days: int = Field(description="Days beyond the last day to report; 0 in time.")
    received_on: date | None
    declared_on: date | None
    category_on: date | None
    ended_on: date | None
    end_reason: End | None
    version: int
    plan: PlanView | None
    group: GroupView | None
    declaration: DeclarationView | None
    proposal: Proposal | None
    versions: list[VersionItem] = Field(description="Oldest first.")


class TermRecord(BaseModel):
    """The term of a person with everything made for it, and what can be done now."""

    today: date
    term: TermView | None = Field(description="Null: nobody has registered a document.")
    particulars: ParticularsView | None
    documents: list[DocumentItem] = Field(description="Newest first.")
    allowed: list[Action] = Field(description="The steps that are open to who asks.")


class Filed(BaseModel):
    """A document that was kept."""

    id: UUID
