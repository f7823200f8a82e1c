"""Shapes of the rollouts."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator
from yizhan_wire.bundle import Bundle, PartName

from yizhan_collector.rooms.rollouts.groups import Wanted
from yizhan_collector.rooms.rollouts.kept import Kept, Seen
from yizhan_collector.rooms.rollouts.model import BoxState, Group, State, Why
from yizhan_collector.rooms.rollouts.service import Wish

Minute = Annotated[int, Field(ge=0, lt=1440, description="After midnight in Shanghai.")]
Percent = Annotated[int, Field(ge=1, le=100)]


class BundlePart(BaseModel):
    """A part of a bundle."""

    name: PartName
    version: str
    size: int = Field(description="Bytes to fetch.")


class BundleItem(BaseModel):
    """A bundle of the repository; its signatures are for the boxes to verify."""

    name: str
    made_at: datetime
    hardware: list[str]
    parts: list[BundlePart]


class RolloutWindow(BaseModel):
    """When boxes change over, outside opening hours; over midnight where `until` is smaller."""

    since: Minute
    until: Minute


class NewRolloutGroup(BaseModel):
    """A group: a count or a percentage of all boxes; the last one takes whatever is left."""

    count: Annotated[int, Field(ge=1, le=10_000)] | None = None
    percent: Percent | None = None
    success: Percent = Field(100, description="Percent proved before the next group begins.")
    errors: Annotated[int, Field(ge=0, le=100)] = Field(
        0, description="Percent failed that stops all; at 0 one box is too many."
    )
    looked: bool = Field(False, description="Whether somebody looks before the next begins.")

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.count is None) == (self.percent is None):
            raise ValueError("either `count` or `percent`")
        return self


class NewRollout(BaseModel):
    """What goes where, in which steps."""

    bundle: Annotated[str, Field(pattern=r"^[a-z0-9_.-]{1,40}$")]
    area: Annotated[str, Field(pattern=r"^([0-9]{6}([0-9]{3})?)?$")] = ""
    posts: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=2000)] = []
    groups: Annotated[list[NewRolloutGroup], Field(min_length=1, max_length=20)]
    silent_minutes: Annotated[
        int, Field(ge=10, le=10080, description="A box silent for so long counts as failed.")
    ] = 720
    window: RolloutWindow | None = Field(None, description="Null: at once, by day as well.")

    def wish(self) -> Wish:
        """The same for the room."""
        groups = tuple(Wanted(**one.model_dump()) for one in self.groups)
        window = (self.window.since, self.window.until) if self.window else None
        return Wish(self.bundle, self.area, tuple(self.posts), groups, self.silent_minutes, window)


class RolloutLine(BaseModel):
    """A rollout in one line; the counts are of boxes in your area."""

    id: UUID
    bundle: str
    area: str
    state: State
    why: Why
    made_at: datetime
    made_by: str = Field(description="Name of the staff.")
    ended_at: datetime | None
    counts: dict[BoxState, int]


class RolloutGroup(BaseModel):
    """A group, and how far it is."""

    number: int
    success: int
    errors: int
    looked: bool
    begun_at: datetime | None
    checked: bool
    counts: dict[BoxState, int]


class RolloutBox(BaseModel):
    """A box of a rollout."""

    device: str
    township_name: str
    group: int
    state: BoxState
    why: str
    moved_at: datetime | None


class RolloutRecord(RolloutLine):
    """One rollout whole."""

    silent_minutes: int
    window: RolloutWindow | None
    groups: list[RolloutGroup]
    boxes: list[RolloutBox]


def bundle_item(one: Bundle) -> BundleItem:
    """The bundle for the page."""
    parts = [BundlePart(name=part.name, version=part.version, size=part.size) for part in one.parts]
    return BundleItem(name=one.name, made_at=one.made_at, hardware=one.hardware, parts=parts)


def rollout_line(one: Kept, names: dict[UUID, str]) -> RolloutLine:
    """The rollout in one line."""
    return RolloutLine(
        id=one.id,
        bundle=one.bundle,
        area=one.area,
        state=one.state,
        why=one.why,
        made_at=one.made_at,
        made_by=names.get(one.made_by, ""),
        ended_at=one.ended_at,
        counts=one.counts or {},
    )


def rollout_group(one: Group, boxes: list[Seen]) -> RolloutGroup:
    """A group with its counts."""
    states = [seen.box.state for seen in boxes if seen.box.group == one.number]
    return RolloutGroup(
        number=one.number,
        success=one.success,
        errors=one.errors,
        looked=one.looked,
        begun_at=one.begun_at,
        checked=one.checked,
        counts={state: states.count(state) for state in sorted(set(states))},
    )


def rollout_box(one: Seen, towns: dict[str, str]) -> RolloutBox:
    """A box with its place."""
    return RolloutBox(
        device=one.box.device,
        township_name=towns.get(one.township, ""),
        group=one.box.group,
        state=one.box.state,
        why=one.why,
        moved_at=one.box.moved_at,
    )
