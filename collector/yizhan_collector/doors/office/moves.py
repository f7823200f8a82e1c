"""Changes of residence: the old place and the new one, each with its steps and clocks."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from psycopg import Connection
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.move_shapes import (
    MoveFacts,
    MoveRecord,
    NewMove,
    Note,
    PlaceItem,
    Text,
    move_facts,
    move_record,
    places,
)
from yizhan_collector.doors.office.opening import opened
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.moves import service, steps
from yizhan_collector.rooms.moves.letters import Inquiry, Reply
from yizhan_collector.rooms.moves.model import Filter, Move, Side
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.requests.model import Verdict
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["moves"])
Seer = Annotated[Staff, Depends(able("see_people"))]
Changer = Annotated[Staff, Depends(able("change_people"))]
County = Annotated[Staff, Depends(able("decide_county"))]
CHANGE = errors(400, 401, 403, 404, 409, 413)


class MoveItem(MoveFacts):
    """A move as a line of the list, and on which side this office stands."""

    side: Side
    person: UUID | None = Field(description="Null: this office does not see the record (yet).")


class NewInquiry(BaseModel):
    """What the letter to the new place says beside the case."""

    conduct: Text
    contact: Annotated[str, Field(min_length=1, max_length=150, pattern=r"\S")]


class NewReply(BaseModel):
    """What was found at the new place, and whether it agrees."""

    agreed: bool
    checked: Text
    reasons: Annotated[str, Field(max_length=1000)] = ""
    number: Annotated[str, Field(max_length=100)] = Field("", description="Of a letter.")


class MoveDecision(BaseModel):
    """Grant or refuse; where the person reports, when it is granted."""

    granted: bool
    reasons: Annotated[str, Field(max_length=2000)] = ""
    report_at: Annotated[str, Field(max_length=150)] = ""


class StepNote(BaseModel):
    """What is to be remembered of a step."""

    note: Note = ""


class NewTownship(BaseModel):
    """Another office of the same county."""

    township: Annotated[str, Field(pattern=r"^[0-9]{9}$")]
    address: Annotated[str, Field(min_length=1, max_length=150, pattern=r"\S")]


@router.get("/places", name="places", responses=errors(401, 403))
def all_places(_: Seer, tx: Tx) -> list[PlaceItem]:
    """The townships of all our counties, by code: where one can move to."""
    return places(people.townships(tx))


@router.get("/moves", name="moves", responses=errors(401, 403))
def listed(
    staff: Seer,
    tx: Tx,
    now: Now,
    wanted: Wanted,
    side: Annotated[Side | None, Query(description="From here or to here; null is both.")] = None,
    live: Annotated[bool, Query(description="Only those under way.")] = True,
) -> Page[MoveItem]:
    """The moves from and to the own area, with their clocks."""
    wish = Filter(side, live, staff.area)
    found, total = service.page(tx, wish, wanted.size, wanted.offset)
    clocks, today = service.clocks(tx, [one.id for one in found]), legal_day(now)
    seen = people.by_id(tx, [one.person for one in found])
    items = [
        MoveItem(
            **move_facts(one, clocks.get(one.id, []), today).model_dump(),
            side=_side(staff, one),
            person=one.person if one.person in seen else None,
        )
        for one in found
    ]
    return wanted.of(items, total)


@router.get("/moves/{move}", name="move", responses=errors(401, 403, 404))
def one_move(move: UUID, staff: Seer, tx: Tx, now: Now) -> MoveRecord:
    """One move; the new place reads what it needs to answer, and that is written down."""
    one = service.get(tx, move)
    if people.by_id(tx, [one.person]):
        opened(tx, staff, one.person, now)
    else:
        steps.looked(tx, one, staff, now)
    return _record(tx, one, now)


@router.get("/people/{person}/moves", name="moves_of", responses=errors(401, 403, 404))
def of_person(person: UUID, staff: Seer, tx: Tx, now: Now) -> list[MoveRecord]:
    """Every move of one person, the newest first; the record must be open."""
    people.get(tx, person)
    opened(tx, staff, person, now)
    return [_record(tx, one, now) for one in service.of_person(tx, person)]


@router.post("/people/{person}/moves", status_code=201, name="ask_move", responses=CHANGE)
def ask(person: UUID, given: NewMove, staff: Changer, tx: Tx, now: Now) -> MoveRecord:
    """Write down a person's wish to live elsewhere."""
    people.get(tx, person)
    move = service.apply(tx, person, given.wish(), "desk", staff.id, now)
    audit.recorded(tx, staff.id, "ask_move", now, person, str(move))
    return _record(tx, service.get(tx, move), now)


@router.post("/people/{person}/township", status_code=204, name="relocate", responses=CHANGE)
def relocate(person: UUID, given: NewTownship, staff: County, tx: Tx, now: Now) -> None:
    """Inside the county: let another office of it take over; nobody has to approve."""
    people.get(tx, person)
    audit.recorded(tx, staff.id, "step_move", now, person, given.township)
    service.relocate(tx, person, given.township, given.address.strip(), staff, now)


@router.post("/moves/{move}/withdraw", name="withdraw_move", responses=CHANGE)
def withdraw(move: UUID, staff: Changer, tx: Tx, now: Now) -> MoveRecord:
    """Take a request back at the person's wish, before it is decided."""
    one = service.withdraw(tx, move, staff, now)
    audit.recorded(tx, staff.id, "withdraw_move", now, one.person, str(move))
    return _record(tx, one, now)


@router.post("/moves/{move}/ask", name="ask_new_place", responses=CHANGE)
def ask_new_place(move: UUID, given: NewInquiry, staff: County, tx: Tx, now: Now) -> MoveRecord:
    """The old place asks the new one by letter."""
    asked = Inquiry(given.conduct.strip(), given.contact.strip())
    return _stepped(tx, steps.ask(tx, move, asked, staff, now), staff, now)


@router.post("/moves/{move}/answer", name="answer_move", responses=CHANGE)
def answer(move: UUID, given: NewReply, staff: County, tx: Tx, now: Now) -> MoveRecord:
    """The new place answers; of one outside the old place writes down the letter."""
    words = (given.checked.strip(), given.reasons.strip(), given.number.strip())
    one = steps.answer(tx, move, Reply(given.agreed, *words), staff, now)
    return _stepped(tx, one, staff, now)


@router.post("/moves/{move}/decide", name="decide_move", responses=CHANGE)
def decide(move: UUID, given: MoveDecision, staff: County, tx: Tx, now: Now) -> MoveRecord:
    """The old place decides on the answer; a refusal has its reasons."""
    verdict = Verdict(given.granted, given.reasons.strip())
    one = service.decide(tx, move, staff, verdict, given.report_at.strip(), now)
    audit.recorded(tx, staff.id, "decide_move", now, one.person, str(move))
    return _record(tx, one, now)


@router.post("/moves/{move}/file", name="send_file", responses=CHANGE)
def send(move: UUID, given: StepNote, staff: County, tx: Tx, now: Now) -> MoveRecord:
    """The old place sends the file."""
    return _stepped(tx, steps.send(tx, move, given.note.strip(), staff, now), staff, now)


@router.post("/moves/{move}/receipt", name="receive_file", responses=CHANGE)
def receive(move: UUID, given: StepNote, staff: County, tx: Tx, now: Now) -> MoveRecord:
    """The new place has the file: the person is its business from now on."""
    return _stepped(tx, steps.receive(tx, move, given.note.strip(), staff, now), staff, now)


@router.post("/moves/{move}/report", name="reported_there", responses=CHANGE)
def report(move: UUID, given: StepNote, staff: County, tx: Tx, now: Now) -> MoveRecord:
    """The person has reported at the new place."""
    return _stepped(tx, steps.report(tx, move, given.note.strip(), staff, now), staff, now)


def _stepped(tx: Connection, one: Move, staff: Staff, now: Now) -> MoveRecord:
    # the place that does not see the person leaves its mark without the name
    known = one.person if people.by_id(tx, [one.person]) else None
    audit.recorded(tx, staff.id, "step_move", now, known, str(one.id))
    return _record(tx, one, now)


def _record(tx: Connection, one: Move, now: Now) -> MoveRecord:
    clocks = service.clocks(tx, [one.id]).get(one.id, [])
    return move_record(one, clocks, legal_day(now))


def _side(staff: Staff, one: Move) -> Side:
    return "old" if staff.sees(one.from_township) else "new"
