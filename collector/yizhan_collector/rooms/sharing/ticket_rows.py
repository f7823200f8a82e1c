"""The rows of a file as tickets: each through the same use case as a ticket that comes alone."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import midnight
from yizhan_collector.rooms.cases.clock import end_of
from yizhan_collector.rooms.sharing import files, tickets
from yizhan_collector.rooms.sharing.model import Fault, OtherArea, Partner
from yizhan_collector.rooms.sharing.ticket_model import TicketWish
from yizhan_collector.rooms.sharing.ticket_reasons import OtherTicket, UnknownArea


def wish(row: Mapping[str, str]) -> TicketWish:
    """What a good row asks; days are legal days."""
    due = row["answer_on"]
    return TicketWish(
        request=files.REQUESTS[row["request"]],
        said=row["said"],
        received_at=midnight(date.fromisoformat(row["received_on"])),
        name=row["name"],
        phone=row["phone"],
        area=row["area"],
        urgent=row["urgent"] == "yes",
        answer_by=end_of(date.fromisoformat(due)) if due else None,
    )


def take(
    tx: Connection,
    partner: Partner,
    rows: Iterable[tuple[UUID, int, Mapping[str, str]]],
    now: datetime,
) -> list[Fault]:
    """Take each row as a ticket; returns what is wrong with those that were not taken."""
    faults = []
    for _, place, row in rows:
        try:
            tickets.take(tx, partner, row["ref"], wish(row), now)
        except OtherTicket:
            faults.append(files.fault(place, "编号", "other_values"))
        except UnknownArea:
            faults.append(files.fault(place, "区域", "unknown_area"))
        except OtherArea:
            faults.append(files.fault(place, "区域", "other_area"))
    return faults
