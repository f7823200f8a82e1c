"""What the tests of the hotline share."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import psycopg
from psycopg.rows import dict_row
from yizhan_collector.rooms.hotline import calls
from yizhan_collector.rooms.hotline.model import CallEvent, Command, EventKind

from .conftest import Desk

CALLER, OTHER, SHANGHAI = "000-0000-0001", "000-0000-0002", "021-00000000"
ROOM = "/api/hotline"


def tell(desk: Desk, call: str, kind: EventKind, after: float = 0, **more: Any) -> None:
    """The exchange tells something, `after` seconds from now by its own clock."""
    at: datetime = desk.now + timedelta(seconds=after)
    event = CallEvent(f"{call} {kind} {after}", call, kind, at, **more)
    with psycopg.connect(desk.url) as tx:
        calls.heard(tx, event, desk.now)


def ring(desk: Desk, call: str = "c1", number: str = CALLER) -> None:
    """Somebody calls and waits."""
    tell(desk, call, "offered", number=number)
    tell(desk, call, "queued")


def commands(desk: Desk) -> list[Command]:
    """What the exchange is asked to do now."""
    with psycopg.connect(desk.url) as tx:
        return calls.next_commands(tx, desk.now)


def talk(desk: Desk, call: str = "c1", seat: str = "8001", seconds: float = 60) -> None:
    """A call that is answered at a seat and ends."""
    ring(desk, call)
    tell(desk, call, "answered", 5, seat=seat)
    tell(desk, call, "ended", 5 + seconds, cause="caller")


def sit(client: httpx.Client, extension: str = "8001", ready: bool = True) -> dict[str, Any]:
    """An operator sits down."""
    answer = client.put(f"{ROOM}/seat", json={"extension": extension, "ready": ready})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def call_row(desk: Desk, call: str = "c1") -> dict[str, Any]:
    """A call as the database has it."""
    with psycopg.connect(desk.url, row_factory=dict_row) as tx:
        row = tx.execute("select * from hotline_call where id = %s", [call]).fetchone()
    assert row is not None
    return row


def backs(desk: Desk) -> list[tuple[str, str, str | None]]:
    """Call-backs: why, the number, how they ended; the oldest first."""
    query = "select why, number, outcome from call_back order by made_at, why"
    return [(why, number, outcome) for why, number, outcome in desk.rows(query)]


def the_back(desk: Desk) -> UUID:
    """The only open call-back."""
    [[found]] = desk.rows("select id from call_back where closed_at is null")
    ident: UUID = found
    return ident
