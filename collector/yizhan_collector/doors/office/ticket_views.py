"""Tickets of a platform as the pages are shown them."""

from datetime import date, datetime
from typing import Any

from psycopg import Connection

from yizhan_collector.doors.office.ticket_shapes import (
    MatterTicket,
    PassedLine,
    PlatformItem,
    TicketLine,
)
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.cases.model import Matter
from yizhan_collector.rooms.sharing import partners, passing, ticket_desk
from yizhan_collector.rooms.sharing.model import Packet
from yizhan_collector.rooms.sharing.ticket_model import Ticket
from yizhan_collector.rooms.staff.model import Staff


def line(one: Ticket, names: dict[str, str], now: datetime) -> TicketLine:
    """A ticket as a line of a list; `names` of the platforms."""
    kept = {name: value for name, value in vars(one).items() if name in TicketLine.model_fields}
    return TicketLine(**kept, platform=names[one.partner], late=one.late(now))


def names(tx: Connection) -> dict[str, str]:
    """The names of the authorities."""
    return {one.code: one.name for one in partners.everybody(tx)}


def of_matter(tx: Connection, staff: Staff, matter: Matter, now: datetime) -> dict[str, Any]:
    """What a matter has to do with platforms."""
    one = ticket_desk.of_matter(tx, matter.id) if matter.channel == "platform" else None
    passed = passing.of_matter(tx, matter.id)
    return {
        "ticket": _ticket(one, names(tx)[one.partner], now) if one else None,
        "passed": [_passed(packet, legal_day(now)) for packet in passed],
        "platforms": [
            PlatformItem(code=to.code, name=to.name) for to in passing.offered(tx, matter, staff)
        ],
    }


def _ticket(one: Ticket, platform: str, now: datetime) -> MatterTicket:
    return MatterTicket(
        platform=platform,
        key=one.key,
        state=one.state,
        answer_by=one.answer_by,
        late=one.late(now),
        returned_why=one.returned_why,
        refusable_until=one.refuse_by if ticket_desk.refusable(one, now) else None,
    )


def _passed(one: Packet, today: date) -> PassedLine:
    return PassedLine(
        platform=one.recipient,
        consent=one.consent,
        field_names=one.field_names,
        state=one.state(today),
        sent_at=one.sent_at,
        due_on=one.due_on,
        answer=one.answer,
    )
