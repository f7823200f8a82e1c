"""What boxes report again and again, only ever added to: health, and what the camera counted."""

from collections.abc import Iterable
from datetime import datetime

from psycopg import Connection

COPY = {
    "health": "copy device_health (captured_at, device, received_at, body) from stdin",
    "camera": "copy camera_event (captured_at, device, received_at, body) from stdin",
}
Row = tuple[datetime, str, datetime, str]  # captured, device, received, body as JSON


def append(tx: Connection, kind: str, rows: Iterable[Row]) -> None:
    """Add rows of one kind; raises DataError for a body the database cannot hold."""
    text = "".join(
        f"{captured.isoformat()}\t{device}\t{received.isoformat()}\t{_escaped(body)}\n"
        for captured, device, received, body in rows
    )
    if text:
        with tx.cursor().copy(COPY[kind]) as copy:
            copy.write(text)


def _escaped(body: str) -> str:
    body = body.replace("\\", "\\\\").replace("\n", "\\n")
    return body.replace("\t", "\\t").replace("\r", "\\r")
