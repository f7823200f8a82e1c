"""The boards at the posts: what they said last, and a help button that somebody pressed.

A press is of a post and never of a person: nobody is looked up, nothing is kept beside it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
from psycopg import Connection
from yizhan_wire.envelope import Envelope
from yizhan_wire.events import BoardReport

from yizhan_collector.ground import live, outbox
from yizhan_collector.rooms.devices import board_store as store
from yizhan_collector.rooms.devices import service

PRESSED = "help_pressed"
SHOWN = timedelta(minutes=30)
SAME = timedelta(days=1)  # a press with the same number is the same press for so long


@dataclass(frozen=True)
class Board:
    """The last word of one board."""

    said: BoardReport
    received_at: datetime


@dataclass(frozen=True)
class AtPost:
    """The boards of a post, and when help was last asked for there, for half an hour."""

    boards: tuple[Board, ...] = ()
    help_at: datetime | None = None


def take(tx: Connection, envelope: Envelope, body: BoardReport, received_at: datetime) -> None:
    """Keep a report; a press that was not told of before is told to the officers at once."""
    service.take_note(tx, envelope, received_at)
    since = received_at - SAME
    if body.what == "help" and not store.told_before(
        tx, envelope.device, body.board, body.press, envelope.id, since
    ):
        outbox.emit(tx, PRESSED, {"device": envelope.device})


def tell(tx: Connection, device: str) -> None:
    """Say to the open screens that help is asked for at this post."""
    live.announce(tx, "help", device)


def at_posts(tx: Connection, devices: Collection[str], now: datetime) -> dict[str, AtPost]:
    """What is known of the boards of each of these boxes."""
    pressed = store.presses(tx, devices, now - SHOWN)
    boards: dict[str, list[Board]] = {one: [] for one in devices}
    for device, body, received_at in store.latest(tx, devices):
        boards[device].append(Board(msgspec.json.decode(body, type=BoardReport), received_at))
    return {one: AtPost(tuple(found), pressed.get(one)) for one, found in boards.items()}
