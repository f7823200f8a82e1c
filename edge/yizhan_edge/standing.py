"""Orders that stand until the next one: the sign's message, settings, procedures, the bundle."""

import logging
from pathlib import Path
from typing import Literal

import msgspec
from yizhan_wire.orders import Config, Sessions, Signage, Update

from yizhan_edge.whole import write_whole

log = logging.getLogger(__name__)


class Orders(msgspec.Struct, frozen=True):
    """What stands now; version 0 was never ordered."""

    signage: Signage = Signage(0, "")
    config: Config = Config(0)
    sessions: Sessions = Sessions(0, [])
    update: Update = Update(0, "")


Standable = Signage | Config | Sessions | Update
Part = Literal["signage", "config", "sessions", "update"]
PARTS: dict[type[Standable], Part] = {
    Signage: "signage",
    Config: "config",
    Sessions: "sessions",
    Update: "update",
}


class Standing:
    """Keeps standing orders across restarts; nothing in them is secret."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.now = _read(path)

    def take(self, order: Standable) -> bool:
        """Keep a newer order; False for one that is already in force or older."""
        part = PARTS[type(order)]
        if order.version <= getattr(self.now, part).version:
            return False
        changed = msgspec.structs.replace(self.now, **{part: order})
        write_whole(self._path, msgspec.json.encode(changed))
        self.now = changed
        return True


def _read(path: Path) -> Orders:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Orders)
    except FileNotFoundError:
        return Orders()
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        log.error("standing orders cannot be read, waiting for new ones: %s", type(error).__name__)
        return Orders()
