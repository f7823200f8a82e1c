"""What the board shows of a thing, of its ladder, of a department and of the score."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from yizhan_collector.doors.paging import Page
from yizhan_collector.rooms.ownership.model import Department, Fault, Keeper, Kind
from yizhan_collector.rooms.ownership.rungs import Climb, Over, Passed, Rung
from yizhan_collector.rooms.ownership.selfcheck import Code, LineCode
from yizhan_collector.rooms.ownership.service import Line
from yizhan_collector.rooms.staff.model import Role, Staff

Days = Annotated[int, Field(ge=1, le=400)]


class KeeperItem(BaseModel):
    """Somebody who answers for a thing."""

    id: UUID
    name: str
    left: bool = Field(description="Works here no more.")


class TurnItem(BaseModel):
    """Whose turn it is, since when."""

    rung: Rung
    name: str
    since: datetime


class FaultItem(BaseModel):
    """What is wrong, since when, and whose turn it is; null until somebody was told."""

    fault: Fault
    since: datetime
    turn: TurnItem | None


class FailureItem(BaseModel):
    """What the self-check found."""

    code: str
    since: datetime
    count: int


class OwnedItem(BaseModel):
    """One thing that can be neglected."""

    id: UUID
    kind: Kind
    subject: str
    title_zh: str
    title_en: str
    area: str = Field(description="Empty the bureau, six digits a county, nine a township.")
    department: str | None
    owner: KeeperItem | None
    deputy: KeeperItem | None
    review_days: int = Field(description="It is stale when it lies untouched for so long.")
    climb_days: int = Field(description="Days until the next rung of the ladder is told.")
    fresh_at: datetime = Field(description="Last touched, or looked at and found right.")
    stale_at: datetime
    touched_at: datetime | None = Field(description="Null where nobody can tell.")
    reviewed_at: datetime | None
    looked_at: datetime | None = Field(description="When the clock looked last.")
    waiting: int = Field(description="Matters that wait, of a queue.")
    failures: list[FailureItem]
    faults: list[FaultItem] = Field(description="The gravest first; none is well.")
    mine: bool = Field(description="You are its owner or deputy.")
    owner_is_me: bool


class OwnedPage(Page[OwnedItem]):
    """One page of the board, and how much of what is wrong in all of it."""

    counts: dict[Fault, int]
    well: int = Field(description="How many have no fault.")


class MineItem(BaseModel):
    """What is wrong and yours to mend."""

    total: int
    items: list[OwnedItem] = Field(description="The gravest and oldest first, at most 50.")


class StepItem(BaseModel):
    """A step of a ladder: who was told, or why nobody was."""

    fault: Fault
    rung: Rung
    name: str = Field(description="Empty: nobody was told here.")
    passed: Passed | None
    at: datetime
    over_at: datetime | None
    over_by: Over | None


class BrokenItem(BaseModel):
    """A link that has led nowhere for too long."""

    number: int = Field(description="Of the text, as in its address.")
    title: str
    url: str


class OwnedStory(BaseModel):
    """A thing with the last steps of its ladders, the newest first, and its broken links."""

    thing: OwnedItem
    steps: list[StepItem]
    broken: list[BrokenItem]


class KeeperChoice(BaseModel):
    """Somebody a thing may be assigned to."""

    id: UUID
    name: str
    role: Role
    area: str


class OwnedAssignment(BaseModel):
    """Whose a thing is to be."""

    department: Annotated[str, Field(pattern=r"^[a-z_]{2,30}$")]
    owner: UUID
    deputy: UUID | None = None
    review_days: Days
    climb_days: Annotated[int, Field(ge=1, le=60)] = 2


class DepartmentItem(BaseModel):
    """A department, its head, and the leader who answers for it."""

    code: str
    name_zh: str
    name_en: str
    phone: str
    head: KeeperItem | None
    leader: KeeperItem | None = Field(description="Null: the city's supervisor.")


class DepartmentChange(BaseModel):
    """A department as it is to be."""

    name_zh: Annotated[str, Field(min_length=1, max_length=40, pattern=r"\S")]
    name_en: Annotated[str, Field(min_length=1, max_length=80, pattern=r"\S")]
    phone: Annotated[str, Field(pattern=r"^[0-9 -]{0,20}$")] = ""
    head: UUID | None = None
    leader: UUID | None = None


class FindingItem(BaseModel):
    """What costs points by the national self-check."""

    code: Code
    subject: str
    title_zh: str
    title_en: str
    since: date | None
    points: int
    count: int


class WarnedItem(BaseModel):
    """What will cost points soon."""

    code: Code
    subject: str
    title_zh: str
    title_en: str
    on: date
    days: int


class LineItem(BaseModel):
    """A line at which the site fails, and how near it is."""

    code: LineCode
    count: int
    limit: int
    reached: bool


class ScoreDay(BaseModel):
    """The score of one day."""

    day: date
    score: int
    failed: bool


class SiteScore(BaseModel):
    """The national self-check of the newest day; all empty before the clock has looked."""

    score: int | None
    failed: bool
    at: datetime | None
    findings: list[FindingItem]
    warnings: list[WarnedItem]
    lines: list[LineItem]
    trend: list[ScoreDay]


def owned_item(line: Line, staff: Staff, now: datetime) -> OwnedItem:
    """A line of the board as this member of staff is shown it."""
    thing, facts = line.thing, line.thing.facts
    told = {
        "department": thing.department.code if thing.department else None,
        "owner": keeper_item(thing.owner, now),
        "deputy": keeper_item(thing.deputy, now),
        "fresh_at": thing.fresh_at,
        "stale_at": thing.stale_at,
        "touched_at": facts.touched_at if facts else None,
        "looked_at": facts.at if facts else None,
        "waiting": facts.waiting if facts else 0,
        "failures": [vars(one) for one in facts.failures] if facts else [],
        "faults": _faults(line),
        "mine": thing.belongs_to(staff.id),
        "owner_is_me": thing.owner is not None and thing.owner.id == staff.id,
    }
    return OwnedItem.model_validate(vars(thing) | told)


def keeper_item(one: Keeper | None, now: datetime) -> KeeperItem | None:
    """Somebody who answers, and whether they still work here."""
    return KeeperItem(id=one.id, name=one.name, left=not one.there(now)) if one else None


def department_item(one: Department, now: datetime) -> DepartmentItem:
    """A department as it is shown."""
    people = {"head": keeper_item(one.head, now), "leader": keeper_item(one.leader, now)}
    return DepartmentItem.model_validate(vars(one) | people)


def step_items(steps: Iterable[Climb]) -> list[StepItem]:
    """The steps of ladders as they are shown."""
    return [
        StepItem(
            fault=one.fault, rung=one.step.rung, name=one.name, passed=one.step.passed,
            at=one.step.at, over_at=one.over_at, over_by=one.over_by,
        )
        for one in steps
    ]  # fmt: skip


def _faults(line: Line) -> list[dict[str, Any]]:
    return [
        {"fault": fault, "since": since, "turn": _turn(line.turns.get(fault))}
        for fault, since in line.faults.items()
    ]


def _turn(climb: Climb | None) -> TurnItem | None:
    if climb is None:
        return None
    return TurnItem(rung=climb.step.rung, name=climb.name, since=climb.step.at)
