"""Shapes of leave and travel, for the office and for the own page."""

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from yizhan_collector.rooms.leaves.ladder import Ground
from yizhan_collector.rooms.leaves.leave import Leave, Phase, State, Weighed, late_days, phase
from yizhan_collector.rooms.leaves.model import Span, Wish
from yizhan_collector.rooms.leaves.travel_model import State as TravelState
from yizhan_collector.rooms.leaves.travel_model import Travel, TravelWish
from yizhan_collector.rooms.staff.model import Level

Region = Annotated[str, Field(pattern=r"^[0-9]{6}$", description="A code of `regions`.")]
Place = Annotated[str, Field(min_length=1, max_length=150, pattern=r"\S")]
Why = Annotated[str, Field(min_length=1, max_length=1000, pattern=r"\S")]
Note = Annotated[str, Field(max_length=500)]


class RegionItem(BaseModel):
    """A place on the list: a county of ours, a city of the province, a province."""

    code: str
    name: str


class NewLeave(BaseModel):
    """Days away, both included; the day of departure is today or later."""

    from_on: date
    to_on: date
    region: Region
    place: Place
    reason: Annotated[str, Field(pattern=r"^[a-z_]{2,40}$", description="Of `leave.reasons`.")]
    why: Why
    proof: Note = Field("", description="Which papers prove it.")
    urgent: Note = Field("", description="Why it could not be asked for days ahead.")

    def wish(self) -> Wish:
        """What is asked for."""
        span = Span(self.from_on, self.to_on)
        told = (self.why.strip(), self.proof.strip(), self.urgent.strip())
        return Wish(span, self.region, self.place.strip(), self.reason, *told)


class LongerLeave(BaseModel):
    """A later last day, and why."""

    until: date
    why: Why


class LeaveWeighed(BaseModel):
    """What would become of a wish."""

    needed: bool = Field(description="False: inside the own zone, just go.")
    level: Level | None = Field(description="Who decides; null when nobody has to.")
    days: int | None = Field(description="Days in one, with adjoining leave.")
    total: int | None = Field(description="The most days away in the window of the rule.")
    grounds: list[Ground]


class LeaveFacts(BaseModel):
    """One leave as lists show it."""

    id: UUID
    extends: UUID | None = Field(description="The leave that this one makes longer.")
    from_on: date
    to_on: date
    days: int
    region: str
    place: str
    reason: str
    level: Level = Field(description="Who decides or decided.")
    state: State
    phase: Phase
    asked_on: date
    urgent: bool
    decide_by: date = Field(description="The office's last day to decide in time.")
    said_back_on: date | None
    returned_on: date | None
    late_days: int = Field(description="Days after the last day until the return.")


class LeaveRecord(LeaveFacts):
    """One leave with what the person wrote."""

    why: str
    proof: str
    urgency: str
    late_why: str


class NewTravel(BaseModel):
    """Frequent travel: where, when, how often; the permit lasts the months of the rule."""

    from_on: date
    regions: Annotated[list[Region], Field(min_length=1, max_length=20)]
    places: Annotated[str, Field(min_length=1, max_length=150, pattern=r"\S")]
    times: Annotated[str, Field(min_length=1, max_length=90, pattern=r"\S")]
    frequency: Annotated[str, Field(min_length=1, max_length=90, pattern=r"\S")]
    why: Why
    proof: Annotated[str, Field(min_length=1, max_length=500, pattern=r"\S")]

    def wish(self) -> TravelWish:
        """What is asked for."""
        regions = tuple(dict.fromkeys(self.regions))
        told = (self.places, self.times, self.frequency, self.why, self.proof)
        return TravelWish(self.from_on, regions, *(one.strip() for one in told))


class TravelRecord(BaseModel):
    """One permit, or the request for it."""

    id: UUID
    from_on: date
    until_on: date
    regions: list[str]
    places: str
    times: str
    frequency: str
    why: str
    proof: str
    asked_on: date
    state: TravelState
    ended_on: date | None


def weighed(one: Weighed) -> LeaveWeighed:
    """What would become of a wish, for the wire."""
    need = one.need
    return LeaveWeighed(
        needed=one.needed,
        level=need.level if need else None,
        days=need.days if need else None,
        total=need.total if need else None,
        grounds=list(need.grounds) if need else [],
    )


def facts(one: Leave, today: date) -> LeaveFacts:
    """A leave in one line."""
    return LeaveFacts(**_facts(one, today))  # type: ignore[arg-type]


def record(one: Leave, today: date) -> LeaveRecord:
    """A leave with its reasons."""
    said = {"why": one.why, "proof": one.proof, "urgency": one.urgent, "late_why": one.late_why}
    return LeaveRecord(**_facts(one, today), **said)  # type: ignore[arg-type]


def travel_record(one: Travel) -> TravelRecord:
    """A permit for the wire."""
    return TravelRecord.model_validate(
        {**vars(one), "from_on": one.span.start, "until_on": one.span.end}
    )


def _facts(one: Leave, today: date) -> dict[str, object]:
    late = late_days(one.span.end, one.returned_on) if one.returned_on else 0
    return {
        **{name: getattr(one, name) for name in SAME},
        "from_on": one.span.start,
        "to_on": one.span.end,
        "days": one.span.days,
        "urgent": bool(one.urgent),
        "phase": phase(one.state, one.span, today),
        "decide_by": max(one.asked_on, one.span.start - timedelta(days=1)),
        "late_days": late,
    }


SAME = (
    "id",
    "extends",
    "region",
    "place",
    "reason",
    "level",
    "state",
    "asked_on",
    "said_back_on",
    "returned_on",
)
