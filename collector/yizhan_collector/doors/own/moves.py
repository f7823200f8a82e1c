"""Ask for a change of residence and see how it goes."""

from uuid import UUID

from fastapi import APIRouter
from psycopg import Connection

from yizhan_collector.doors.access import Now, Tx
from yizhan_collector.doors.move_shapes import MoveRecord, NewMove, PlaceItem, move_record, places
from yizhan_collector.doors.own.access import Myself
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.moves import service
from yizhan_collector.rooms.moves.model import Move
from yizhan_collector.rooms.people import service as people

router = APIRouter()
CHANGE = errors(400, 401, 403, 404, 409, 413)


@router.get("/places", name="own_places", responses=errors(401, 403))
def all_places(_: Myself, tx: Tx) -> list[PlaceItem]:
    """The townships of all our counties, by code."""
    return places(people.townships(tx))


@router.get("/moves", name="own_moves", responses=errors(401, 403))
def moves(me: Myself, tx: Tx, now: Now) -> list[MoveRecord]:
    """One's moves with the duties of both offices, the newest first."""
    return [_record(tx, one, now) for one in service.of_person(tx, me.person)]


@router.post("/moves", status_code=201, name="own_ask_move", responses=CHANGE)
def ask(given: NewMove, me: Myself, tx: Tx, now: Now) -> MoveRecord:
    """Ask to live elsewhere."""
    move = service.apply(tx, me.person, given.wish(), me.channel, None, now)
    return _record(tx, service.get(tx, move), now)


@router.post("/moves/{move}/withdraw", name="own_withdraw_move", responses=CHANGE)
def withdraw(move: UUID, _: Myself, tx: Tx, now: Now) -> MoveRecord:
    """Take a wish back before it is decided."""
    return _record(tx, service.withdraw(tx, move, None, now), now)


def _record(tx: Connection, one: Move, now: Now) -> MoveRecord:
    clocks = service.clocks(tx, [one.id]).get(one.id, [])
    return move_record(one, clocks, legal_day(now))
