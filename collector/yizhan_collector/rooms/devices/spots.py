"""Where the posts are and how each stands, for the map: one short row a post."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.devices.model import State, unheard

Stand = Literal["online", "silent", "stopped", "offline", "unknown", "revoked"]
SPOTS = """
select device.id, device.township, township.name, longitude, latitude, state, revoked_at,
       received_at as heard_at
from device
join township on township.code = device.township
left join device_last last on last.device = device.id
where starts_with(device.township, %s) order by device.id
"""


@dataclass(frozen=True)
class Spot:
    """A post at its township; without a point where none is known."""

    id: str
    township: str
    name: str
    longitude: float | None
    latitude: float | None
    state: State
    revoked_at: datetime | None
    heard_at: datetime | None

    def stand(self, now: datetime) -> Stand:
        """How it stands, in one word; one that only says it is online is silent."""
        if self.revoked_at is not None:
            return "revoked"
        quiet = self.state == "online" and unheard(self.heard_at, now)
        return "silent" if quiet else self.state


def spots(tx: Connection, area: str) -> list[Spot]:
    """The posts of a township, a county or, with '', of all, by id."""
    with tx.cursor(row_factory=class_row(Spot)) as cursor:
        return cursor.execute(SPOTS, [area]).fetchall()
