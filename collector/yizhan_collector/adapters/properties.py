"""A third of what one message costs in paho goes into properties that it does not have.

`Properties` builds its tables of names anew for every packet, then clears 27 names, then reads
nothing. Here all share one set of tables, and an empty list is read as empty; the rest stays
paho's own code. A test holds both ways to the same answers.
"""

from typing import Any

from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

BUILD = Properties.__init__
READ = Properties.unpack
TABLES = vars(Properties(PacketTypes.PUBLISH))  # type: ignore[no-untyped-call] # paho has no types here


def share_tables() -> None:
    """From now on every packet of this process is read the short way."""
    Properties.__init__ = _build  # type: ignore[method-assign]
    Properties.unpack = _read  # type: ignore[method-assign]


def _build(self: Any, packetType: int) -> None:  # noqa: N803 # paho's own name
    vars(self).update(TABLES, packetType=packetType)


def _read(self: Any, buffer: bytes) -> tuple[Any, int]:
    if buffer[:1] == b"\0" and len(vars(self)) == len(TABLES):
        return self, 1
    return READ(self, buffer)  # type: ignore[no-any-return, no-untyped-call]
