"""Use cases of the office with tickets: listed, sent back as not ours, answers as a table."""

import csv
import io
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import SHANGHAI
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.cases import desk
from yizhan_collector.rooms.cases.model import Matter
from yizhan_collector.rooms.exchange.plain import safe
from yizhan_collector.rooms.sharing import ticket_store as store
from yizhan_collector.rooms.sharing.ticket_model import WAITS, Figures, Refusal, Ticket
from yizhan_collector.rooms.sharing.ticket_reasons import NameTheBody, TicketOver, TooLateToRefuse
from yizhan_collector.rooms.staff.model import Staff

View = Literal["open", "late", "returned", "all"]
MOST = 10_000  # rows of a table
STATES = {
    "taken": "已收", "in_hand": "办理中", "answered": "已答复", "closed": "已办结",
    "refused": "已退单", "withdrawn": "对方撤回",
}  # fmt: skip
HEADINGS = ("平台", "编号", "收到时间", "答复期限", "状态", "答复", "答复时间", "满意度")


def listed(
    tx: Connection, view: View, now: datetime, window: tuple[int, int]
) -> tuple[list[Ticket], int]:
    """The tickets of a view, newest first; and how many in all."""
    return store.listed(tx, view, now, *window)


def of_matter(tx: Connection, matter: UUID) -> Ticket | None:
    """The ticket a matter came of."""
    return store.of_matter(tx, matter)


def refusable(one: Ticket, now: datetime) -> bool:
    """Whether a ticket may still be sent back as not ours."""
    return _fresh(one) and now < one.refuse_by


def _fresh(one: Ticket) -> bool:
    return one.state in WAITS and one.returned_at is None and one.refused_at is None


def refuse(
    tx: Connection,
    matter: UUID,
    staff: Staff,
    code: Refusal,
    to: str,
    said: str,
    now: datetime,
) -> Matter:
    """Send a ticket back as not ours, with the reason and the right body; that closes the matter.

    Raises NotFound, TicketOver, TooLateToRefuse, NameTheBody, and as desk.close.
    """
    one = store.of_matter(tx, matter, hold=True)
    if one is None:
        raise NotFound
    if not _fresh(one):
        raise TicketOver
    if now >= one.refuse_by:
        raise TooLateToRefuse
    if code == "other_body" and not to.strip():
        raise NameTheBody
    store.refuse(tx, one.id, code, to.strip(), staff.id, now)
    return desk.close(tx, matter, staff, "not_ours", said, now)


def figures(tx: Connection, first: date, last: date) -> Figures:
    """The tickets that came on these legal days, both included, as far as the database shows."""
    return store.figures(tx, first, last)


def table(tx: Connection) -> bytes:
    """The answers as a CSV that a spreadsheet opens, the newest tickets first; nobody is named."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for one in store.newest(tx, MOST):
        times = (_when(one.taken_at), _when(one.answer_by))
        rest = (STATES[one.state], one.answer, _when(one.answered_at), str(one.stars or ""))
        writer.writerow([safe(cell) for cell in (one.partner, one.key, *times, *rest)])
    return out.getvalue().encode("utf-8-sig")


def _when(at: datetime | None) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if at else ""
