"""Shapes of the sessions."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from yizhan_collector.doors.office.shapes import PersonBrief
from yizhan_collector.rooms.sessions.figures import ChainState
from yizhan_collector.rooms.sessions.model import Kind, Outcome, Phase, Plan, Session, State

Why = Annotated[str, Field(min_length=1, max_length=300, pattern=r"\S")]


class SessionItem(BaseModel):
    """A session in one line."""

    id: UUID
    kind: Kind
    title: str
    post: str = Field(description="The box at whose camera it is held.")
    township: str
    starts_at: datetime
    ends_at: datetime
    started_at: datetime | None = Field(description="By the box.")
    stopped_at: datetime | None = Field(description="By the box; null while it goes on.")
    state: State = Field(description="`review`: the heads differ from who was seen.")
    minors: bool
    expected: int | None = Field(description="How many were expected.")
    seen: int | None = Field(description="How many checked in at the post or an officer saw.")
    heads: int | None = Field(
        description="How many heads the camera counted: the middle of the minutes after the first"
        " ten. It is no check-in of anybody."
    )
    chain: ChainState = Field(description="`gap`: a segment is not there (yet).")
    chain_number: int = Field(description="The last segment, or the first that does not fit.")
    overdue: bool = Field(description="Over for long, and nobody has said what was so.")

    @classmethod
    def of(cls, one: Session, now: datetime, hours: int) -> Self:
        """The line of a session."""
        plan = {**vars(one.plan), "post": one.plan.device}
        return cls.model_validate({**plan, **vars(one), "overdue": one.overdue(now, hours)})


class NewSession(BaseModel):
    """A session to plan, at a post of the bureau's own."""

    kind: Kind
    title: Annotated[str, Field(max_length=80)] = ""
    post: Annotated[str, Field(max_length=40)]
    starts_at: AwareDatetime
    ends_at: AwareDatetime = Field(description="Eight hours after the beginning at most.")
    private: bool = Field(True, description="In a private room no sound is ever recorded.")
    sound: bool = False
    record: bool = Field(True, description="Without, heads are counted and nothing is kept.")
    minors: bool = False
    class_session: UUID | None = Field(None, description="The class whose list counts.")
    offer: UUID | None = Field(None, description="The service whose list counts.")
    people: Annotated[list[UUID], Field(max_length=500)] = Field(
        [], description="Who is expected, where no class or service has a list."
    )

    def plan(self) -> Plan:
        """What is planned."""
        given = self.model_dump(exclude={"post", "people"})
        return Plan(device=self.post, **given | {"title": self.title.strip()})


class Expecting(BaseModel):
    """Who is expected."""

    people: Annotated[list[UUID], Field(min_length=1, max_length=500)]


class Presence(BaseModel):
    """Whether an officer saw somebody there."""

    person: UUID
    there: bool


class Wherefore(BaseModel):
    """Why."""

    reason: Why


class Closing(BaseModel):
    """What was so; the figures are those on the screen."""

    expected: Annotated[int, Field(ge=0)]
    seen: Annotated[int, Field(ge=0)]
    heads: Annotated[int, Field(ge=0)] | None
    outcome: Outcome
    words: Annotated[str, Field(max_length=2000)] = Field(
        "", description="Needed when it differs, or when heads and seen do."
    )


class AttendingItem(BaseModel):
    """Somebody expected, and how they were seen."""

    person: PersonBrief
    kiosk_at: datetime | None = Field(description="The check-in at the post.")
    marked: bool = Field(description="An officer says they were there.")
    marked_by: str


class MinuteItem(BaseModel):
    """The most heads seen at once in a minute; null when nobody could be counted."""

    minute: datetime
    heads: int | None


class FactItem(BaseModel):
    """What the box told."""

    at: datetime
    phase: Phase
    why: str


class VerdictItem(BaseModel):
    """What an officer said was so."""

    by: str
    at: datetime
    expected: int
    seen: int
    heads: int | None
    outcome: Outcome
    words: str


class HoldItem(BaseModel):
    """A recording that is kept longer, and why."""

    reason: str
    by: str
    at: datetime
    lifted_at: datetime | None


class SegmentItem(BaseModel):
    """A piece of the recording, on the box."""

    number: int
    started_at: datetime
    ended_at: datetime
    size: int = Field(description="Bytes.")
    sha256: str


class SessionRecord(SessionItem):
    """A session with everything that is known of it."""

    private: bool
    sound: bool
    record: bool
    class_session: UUID | None
    offer: UUID | None
    made_by: str
    made_at: datetime
    stop_asked_at: datetime | None
    stop_why: str
    cancelled_at: datetime | None
    cancel_why: str
    video_deleted: bool = Field(description="The recording is past its 30 days and was deleted.")
    attending: list[AttendingItem] = Field(description="As far as you may see them.")
    minutes: list[MinuteItem]
    facts: list[FactItem]
    verdict: VerdictItem | None
    holds: list[HoldItem]
