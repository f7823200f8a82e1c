"""One bundle, groups of boxes in order, the first one small: what begins, what stops. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from yizhan_collector.rooms.rollouts.window import Window, from_within

BoxState = Literal[
    "pending",
    "ordered",
    "fetching",
    "staged",
    "trying",
    "proved",
    "went_back",
    "refused",
    "silent",
    "left",
]
State = Literal["running", "paused", "stopped", "finished"]
Why = Literal["", "by_hand", "check", "not_enough", "errors"]
WORKING: tuple[BoxState, ...] = ("ordered", "fetching", "staged", "trying")  # as they follow
FAILED: tuple[BoxState, ...] = ("went_back", "refused", "silent")
OVER: tuple[State, ...] = ("stopped", "finished")


@dataclass(frozen=True)
class Group:
    """Boxes that begin together; thresholds in percent of those that did not leave."""

    number: int  # from 1
    success: int  # proved before the next group begins
    errors: int  # failed: all stops; one box is always too many at 0
    looked: bool = False  # whether somebody looks before the next group begins
    begun_at: datetime | None = None
    checked: bool = False


@dataclass(frozen=True)
class Box:
    """A box of a group; `gone`: out of service since. `moved_at`: ordered, or heard of last.

    `runs`: since then its health says that it runs the bundle.
    """

    device: str
    group: int
    state: BoxState = "pending"
    moved_at: datetime | None = None
    gone: bool = False
    runs: bool = False


@dataclass(frozen=True)
class Rollout:
    """How far a bundle got."""

    groups: tuple[Group, ...]
    boxes: tuple[Box, ...]
    silent_after: timedelta
    window: Window | None = None
    state: State = "running"
    why: Why = ""

    def of(self, group: Group) -> list[Box]:
        """The boxes of a group that did not leave."""
        return [one for one in self.boxes if one.group == group.number and one.state != "left"]


def needed(size: int, percent: int) -> int:
    """How many of so many must prove the bundle: rounded up."""
    return -(-size * percent // 100)


def too_many(size: int, percent: int) -> int:
    """How many failures of so many boxes stop all: rounded down, and never none."""
    return max(1, size * percent // 100)


def advance(one: Rollout, now: datetime) -> Rollout:
    """What holds now: silent and lost boxes counted, all stopped, or the next group begun."""
    if one.state in OVER:
        return one
    one = replace(one, boxes=tuple(_settled(one, box, now) for box in one.boxes))
    if any(group.begun_at and _failed(one, group) for group in one.groups):
        return replace(one, state="stopped", why="errors")
    if one.state == "paused":
        return one
    one = _rested(_begun(one, now))
    return one if one.state != "running" else _ordered(one, now)


def heard(state: BoxState, phase: BoxState) -> BoxState:
    """The state of a box that reports this phase; a report that comes late moves nothing back."""
    if state == "silent":
        return phase
    if state not in WORKING:
        return state
    if phase in WORKING:
        return max(state, phase, key=WORKING.index)
    return phase


def again(one: Rollout) -> Rollout:
    """The failed boxes wait to be ordered once more."""
    boxes = tuple(
        replace(box, state="pending", moved_at=None) if box.state in FAILED else box
        for box in one.boxes
    )
    if one.why == "not_enough":
        one = replace(one, state="running", why="")
    return replace(one, boxes=boxes)


def checked(one: Rollout) -> Rollout:
    """Somebody has looked at the group that began last: the next may begin."""
    last = max((group.number for group in one.groups if group.begun_at), default=0)
    groups = tuple(
        replace(group, checked=True) if group.number == last else group for group in one.groups
    )
    return replace(one, groups=groups, state="running", why="")


def proved(one: Rollout, group: Group) -> bool:
    """Whether enough boxes of a group proved the bundle."""
    boxes = one.of(group)
    return _count(boxes, ("proved",)) >= needed(len(boxes), group.success)


def _failed(one: Rollout, group: Group) -> bool:
    boxes = one.of(group)
    return _count(boxes, FAILED) >= too_many(len(boxes), group.errors)


def _count(boxes: Sequence[Box], states: Sequence[BoxState]) -> int:
    return sum(one.state in states for one in boxes)


def _settled(one: Rollout, box: Box, now: datetime) -> Box:
    """A box out of service leaves; one that said nothing for too long counts as failed."""
    if box.gone and box.state in ("pending", *WORKING):
        return replace(box, state="left")
    if box.state == "ordered" and box.runs:
        return replace(box, state="proved")  # a box does nothing with what it runs already
    if box.state not in WORKING or box.moved_at is None:
        return box
    # a box that has the bundle waits for its window: that is no silence
    since = from_within(one.window, box.moved_at) if box.state == "staged" else box.moved_at
    return replace(box, state="silent") if now - since >= one.silent_after else box


def _begun(one: Rollout, now: datetime) -> Rollout:
    """With the next group begun, if all before it proved the bundle and were looked at."""
    at = next((i for i, group in enumerate(one.groups) if group.begun_at is None), None)
    if at is None or not all(_passed(one, group) for group in one.groups[:at]):
        return one
    begun = replace(one.groups[at], begun_at=now)
    return replace(one, groups=(*one.groups[:at], begun, *one.groups[at + 1 :]))


def _passed(one: Rollout, group: Group) -> bool:
    return proved(one, group) and (group.checked or not _asks(one, group))


def _asks(one: Rollout, group: Group) -> bool:
    # a group that all have left proved nothing
    return group.looked or not one.of(group)


def _ordered(one: Rollout, now: datetime) -> Rollout:
    begun = {group.number for group in one.groups if group.begun_at}
    boxes = tuple(
        replace(box, state="ordered", moved_at=now)
        if box.state == "pending" and box.group in begun
        else box
        for box in one.boxes
    )
    return replace(one, boxes=boxes)


def _rested(one: Rollout) -> Rollout:
    """Finished, or paused because somebody must look or too few boxes proved it."""
    begun = [group for group in one.groups if group.begun_at]
    last = begun[-1]
    if len(begun) < len(one.groups) and proved(one, last) and not _passed(one, last):
        return replace(one, state="paused", why="check")
    going: tuple[BoxState, ...] = ("pending", *WORKING)
    if any(_count(one.of(group), going) for group in begun):
        return one
    if len(begun) == len(one.groups) and proved(one, last):
        return replace(one, state="finished")
    return replace(one, state="paused", why="not_enough")
