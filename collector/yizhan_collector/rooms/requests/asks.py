"""What a person asks the office for in plain words: to be contacted, or for legal aid (CCL 43)."""

from datetime import datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.requests import service
from yizhan_collector.rooms.requests.model import Asked, Request, Verdict
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff import delegations
from yizhan_collector.rooms.staff.delegations import Delegable
from yizhan_collector.rooms.staff.model import Staff

Ask = Literal["contact", "legal_aid"]
ASKS: tuple[Ask, ...] = get_args(Ask)
# an office that does any of these for its county may also answer a message
ENOUGH: tuple[Delegable, ...] = ("interview", "visit", "report", "leave", "intake", "education")


def ask(
    tx: Connection,
    person: UUID,
    kind: Ask,
    words: str,
    phone: str,
    channel: Literal["own", "kiosk"],
    now: datetime,
) -> Request:
    """Ask the own office; the answer is owed after `contact.answer_days`. Raises NotFound."""
    today = legal_day(now)
    by = today + timedelta(days=rules.book(tx, today).number("contact.answer_days"))
    body = {"words": words, "phone": phone}
    asked = Asked(person, kind, "township", None, body, None, channel, by)
    return service.get(tx, service.ask(tx, asked, now))


def of_person(tx: Connection, person: UUID) -> list[Request]:
    """What this person asked for in plain words, newest first."""
    return [one for one in service.of_person(tx, person) if one.kind in ASKS]


def answer(
    tx: Connection, request: UUID, staff: Staff, granted: bool, words: str, now: datetime
) -> Request:
    """Say what was done about it, or why nothing was; raises as `requests.settle`."""
    lent = None
    if staff.level == "township":
        day, office = legal_day(now), service.get(tx, request).township
        found = (delegations.in_force(tx, office, power, day) for power in ENOUGH)
        lent = next((one.id for one in found if one), None)
    return service.settle(tx, request, staff, Verdict(granted, words, lent), now)
