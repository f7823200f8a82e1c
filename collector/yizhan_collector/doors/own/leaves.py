"""Ask for leave and frequent travel, see how they stand, report back."""

from uuid import UUID

from fastapi import APIRouter
from psycopg import Connection
from pydantic import Field

from yizhan_collector.doors.access import Now, Tx
from yizhan_collector.doors.leave_shapes import (
    LeaveRecord,
    LeaveWeighed,
    LongerLeave,
    NewLeave,
    NewTravel,
    RegionItem,
    TravelRecord,
    record,
    travel_record,
    weighed,
)
from yizhan_collector.doors.own.access import Myself
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.leaves import returns, service, travels
from yizhan_collector.rooms.leaves.leave import Leave
from yizhan_collector.rooms.leaves.regions import REGIONS
from yizhan_collector.rooms.requests import service as requests

router = APIRouter()
CHANGE = errors(400, 401, 403, 404, 409, 413)


class OwnLeave(LeaveRecord):
    """A leave of one's own, with the answer."""

    answer: str = Field("", description="The reasons of a decision, in its own words.")
    complaint_route: str = Field("", description="Where to turn against a refusal.")


@router.get("/regions", name="own_regions", responses=errors(401, 403))
def regions(_: Myself) -> list[RegionItem]:
    """Where one may go."""
    return [RegionItem(code=code, name=name) for code, name in REGIONS.items()]


@router.get("/leaves", name="own_leaves", responses=errors(401, 403))
def leaves(me: Myself, tx: Tx, now: Now) -> list[OwnLeave]:
    """One's leaves, the newest first."""
    return [_own(tx, one, now) for one in service.of_person(tx, me.person)]


@router.post("/leaves/weigh", name="own_weigh_leave", responses=CHANGE)
def weigh(given: NewLeave, me: Myself, tx: Tx, now: Now) -> LeaveWeighed:
    """Whether leave is needed at all, and who would decide; nothing is kept."""
    return weighed(service.weigh(tx, me.person, given.wish(), now))


@router.post("/leaves", status_code=201, name="own_ask_leave", responses=CHANGE)
def ask(given: NewLeave, me: Myself, tx: Tx, now: Now) -> OwnLeave:
    """Ask for leave."""
    leave = service.apply(tx, me.person, given.wish(), me.channel, None, now)
    return _own(tx, service.get(tx, leave), now)


@router.post("/leaves/{leave}/extend", status_code=201, name="own_extend_leave", responses=CHANGE)
def extend(leave: UUID, given: LongerLeave, me: Myself, tx: Tx, now: Now) -> OwnLeave:
    """Ask for a leave to last longer, before its last day is over."""
    why = given.why.strip()
    longer = service.extend(tx, leave, given.until, why, me.channel, None, now)
    return _own(tx, service.get(tx, longer), now)


@router.post("/leaves/{leave}/cancel", name="own_cancel_leave", responses=CHANGE)
def cancel(leave: UUID, _: Myself, tx: Tx, now: Now) -> OwnLeave:
    """Take a wish back, or call a leave off before its first day."""
    return _own(tx, returns.cancel(tx, leave, None, now), now)


@router.post("/leaves/{leave}/back", name="own_back", responses=CHANGE)
def back(leave: UUID, _: Myself, tx: Tx, now: Now) -> OwnLeave:
    """Report to be back; the office confirms it."""
    return _own(tx, returns.say_back(tx, leave, now), now)


@router.get("/travels", name="own_travels", responses=errors(401, 403))
def travels_of(me: Myself, tx: Tx) -> list[TravelRecord]:
    """One's permits to travel, the newest first."""
    return [travel_record(one) for one in travels.of_person(tx, me.person)]


@router.post("/travels", status_code=201, name="own_ask_travel", responses=CHANGE)
def ask_travel(given: NewTravel, me: Myself, tx: Tx, now: Now) -> TravelRecord:
    """Ask for a permit to travel often; a renewal is a new wish."""
    travel = travels.apply(tx, me.person, given.wish(), me.channel, None, now)
    return travel_record(travels.get(tx, travel))


@router.post("/travels/{travel}/cancel", name="own_cancel_travel", responses=CHANGE)
def cancel_travel(travel: UUID, _: Myself, tx: Tx, now: Now) -> TravelRecord:
    """Take a wish back, or call a permit off before its first day."""
    return travel_record(travels.stop(tx, travel, None, now))


def _own(tx: Connection, one: Leave, now: Now) -> OwnLeave:
    said = requests.get(tx, one.request)
    return OwnLeave(
        **record(one, legal_day(now)).model_dump(),
        answer=said.reasons,
        complaint_route=said.complaint_route,
    )
