"""The list of matters as a clerk asks for it: what cannot wait first, then by its clock."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.cases import listing_store
from yizhan_collector.rooms.cases.model import UNSATISFIED, Kind, Matter
from yizhan_collector.rooms.cases.phones import phone_digest

View = Literal[
    "open",
    "mine",
    "untaken",
    "ours",
    "party",
    "urgent",
    "late",
    "unreached",
    "closed",
    "unsatisfied",
]
Where = tuple[str, list[Any]]
QUEUE = "(urgent is null), due_at, id"
ORDERS: dict[View, str] = {
    "closed": "closed_at desc, id desc",
    "unsatisfied": "rated_at desc, id desc",
}
NUMBER = re.compile(r"(?:(\d{4})-)?0*(\d{1,12})")


@dataclass(frozen=True)
class Filter:
    """Which matters are asked for; `text` is a number of a matter, a telephone, or a name."""

    view: View = "open"
    kind: Kind | None = None
    text: str = ""


def listed(
    tx: Connection, wanted: Filter, staff: UUID, now: datetime, limit: int, offset: int
) -> tuple[list[Matter], int]:
    """A page of what the database shows, and how many there are, counted up to 10,000."""
    parts = (
        [_searched(wanted.text.strip())] if wanted.text.strip() else [_viewed(wanted, staff, now)]
    )
    if wanted.kind:
        parts.append(("kind = %s", [wanted.kind]))
    where = " and ".join(part for part, _ in parts)
    values = [value for _, some in parts for value in some]
    order = "opened_at desc, id desc" if wanted.text.strip() else ORDERS.get(wanted.view, QUEUE)
    return listing_store.listed(tx, where, order, values, limit, offset)


def _viewed(wanted: Filter, staff: UUID, now: datetime) -> Where:
    views: dict[View, Where] = {
        "open": ("state = 'open'", []),
        "mine": ("state = 'open' and owner = %s", [staff]),
        "untaken": ("state = 'open' and owner is null", []),
        "ours": ("state = 'open' and next_actor in ('clerk', 'head')", []),
        "party": ("state = 'open' and next_actor = 'party'", []),
        "urgent": ("state = 'open' and urgent is not null", []),
        "late": ("state = 'open' and next_actor in ('clerk', 'head') and due_at < %s", [now]),
        "unreached": ("id in (select matter from unreached)", []),
        "closed": ("state = 'closed'", []),
        "unsatisfied": ("satisfaction <= %s", [UNSATISFIED]),
    }
    return views[wanted.view]


def _searched(text: str) -> Where:
    number = NUMBER.fullmatch(text)
    if number and number[1]:
        return "number = %s", [f"{number[1]}-{int(number[2]):06d}"]
    digest = phone_digest(text) if re.fullmatch(r"[0-9+ -]+", text) else None
    by_phone = "party in (select id from party where phone_digest = %s)"
    if number and digest:
        return f"(serial = %s or {by_phone})", [int(number[2]), digest]
    if number:
        return "serial = %s", [int(number[2])]
    if digest:
        return by_phone, [digest]
    return "party in (select id from party where name = %s)", [text]
