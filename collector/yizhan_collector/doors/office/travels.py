"""Frequent travel: ask at the desk, the county decides, end."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.leave_shapes import NewTravel, TravelRecord, travel_record
from yizhan_collector.doors.office.leaves import NewDecision
from yizhan_collector.doors.office.opening import opened
from yizhan_collector.doors.office.shapes import PersonBrief, brief
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.leaves import travels
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["leaves"])
Seer = Annotated[Staff, Depends(able("see_people"))]
Changer = Annotated[Staff, Depends(able("change_people"))]
County = Annotated[Staff, Depends(able("decide_county"))]


class TravelItem(TravelRecord):
    """A permit as a line of the list."""

    person: PersonBrief


@router.get("/travels", name="travels", responses=errors(401, 403))
def listed(
    _: Seer,
    tx: Tx,
    wanted: Wanted,
    live: Annotated[bool, Query(description="Only those that run or wait.")] = True,
) -> Page[TravelItem]:
    """The permits of the own area, those that end first on top."""
    found, total = travels.page(tx, live, wanted.size, wanted.offset)
    who = people.by_id(tx, {one.person for one in found})
    items = [
        TravelItem(**travel_record(one).model_dump(), person=brief(who[one.person]))
        for one in found
    ]
    return wanted.of(items, total)


@router.get("/people/{person}/travels", name="travels_of", responses=errors(401, 403, 404))
def of_person(person: UUID, staff: Seer, tx: Tx, now: Now) -> list[TravelRecord]:
    """Every permit of one person, the newest first; the record must be open."""
    people.get(tx, person)
    opened(tx, staff, person, now)
    return [travel_record(one) for one in travels.of_person(tx, person)]


@router.post(
    "/people/{person}/travels",
    status_code=201,
    name="ask_travel",
    responses=errors(400, 401, 403, 404, 409, 413),
)
def ask(person: UUID, given: NewTravel, staff: Changer, tx: Tx, now: Now) -> TravelRecord:
    """Write down a person's wish to travel often; the county decides, a renewal is a new wish."""
    people.get(tx, person)
    travel = travels.apply(tx, person, given.wish(), "desk", staff.id, now)
    audit.recorded(tx, staff.id, "ask_travel", now, person, str(travel))
    return travel_record(travels.get(tx, travel))


@router.post(
    "/travels/{travel}/decide",
    name="decide_travel",
    responses=errors(400, 401, 403, 404, 409, 413),
)
def decide(travel: UUID, given: NewDecision, staff: County, tx: Tx, now: Now) -> TravelRecord:
    """The county grants or refuses, and issues the paper."""
    one = travels.decide(tx, travel, staff, given.said(), now)
    audit.recorded(tx, staff.id, "decide_travel", now, one.person, str(travel))
    return travel_record(one)


@router.post("/travels/{travel}/end", name="end_travel", responses=errors(401, 403, 404, 409))
def end(travel: UUID, staff: Changer, tx: Tx, now: Now) -> TravelRecord:
    """Take a request back or end a permit, at the person's wish."""
    one = travels.stop(tx, travel, staff, now)
    audit.recorded(tx, staff.id, "end_travel", now, one.person, str(travel))
    return travel_record(one)
