"""Tickets with a platform: listed, sent back as not ours, a matter passed on, the answers."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.office import ticket_views as views
from yizhan_collector.doors.office.matter_shapes import MatterRecord, Said
from yizhan_collector.doors.office.matter_views import record
from yizhan_collector.doors.office.ticket_shapes import TicketFigures, TicketLine
from yizhan_collector.doors.paging import Page, Wanted, lines
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.cases import desk
from yizhan_collector.rooms.sharing import passing, ticket_desk
from yizhan_collector.rooms.sharing.model import Consent
from yizhan_collector.rooms.sharing.ticket_desk import View
from yizhan_collector.rooms.sharing.ticket_model import Refusal
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["sharing"])
Day = Annotated[date, Query(ge=date(2020, 1, 1), le=date(2099, 12, 31))]
Clerk = Annotated[Staff, Depends(able("work_matters"))]
REFUSALS = errors(400, 401, 403, 404, 409, 413, 422)


class TicketRefusal(BaseModel):
    """Why a ticket is not ours, the right body, and what the platform is told."""

    code: Refusal
    to: Annotated[str, Field(max_length=60)] = ""
    said: Said


class PassOn(BaseModel):
    """To which platform a matter goes, how whoever asked agreed, and whether their name goes."""

    partner: Annotated[str, Field(max_length=40)]
    consent: Consent
    named: bool = False


@router.get("/sharing/tickets", responses=errors(401, 403, 422))
def tickets(tx: Tx, _: Clerk, now: Now, wanted: Wanted, view: View = "open") -> Page[TicketLine]:
    """The tickets that came, newest first; `late` are unanswered after their time."""
    names = views.names(tx)
    found = ticket_desk.listed(tx, view, now, wanted.window)
    return lines(wanted, found, lambda one: views.line(one, names, now))


@router.get("/sharing/tickets/figures", responses=errors(401, 403, 422))
def ticket_figures(tx: Tx, _: Clerk, first: Day, last: Day) -> TicketFigures:
    """The tickets that came between two legal days, both included; nobody is named."""
    return TicketFigures(**vars(ticket_desk.figures(tx, first, last)))


@router.get(
    "/sharing/tickets.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}}, **errors(401, 403)},
)
def ticket_answers(tx: Tx, who: Clerk, now: Now) -> Response:
    """The answers as a table for a spreadsheet; nobody is named in it."""
    audit.recorded(tx, who.id, "read_tickets", now)
    how = {"Content-Disposition": 'attachment; filename="tickets.csv"'}
    return Response(ticket_desk.table(tx), media_type="text/csv", headers=how)


@router.post("/matters/{matter}/ticket/refuse", responses=REFUSALS)
def refuse_ticket(matter: UUID, given: TicketRefusal, tx: Tx, who: Clerk, now: Now) -> MatterRecord:
    """Send a ticket back as not ours, within its days; that closes the matter."""
    why = (given.code, given.to, given.said)
    done = ticket_desk.refuse(tx, matter, who, *why, now)
    audit.recorded(tx, who.id, "refuse_ticket", now, subject=done.number)
    return record(tx, who, done, now)


@router.post("/matters/{matter}/pass-on", responses=REFUSALS)
def pass_on_matter(matter: UUID, given: PassOn, tx: Tx, who: Clerk, now: Now) -> MatterRecord:
    """Pass a matter that is not ours on to a platform, with consent, in named fields, once."""
    how = (given.partner, given.consent, given.named)
    made = passing.pass_on(tx, matter, *how, who, now)
    one = desk.get(tx, matter)
    audit.recorded(tx, who.id, "pass_on_matter", now, None, f"{made.partner} {one.number}")
    return record(tx, who, one, now)
