"""Use cases of the commands."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import Envelope, new_id
from yizhan_wire.events import Answered
from yizhan_wire.orders import Command

from yizhan_collector.ground import live, outbox
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.commands import store
from yizhan_collector.rooms.commands.model import (
    KEPT,
    LASTS,
    Action,
    Asked,
    AskedAlready,
    CommandOver,
    PostOutOfService,
)
from yizhan_collector.rooms.devices import service as devices

ASKED = "post_commanded"
SHOWN = 50


def ask(tx: Connection, device: str, action: Action, reason: str, by: UUID, now: datetime) -> Asked:
    """Tell a box to do something now. Raises NotFound, PostOutOfService and AskedAlready."""
    if devices.get(tx, device).revoked_at is not None:
        raise PostOutOfService
    if any(one.action == action for one in store.open_of(tx, device, now)):
        raise AskedAlready
    asked = Asked(new_id(), device, action, reason.strip(), by, now, now + LASTS)
    store.insert(tx, asked)
    audit.recorded(tx, by, "command_post", now, subject=f"{device} {action}: {asked.reason}")
    outbox.emit(tx, ASKED, {"device": device})
    live.announce(tx, "post", device)
    return asked


def of(tx: Connection, device: str) -> list[Asked]:
    """The last commands to a box, newest first."""
    return store.of(tx, device, SHOWN)


def get(tx: Connection, key: UUID) -> Asked:
    """One command; raises NotFound."""
    found = store.get(tx, key)
    if found is None:
        raise NotFound
    return found


def orders_of(tx: Connection, device: str, now: datetime) -> list[Command]:
    """What a box may still begin; a repeat does no harm, it has done it or not."""
    return [
        Command(one.id, one.action, expires_at=one.expires_at)
        for one in store.open_of(tx, device, now)
    ]


def hear(tx: Connection, envelope: Envelope, said: Answered, received_at: datetime) -> None:
    """A box says what came of a command of its own; others are not answered by it."""
    store.answer(tx, envelope.device, said, received_at)
    live.announce(tx, "post", envelope.device)


def take_bundle(tx: Connection, key: UUID, device: str, content: bytes, now: datetime) -> None:
    """A box sends the bundle it was asked for. Raises NotFound and CommandOver."""
    asked = store.get(tx, key)
    if asked is None or asked.device != device or asked.action != "diagnose":
        raise NotFound
    if not asked.takes_bundle(now):
        raise CommandOver
    store.keep(tx, key, content, now)
    live.announce(tx, "post", device)


def read_bundle(tx: Connection, key: UUID, by: UUID, now: datetime) -> bytes:
    """The bundle of a command, and that it was read. Raises NotFound."""
    content = store.content(tx, get(tx, key).id)
    if content is None:
        raise NotFound
    audit.recorded(tx, by, "read_diagnosis", now, subject=f"{get(tx, key).device} {key}")
    return content


def forget_bundles(tx: Connection, now: datetime) -> int:
    """Delete bundles a week old; returns how many."""
    return store.forget(tx, now - KEPT)
