"""The hotline 12348: the operator's seat, calls and their tickets, what is looked up."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.office.hotline_shapes import (
    AdviceItem,
    CallLine,
    CallNow,
    CallRecord,
    DialWish,
    DraftWish,
    HotlineDesk,
    KnowledgeFound,
    KnownWish,
    NoneWish,
    SeatWish,
    Source,
    TextItem,
    TicketMade,
    TicketWish,
)
from yizhan_collector.doors.office.hotline_views import desk, lines, record
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.hotline import knowledge, seats, tickets
from yizhan_collector.rooms.hotline.tickets import Ticket, Ticketed
from yizhan_collector.rooms.portal.guide import Node
from yizhan_collector.rooms.portal.search import Hit
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/hotline", tags=["hotline"])
Clerk = Annotated[Staff, Depends(able("work_matters"))]
CallId = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,100}$")]
REFUSALS = errors(400, 401, 403, 404, 409, 413, 422)


@router.get("/desk", name="hotline_desk", responses=errors(401, 403))
def standing(staff: Clerk, tx: Tx, now: Now) -> HotlineDesk:
    """What an operator works with; a seat is rung while its page asks for this."""
    return desk(tx, staff, now)


@router.put("/seat", name="take_seat", responses=errors(400, 401, 403, 409, 413, 422))
def sit(given: SeatWish, staff: Clerk, tx: Tx, now: Now) -> HotlineDesk:
    """Sit at an extension, ready for calls or away."""
    seats.sit(tx, staff, given.extension, given.ready, now)
    audit.recorded(tx, staff.id, "take_seat", now, subject=given.extension)
    return desk(tx, staff, now)


@router.delete("/seat", name="leave_seat", responses=errors(401, 403))
def leave(staff: Clerk, tx: Tx, now: Now) -> HotlineDesk:
    """Get up; a call that is on the line goes on."""
    seats.leave(tx, staff)
    return desk(tx, staff, now)


@router.post("/dial", name="dial", status_code=202, responses=REFUSALS)
def dial(given: DialWish, staff: Clerk, tx: Tx, now: Now) -> HotlineDesk:
    """Have the exchange ring your telephone, then the number."""
    ident = seats.dial(tx, staff, given.number, given.call_back, now)
    audit.recorded(tx, staff.id, "dial", now, subject=str(ident))
    return desk(tx, staff, now)


@router.get("/calls", name="calls", responses=errors(401, 403, 422))
def calls(_: Clerk, tx: Tx, wanted: Wanted) -> Page[CallLine]:
    """The calls, newest first."""
    found, total = tickets.page(tx, wanted.size, wanted.offset)
    return wanted.of(lines(tx, found), total)


@router.get("/calls/{call}", name="call", responses=errors(401, 403, 404, 422))
def one(call: CallId, staff: Clerk, tx: Tx, now: Now) -> CallRecord:
    """One call with what was asked from the same number before."""
    return record(tx, tickets.get(tx, call), staff, now)


@router.put("/calls/{call}/draft", name="draft_ticket", responses=REFUSALS)
def draft(call: CallId, given: DraftWish, staff: Clerk, tx: Tx, now: Now) -> CallNow:
    """Keep what was typed so far; returns the numbers that help at once."""
    typed = given.model_dump(exclude_defaults=True)
    return CallNow(numbers=list(tickets.draft(tx, call, staff, typed, given.said, now)))


@router.post("/calls/{call}/ticket", name="write_ticket", status_code=201, responses=REFUSALS)
def ticket(call: CallId, given: TicketWish, staff: Clerk, tx: Tx, now: Now) -> TicketMade:
    """The call's ticket is a new matter; the code is told the caller and shown once."""
    made = tickets.open_matter(tx, call, staff, Ticket(**given.model_dump()), now)
    audit.recorded(tx, staff.id, "write_ticket", now, subject=made.matter.number)
    return _made(made)


@router.post("/calls/{call}/known", name="add_ticket", status_code=201, responses=REFUSALS)
def known(call: CallId, given: KnownWish, staff: Clerk, tx: Tx, now: Now) -> TicketMade:
    """The call was about an earlier matter."""
    made = tickets.add_to(tx, call, staff, given.number, given.said, now)
    audit.recorded(tx, staff.id, "write_ticket", now, subject=made.matter.number)
    return _made(made)


@router.post("/calls/{call}/none", name="no_ticket", responses=REFUSALS)
def nothing(call: CallId, given: NoneWish, staff: Clerk, tx: Tx, now: Now) -> HotlineDesk:
    """Nobody asked for anything."""
    tickets.without(tx, call, staff, given.why, now)
    audit.recorded(tx, staff.id, "write_ticket", now, subject=call)
    return desk(tx, staff, now)


@router.get("/knowledge", name="knowledge", responses=errors(401, 403, 422))
def look_up(
    _: Clerk, tx: Tx, q: Annotated[str, Query(max_length=100, description="Words.")]
) -> KnowledgeFound:
    """Advice of the guide with its sources, and published texts."""
    found = knowledge.look_up(tx, q)
    advice, texts = [_advice(one) for one in found.advice], [_text(one) for one in found.texts]
    return KnowledgeFound(advice=advice, texts=texts)


def _made(made: Ticketed) -> TicketMade:
    one = made.matter
    return TicketMade(matter=one.id, number=one.number, code=made.code, call_now=list(one.call_now))


def _advice(one: Node) -> AdviceItem:
    said = [Source(said=line.zh, source=line.source) for line in one.say]
    return AdviceItem(id=one.id, title=one.zh, call=list(one.call), said=said)


def _text(one: Hit) -> TextItem:
    piece = "".join(text for text, _ in one.piece)
    return TextItem(no=one.line.no, title=one.line.title, piece=piece)
