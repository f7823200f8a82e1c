"""Where each word is said. The broker's permissions are generated from these names."""

import re
from dataclasses import dataclass
from typing import Literal

from yizhan_wire.errors import BadTopic

ROOT = "yizhan/v1"
UP_KINDS = (
    "checkin",
    "enrolled",
    "camera",
    "sign",
    "health",
    "applied",
    "session",
    "updated",
    "answered",
    "board",
)
DOWN_KINDS = ("receipt", "roster", "signage", "config", "sessions", "update", "command")
RETAINED_DOWN = ("roster", "signage", "config", "sessions", "update")
DEVICE = re.compile(r"[a-z0-9][a-z0-9-]{2,39}")
Direction = Literal["up", "down", "state"]


@dataclass(frozen=True)
class Topic:
    """A parsed topic: the device it belongs to, the direction, and the kind ("" for state)."""

    device: str
    direction: Direction
    kind: str


def up(device: str, kind: str) -> str:
    """Topic on which a device reports events of one kind."""
    return f"{ROOT}/{device}/up/{kind}"


def down(device: str, kind: str) -> str:
    """Topic on which the collector tells one device something."""
    return f"{ROOT}/{device}/down/{kind}"


def state(device: str) -> str:
    """Topic of the retained presence word, also the device's last will."""
    return f"{ROOT}/{device}/state"


def parse(topic: str) -> Topic:
    """Read a topic; raises BadTopic for anything that is not ours."""
    rest = topic.removeprefix(ROOT + "/").split("/") if topic.startswith(ROOT + "/") else []
    match rest:
        case [device, "state"] if DEVICE.fullmatch(device):
            return Topic(device, "state", "")
        case [device, ("up" | "down") as direction, kind] if DEVICE.fullmatch(device):
            known = UP_KINDS if direction == "up" else DOWN_KINDS
            if kind in known:
                return Topic(device, direction, kind)
    raise BadTopic(repr(topic[:120]))
