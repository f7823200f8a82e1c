"""Use cases of the rollouts."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import Envelope, new_id
from yizhan_wire.events import Updated
from yizhan_wire.orders import Update

from yizhan_collector.ground import live, outbox
from yizhan_collector.ground.refusals import NotFound, Refused
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.rollouts import model, store, window
from yizhan_collector.rooms.rollouts.groups import NoBoxes, Wanted, share
from yizhan_collector.rooms.rollouts.kept import Kept, Seen
from yizhan_collector.rooms.rollouts.model import OVER, Rollout

ORDERED = "update_ordered"


class BoxBusy(Refused):
    """A box is in another rollout; wait until that is over or stop it."""

    status = 409


class RolloutOver(Refused):
    """This rollout is over; begin another one."""

    status = 409


class NotThatNow(Refused):
    """The rollout does not stand so any more; look at it again."""

    status = 409


class TooFewProved(Refused):
    """Too few boxes proved the bundle; retry those that failed, or stop."""

    status = 409


@dataclass(frozen=True)
class Wish:
    """What is to go where: an area ('' the city) or, where any are named, these posts."""

    bundle: str
    area: str
    posts: tuple[str, ...]
    groups: tuple[Wanted, ...]
    silent_minutes: int
    window: window.Window | None


def begin(tx: Connection, wish: Wish, by: UUID, now: datetime) -> UUID:
    """Begin a rollout; the clock does the rest.

    Raises NoBoxes, FirstTooLarge, BoxBusy and InOpeningHours.
    """
    if wish.window:
        window.check(wish.window)
    chosen = _chosen(tx, wish, now)
    groups, boxes = share(chosen, wish.groups)
    if busy := store.busy(tx, chosen):
        raise BoxBusy(", ".join(busy[:5]))
    first, last = wish.window or (None, None)
    made = Kept(
        new_id(), wish.bundle, "" if wish.posts else wish.area, "running", "",
        wish.silent_minutes, first, last, now, by, None, {},
    )  # fmt: skip
    store.insert(tx, made, groups, boxes)
    _noted(tx, "begin_rollout", made.id, made.bundle, by, now)
    return made.id


def page(tx: Connection, limit: int, offset: int) -> tuple[list[Kept], int]:
    """Rollouts, newest first, and how many there are."""
    return store.page(tx, limit, offset)


def get(tx: Connection, key: UUID) -> Kept:
    """One rollout; raises NotFound."""
    found = store.get(tx, key)
    if found is None:
        raise NotFound
    return found


def groups(tx: Connection, key: UUID) -> list[model.Group]:
    """Its groups in their order."""
    return store.groups_of(tx, key)


def boxes(tx: Connection, key: UUID) -> list[Seen]:
    """Its boxes, by group."""
    return store.boxes_of(tx, key)


def advance_all(tx: Connection, now: datetime) -> int:
    """Move every rollout that goes on; returns how many there are."""
    keys = store.going(tx)
    for key in keys:
        before = store.locked(tx, key)
        if before:
            _keep(tx, key, before, model.advance(before, now), now)
    return len(keys)


def pause(tx: Connection, key: UUID, by: UUID, now: datetime) -> None:
    """Begin no further group and order nothing until somebody resumes. Raises NotThatNow."""
    one = _steered(tx, key)
    if one.state != "running":
        raise NotThatNow
    _keep(tx, key, one, replace(one, state="paused", why="by_hand"), now)
    _noted(tx, "pause_rollout", key, get(tx, key).bundle, by, now)


def resume(tx: Connection, key: UUID, by: UUID, now: datetime) -> None:
    """Go on; after a group that somebody was to look at, this is the word that it is well.

    Raises NotThatNow and TooFewProved.
    """
    one = _steered(tx, key)
    if one.state != "paused":
        raise NotThatNow
    if one.why == "not_enough":
        raise TooFewProved
    after = replace(one, state="running", why="")
    if one.why == "check":
        after = model.checked(one)
        last = max(group.number for group in one.groups if group.begun_at)
        store.check(tx, key, last, by, now)
    _keep(tx, key, one, after, now)
    _noted(tx, "resume_rollout", key, get(tx, key).bundle, by, now)


def stop(tx: Connection, key: UUID, by: UUID, now: datetime) -> None:
    """End a rollout for good; orders that were not carried out are taken back."""
    one = _steered(tx, key)
    _keep(tx, key, one, replace(one, state="stopped", why="by_hand"), now)
    _noted(tx, "stop_rollout", key, get(tx, key).bundle, by, now)


def retry(tx: Connection, key: UUID, by: UUID, now: datetime) -> None:
    """Order the failed boxes once more."""
    one = _steered(tx, key)
    _keep(tx, key, one, model.again(one), now)
    _noted(tx, "retry_rollout", key, get(tx, key).bundle, by, now)


def hear(tx: Connection, envelope: Envelope, body: Updated, received_at: datetime) -> None:
    """A box says how far a bundle got; one that came by a USB stick belongs to no rollout."""
    if body.rollout is None:
        return
    before = store.state_of(tx, body.rollout, envelope.device)
    if before in (*model.WORKING, "silent"):
        after = model.heard(before, body.phase)
        store.hear(tx, body.rollout, envelope.device, after, body.why, received_at)
        live.announce(tx, "post", envelope.device)


def current(tx: Connection, device: str) -> Update | None:
    """What a box is told to run; None: it was never told."""
    found = store.ordered(tx, device)
    if found is None:
        return None
    return Update(found.version, found.bundle, found.rollout, found.window)


def _chosen(tx: Connection, wish: Wish, now: datetime) -> list[str]:
    """The boxes, those that speak first: the first group must be able to prove anything."""
    there = [one for one in devices.posts(tx, wish.area) if one.revoked_at is None]
    if wish.posts:
        there = [one for one in there if one.id in wish.posts]
        if len(there) != len(set(wish.posts)):
            raise NoBoxes
    return [one.id for one in sorted(there, key=lambda one: (one.silent(now), one.id))]


def _steered(tx: Connection, key: UUID) -> Rollout:
    one = store.locked(tx, key)
    if one is None:
        raise NotFound
    if one.state in OVER:
        raise RolloutOver
    return one


def _keep(tx: Connection, key: UUID, before: Rollout, after: Rollout, now: datetime) -> None:
    """Store what changed, and tell the boxes whose order changed."""
    for group, begun in zip(before.groups, after.groups, strict=True):
        if begun.begun_at and not group.begun_at:
            store.begin(tx, key, begun.number, now)
    moved = [(was, new) for was, new in zip(before.boxes, after.boxes, strict=True) if was != new]
    for was, new in moved:
        store.move(tx, key, was, new)
    if (before.state, before.why) != (after.state, after.why):
        store.steer(tx, key, after.state, after.why, now if after.state in OVER else None)
    bundle = get(tx, key).bundle
    _tell(tx, key, [new.device for _, new in moved if new.state == "ordered"], bundle, now)
    if after.state == "stopped":
        open_ = (*model.WORKING, *model.FAILED)
        _tell(tx, key, [one.device for one in after.boxes if one.state in open_], "", now)
        if after.why == "errors":
            _noted(tx, "stop_rollout", key, bundle, None, now)


def _tell(tx: Connection, key: UUID, boxes: list[str], bundle: str, now: datetime) -> None:
    if boxes:
        store.order(tx, key, boxes, bundle, now)
    for device in boxes:
        outbox.emit(tx, ORDERED, {"device": device})


def _noted(
    tx: Connection, what: audit.Done, key: UUID, bundle: str, by: UUID | None, now: datetime
) -> None:
    audit.recorded(tx, by, what, now, subject=f"{bundle} {key}")
