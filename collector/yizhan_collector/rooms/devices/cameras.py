"""How the picture of each post's camera is, and since when."""

from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection
from psycopg.rows import class_row
from yizhan_wire.events import Picture

from yizhan_collector.rooms.devices.model import unheard

# a change of the picture is an event without faces; `new` begins a fault and `end` ends it
CAMERAS = """
select device.id, device.township, township.name, last.body ->> 'camera' as picture,
       last.received_at as heard_at, (
           select captured_at from camera_event
           where camera_event.device = device.id and body ->> 'faces' = '0'
             and coalesce(body ->> 'picture', 'ok') = last.body ->> 'camera'
             and body ->> 'phase' = case last.body ->> 'camera' when 'ok' then 'end' else 'new' end
           order by captured_at desc limit 1) as since
from device
join township on township.code = device.township
left join device_last last on last.device = device.id
where starts_with(device.township, %s) and revoked_at is null order by device.id
"""


@dataclass(frozen=True)
class Eye:
    """The camera of a post; `picture` is None for a box never heard of."""

    id: str
    township: str
    name: str
    picture: Picture | None
    heard_at: datetime | None
    since: datetime | None

    def silent(self, now: datetime) -> bool:
        """Whether nothing is known of it now: what it said last is old."""
        return unheard(self.heard_at, now)


def cameras(tx: Connection, area: str) -> list[Eye]:
    """The cameras of the posts in service of a township, a county or, with '', of all, by id."""
    with tx.cursor(row_factory=class_row(Eye)) as cursor:
        return cursor.execute(CAMERAS, [area]).fetchall()
