"""The ladder: who is told of a fault, one after the other, until somebody mends it; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

from yizhan_collector.rooms.ownership.model import Fault, Keeper, Thing

Rung = Literal["owner", "deputy", "department", "leader"]
Passed = Literal["nobody", "left", "told"]  # the rung is empty, has left, was told lower down
RUNGS: tuple[Rung, ...] = get_args(Rung)
Over = Literal["mended", "reviewed", "assigned", "ended"]


@dataclass(frozen=True)
class Step:
    """A rung climbed: who was told, or why nobody was."""

    rung: Rung
    at: datetime
    told: UUID | None
    passed: Passed | None = None
    left: bool = False  # whoever was told works here no more


@dataclass(frozen=True)
class Climb:
    """A step of a thing's ladder because of a fault, and how it ended."""

    fault: Fault
    step: Step
    name: str = ""  # of who was told
    over_at: datetime | None = None
    over_by: Over | None = None


def people(thing: Thing, leader: Keeper | None) -> dict[Rung, Keeper | None]:
    """Who stands on each rung; `leader` where the department names none that is there."""
    home = thing.department
    return {
        "owner": thing.owner,
        "deputy": thing.deputy,
        "department": home.head if home else None,
        "leader": leader,
    }


def climb(
    before: Sequence[Step], who: Mapping[Rung, Keeper | None], wait: timedelta, now: datetime
) -> list[Step]:
    """The steps that are due now, after those `before`.

    A rung is told `wait` after the one below was told. One that is empty, has left, or was told
    lower down is passed over at once, which is a step too; who was told and has left is not waited
    for.
    """
    done = list(before)
    for rung in RUNGS[len(before) :]:
        if done and not _over(done[-1], wait, now):
            break
        done.append(_step(rung, who[rung], done, now))
    return done[len(before) :]


def turn(steps: Sequence[Step]) -> Step | None:
    """Whose turn it is: the highest rung that was told."""
    return next((one for one in reversed(steps) if one.told), None)


def _over(last: Step, wait: timedelta, now: datetime) -> bool:
    return last.told is None or last.left or now >= last.at + wait


def _step(rung: Rung, person: Keeper | None, before: Sequence[Step], now: datetime) -> Step:
    if person is None:
        return Step(rung, now, None, "nobody")
    if not person.there(now):
        return Step(rung, now, None, "left")
    if person.id in {one.told for one in before}:
        return Step(rung, now, None, "told")
    return Step(rung, now, person.id)
