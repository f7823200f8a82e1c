"""Whether the trail is whole: the database walks the chain and remembers the head it saw."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from psycopg import Connection

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.audit import store

Fault = Literal["changed", "missing", "reordered", "unlinked", "cut"]


class TrailBroken(Refused):
    """The audit trail is not whole; copy the database as it is and tell the city bureau."""


@dataclass(frozen=True)
class Check:
    """One walk along the chain: its head, and the first fault with its place and row."""

    at: datetime
    seq: int  # links in the chain
    hash: bytes  # of the last link
    fault: Fault | None
    place: int | None
    entry: int | None

    @property
    def sentence(self) -> str:
        """The outcome for a terminal or a log."""
        if self.fault is None:
            return f"ok: {self.seq} rows, head {self.hash.hex()}"
        return f"{self.fault}: link {self.place or '-'}, audit row {self.entry or '-'}"


def verify(tx: Connection, now: datetime) -> Check:
    """Walk the whole chain and keep the outcome; a head remembered before must still be in it.

    Rows of an open transaction are not linked yet: verify before writing any.
    """
    return Check(*store.verify(tx, now))


def checks(tx: Connection, limit: int = 10) -> list[Check]:
    """The latest walks, newest first."""
    return [Check(*row) for row in store.checks(tx, limit)]
