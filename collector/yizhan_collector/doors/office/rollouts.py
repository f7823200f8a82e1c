"""Rollouts: a bundle reaches the boxes in groups, watched, paused, stopped."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from psycopg import Connection
from yizhan_wire.bundle import Bundle

from yizhan_collector.adapters.bundles import Bundles
from yizhan_collector.doors.access import Now, Standing, Tx, able
from yizhan_collector.doors.office.rollout_shapes import (
    BundleItem,
    NewRollout,
    RolloutLine,
    RolloutRecord,
    RolloutWindow,
    bundle_item,
    rollout_box,
    rollout_group,
    rollout_line,
)
from yizhan_collector.doors.paging import Page, Wanted, lines
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.rollouts import service as rollouts
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/rollouts", tags=["rollouts"])
Seer = Annotated[Staff, Depends(able("see_posts"))]
Roller = Annotated[Staff, Depends(able("roll_out"))]
Step = Literal["pause", "resume", "stop", "retry"]
STEPS: dict[Step, Callable[[Connection, UUID, UUID, datetime], None]] = {
    "pause": rollouts.pause,
    "resume": rollouts.resume,
    "stop": rollouts.stop,
    "retry": rollouts.retry,
}


class NoSuchBundle(Refused):
    """The repository has no bundle of this name; publish it first."""

    status = 422


@router.get("", name="rollouts", responses=errors(401, 403))
def listed(_: Seer, tx: Tx, wanted: Wanted) -> Page[RolloutLine]:
    """The rollouts that touch posts of your area, newest first."""
    found = rollouts.page(tx, *wanted.window)
    names = staff_room.names(tx, {one.made_by for one in found[0]})
    return lines(wanted, found, lambda one: rollout_line(one, names))


@router.get("/bundles", responses=errors(401, 403))
def bundles(_: Roller, house: Standing) -> list[BundleItem]:
    """The bundles that boxes can be told to run, newest first."""
    return [bundle_item(one) for one in _repository(house)]


@router.post("", status_code=201, responses=errors(400, 401, 403, 409, 413))
def begin_rollout(
    given: NewRollout, staff: Roller, tx: Tx, now: Now, house: Standing
) -> RolloutRecord:
    """Begin a rollout; the first group is ordered within ten seconds."""
    if given.bundle not in {one.name for one in _repository(house)}:
        raise NoSuchBundle
    return _record(tx, rollouts.begin(tx, given.wish(), staff.id, now))


@router.get("/{rollout}", name="rollout", responses=errors(401, 403, 404))
def one(rollout: UUID, _: Seer, tx: Tx) -> RolloutRecord:
    """One rollout with its boxes of your area."""
    return _record(tx, rollout)


@router.post("/{rollout}/{step}", responses=errors(400, 401, 403, 404, 409, 413))
def steer_rollout(rollout: UUID, step: Step, staff: Roller, tx: Tx, now: Now) -> RolloutRecord:
    """Pause, resume (the word that a group is well), stop for good, or retry what failed."""
    STEPS[step](tx, rollout, staff.id, now)
    return _record(tx, rollout)


def _repository(house: Standing) -> list[Bundle]:
    return Bundles(house.updates).all() if house.updates else []


def _record(tx: Connection, key: UUID) -> RolloutRecord:
    kept = rollouts.get(tx, key)
    boxes = rollouts.boxes(tx, key)
    towns = {one.code: one.name for one in people.townships(tx)}
    line = rollout_line(kept, staff_room.names(tx, {kept.made_by}))
    window = kept.window and RolloutWindow(since=kept.window[0], until=kept.window[1])
    return RolloutRecord(
        **dict(line),
        silent_minutes=kept.silent_minutes,
        window=window or None,
        groups=[rollout_group(one, boxes) for one in rollouts.groups(tx, key)],
        boxes=[rollout_box(one, towns) for one in boxes],
    )
