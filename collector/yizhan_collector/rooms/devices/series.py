"""What boxes report again and again, only ever added to: health, and what the camera counted."""

from collections.abc import Iterable
from datetime import datetime

from psycopg import Connection
from yizhan_wire.envelope import Envelope

COPY = {
    "health": "copy device_health (captured_at, device, received_at, body) from stdin",
    "camera": "copy camera_event (captured_at, device, received_at, body) from stdin",
}


def append(tx: Connection, kind: str, events: Iterable[tuple[Envelope, datetime]]) -> None:
    """Add events of one kind, each with the moment it was received."""
    if text := "".join(_row(one, at) for one, at in events):
        with tx.cursor().copy(COPY[kind]) as copy:
            copy.write(text)


def _row(one: Envelope, received_at: datetime) -> str:
    body = str(bytes(one.body), "utf-8").replace("\\", "\\\\").replace("\n", "\\n")
    body = body.replace("\t", "\\t").replace("\r", "\\r")
    return f"{one.captured_at.isoformat()}\t{one.device}\t{received_at.isoformat()}\t{body}\n"
