"""Use cases of the boxes."""

from collections.abc import Collection
from datetime import date, datetime

from psycopg import Connection
from yizhan_wire import topics
from yizhan_wire.envelope import Envelope

from yizhan_collector.ground import live, outbox
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.devices import certificates, store
from yizhan_collector.rooms.devices.certificates import Why
from yizhan_collector.rooms.devices.model import (
    AlreadyClaimed,
    AlreadyRevoked,
    BadDevice,
    Post,
    opening,
    was_down,
)

ONLINE = "box_online"
ENROLLED = "enrolled"
REVOKED = "box_revoked"


def refusal_reasons(tx: Connection, devices: Collection[str]) -> dict[str, str]:
    """Why nothing is taken from some of these boxes; the others are not in the answer."""
    known = store.revoked(tx, devices)
    reasons = {one: "revoked device" for one, gone in known.items() if gone}
    return reasons | {one: "unknown device" for one in devices if one not in known}


def posts(tx: Connection, area: str) -> list[Post]:
    """The boxes of a township, a county or, with '', of all, by id."""
    return store.posts(tx, area)


def in_service(tx: Connection, area: str) -> list[str]:
    """The ids of the boxes of an area that are not revoked."""
    return [one.id for one in store.posts(tx, area) if one.revoked_at is None]


def get(tx: Connection, device: str) -> Post:
    """One box; raises NotFound."""
    found = store.posts(tx, "", device)
    if not found:
        raise NotFound
    return found[0]


def claim(tx: Connection, device: str, township: str, now: datetime) -> None:
    """Register a box at a township, once; raises BadDevice or AlreadyClaimed."""
    if not topics.DEVICE.fullmatch(device):
        raise BadDevice(device)
    if not store.claim(tx, device, township, now):
        raise AlreadyClaimed(device)
    outbox.emit(tx, ONLINE, {"device": device})


def revoke(tx: Connection, device: str, now: datetime, why: Why = "revoked") -> None:
    """Take a box and its certificates out of service at once; raises NotFound, AlreadyRevoked."""
    get(tx, device)
    if not store.revoke(tx, device, now):
        raise AlreadyRevoked(device)
    certificates.withdraw(tx, device, why, now)
    outbox.emit(tx, REVOKED, {"device": device})
    live.announce(tx, "post", device)


def hear_state(tx: Connection, device: str, word: str, now: datetime) -> None:
    """Note the presence word of a box; one that comes online is told what it may have missed."""
    if word in ("online", "offline", "stopped") and store.set_state(tx, device, word, now):
        live.announce(tx, "post", device)
        if word == "online":
            outbox.emit(tx, ONLINE, {"device": device})


def take_note(tx: Connection, envelope: Envelope, received_at: datetime) -> None:
    """Keep a report of another kind than health, camera, visit or session."""
    times = (envelope.captured_at, received_at)
    body = bytes(envelope.body)
    store.note(tx, envelope.id, envelope.device, envelope.kind, body, times)
    live.announce(tx, "post", envelope.device)
    if envelope.kind == "enrolled":
        outbox.emit(tx, ENROLLED, {"note": envelope.id})


def all_down(tx: Connection, township: str, day: date) -> bool:
    """Whether every box of a township was of no use to people on this day; true without one."""
    return not in_order(tx, township, day)


def in_order(tx: Connection, township: str, day: date) -> list[str]:
    """The boxes of a township that were of use to people on this day."""
    start, end = opening(day)
    there = [one for one in store.posts(tx, township) if _in_service_on(one, day)]
    return [one.id for one in there if not was_down(day, store.samples(tx, one.id, start, end))]


def _in_service_on(one: Post, day: date) -> bool:
    return legal_day(one.claimed_at) <= day and (
        one.revoked_at is None or legal_day(one.revoked_at) > day
    )
