"""Use cases of the boxes."""

from collections.abc import Collection
from datetime import datetime

from psycopg import Connection
from yizhan_wire.envelope import Envelope

from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.devices import store


def refusal_reasons(tx: Connection, devices: Collection[str]) -> dict[str, str]:
    """Why nothing is taken from some of these boxes; the others are not in the answer."""
    known = store.revoked(tx, devices)
    reasons = {one: "revoked device" for one, gone in known.items() if gone}
    return reasons | {one: "unknown device" for one in devices if one not in known}


def claim(tx: Connection, device: str, township: str, now: datetime) -> None:
    """Register a box at a township, once."""
    store.claim(tx, device, township, now)


def revoke(tx: Connection, device: str, now: datetime) -> None:
    """Take a box out of service at once; raises NotFound."""
    if not store.revoke(tx, device, now):
        raise NotFound(device)


def hear_state(tx: Connection, device: str, word: str, now: datetime) -> None:
    """Note the presence word of a box and tell the office."""
    if word in ("online", "offline", "stopped") and store.set_state(tx, device, word, now):
        tx.execute("select pg_notify('live', %s)", [f"post {device}"])


def take_note(tx: Connection, envelope: Envelope, received_at: datetime) -> None:
    """Keep a sign, applied or enrolled report."""
    times = (envelope.captured_at, received_at)
    store.note(tx, envelope.id, envelope.device, envelope.kind, bytes(envelope.body), times)
