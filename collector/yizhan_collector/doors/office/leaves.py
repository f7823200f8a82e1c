"""Leave: ask at the desk, decide, pass on, extend, call off, confirm the return."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.leave_shapes import (
    LeaveFacts,
    LeaveRecord,
    LeaveWeighed,
    LongerLeave,
    NewLeave,
    RegionItem,
    facts,
    record,
    weighed,
)
from yizhan_collector.doors.office.opening import opened
from yizhan_collector.doors.office.shapes import PersonBrief, brief
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.leaves import decisions, returns, service
from yizhan_collector.rooms.leaves.decisions import Decision
from yizhan_collector.rooms.leaves.leave import Filter, Phase
from yizhan_collector.rooms.leaves.letters import WAYS
from yizhan_collector.rooms.leaves.regions import REGIONS
from yizhan_collector.rooms.leaves.returns import Return
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["leaves"])
Seer = Annotated[Staff, Depends(able("see_people"))]
Changer = Annotated[Staff, Depends(able("change_people"))]
Decider = Annotated[Staff, Depends(able("decide_leave", "decide_city"))]
Line = Annotated[str, Field(min_length=1, max_length=150, pattern=r"\S")]


class LeaveItem(LeaveFacts):
    """A leave as a line of the list."""

    person: PersonBrief


class NewDecision(BaseModel):
    """Grant or refuse; a refusal has its reasons, which the person reads."""

    granted: bool
    reasons: Annotated[str, Field(max_length=2000)] = ""
    ways: Annotated[list[Line], Field(max_length=10)] = Field(
        [], description="How the person reports while away; the usual way when empty."
    )

    def said(self) -> Decision:
        """What was decided."""
        return Decision(self.granted, self.reasons.strip(), tuple(self.ways) or WAYS)


class NewReturn(BaseModel):
    """The day of the return, and why it was late where it could not be helped."""

    on: date
    late_why: Annotated[str, Field(max_length=500)] = ""


@router.get("/regions", name="regions", responses=errors(401, 403))
def regions(_: Seer) -> list[RegionItem]:
    """Where one may go: our counties, the cities of the province, the provinces."""
    return [RegionItem(code=code, name=name) for code, name in REGIONS.items()]


@router.get("/leaves", name="leaves", responses=errors(401, 403))
def listed(
    _: Seer,
    tx: Tx,
    now: Now,
    wanted: Wanted,
    phase: Annotated[Phase | None, Query(description="Null is all.")] = None,
) -> Page[LeaveItem]:
    """The leaves of the own area, what goes on first; without what the persons wrote."""
    today = legal_day(now)
    found, total = service.page(tx, Filter(phase, today), wanted.size, wanted.offset)
    who = people.by_id(tx, {one.person for one in found})
    items = [
        LeaveItem(**facts(one, today).model_dump(), person=brief(who[one.person])) for one in found
    ]
    return wanted.of(items, total)


@router.get("/people/{person}/leaves", name="leaves_of", responses=errors(401, 403, 404))
def of_person(person: UUID, staff: Seer, tx: Tx, now: Now) -> list[LeaveRecord]:
    """Every leave of one person, the newest first; the record must be open."""
    people.get(tx, person)
    opened(tx, staff, person, now)
    return [record(one, legal_day(now)) for one in service.of_person(tx, person)]


@router.post(
    "/people/{person}/leaves/weigh",
    name="weigh_leave",
    responses=errors(400, 401, 403, 404, 409, 413),
)
def weigh(person: UUID, given: NewLeave, _: Changer, tx: Tx, now: Now) -> LeaveWeighed:
    """Who would decide on this, and why; nothing is kept."""
    people.get(tx, person)
    return weighed(service.weigh(tx, person, given.wish(), now))


@router.post(
    "/people/{person}/leaves",
    status_code=201,
    name="ask_leave",
    responses=errors(400, 401, 403, 404, 409, 413),
)
def ask(person: UUID, given: NewLeave, staff: Changer, tx: Tx, now: Now) -> LeaveRecord:
    """Write down a person's wish for leave; somebody else decides."""
    people.get(tx, person)
    leave = service.apply(tx, person, given.wish(), "desk", staff.id, now)
    audit.recorded(tx, staff.id, "ask_leave", now, person, str(leave))
    return record(service.get(tx, leave), legal_day(now))


@router.post(
    "/leaves/{leave}/extend",
    status_code=201,
    name="extend_leave",
    responses=errors(400, 401, 403, 404, 409, 413),
)
def extend(leave: UUID, given: LongerLeave, staff: Changer, tx: Tx, now: Now) -> LeaveRecord:
    """Write down a person's wish for a leave to last longer."""
    why = given.why.strip()
    longer = service.extend(tx, leave, given.until, why, "desk", staff.id, now)
    one = service.get(tx, longer)
    audit.recorded(tx, staff.id, "ask_leave", now, one.person, str(longer))
    return record(one, legal_day(now))


@router.post(
    "/leaves/{leave}/decide",
    name="decide_leave",
    responses=errors(400, 401, 403, 404, 409, 413),
)
def decide(leave: UUID, given: NewDecision, staff: Decider, tx: Tx, now: Now) -> LeaveFacts:
    """Grant or refuse at the level that the request names, and issue the paper."""
    one = decisions.decide(tx, leave, staff, given.said(), now)
    audit.recorded(tx, staff.id, "decide_leave", now, one.person, str(leave))
    return facts(one, legal_day(now))


@router.post("/leaves/{leave}/pass-on", name="pass_on_leave", responses=errors(401, 403, 404, 409))
def pass_on(leave: UUID, staff: Decider, tx: Tx, now: Now) -> LeaveFacts:
    """Ask the higher level that is needed since other leave was granted."""
    one = decisions.pass_on(tx, leave, now)
    audit.recorded(tx, staff.id, "pass_on_leave", now, one.person, str(leave))
    return facts(one, legal_day(now))


@router.post("/leaves/{leave}/cancel", name="cancel_leave", responses=errors(401, 403, 404, 409))
def cancel(leave: UUID, staff: Changer, tx: Tx, now: Now) -> LeaveFacts:
    """Take back or call off a leave at the person's wish, before its first day."""
    one = returns.cancel(tx, leave, staff, now)
    audit.recorded(tx, staff.id, "cancel_leave", now, one.person, str(leave))
    return facts(one, legal_day(now))


@router.post(
    "/leaves/{leave}/return",
    name="return_leave",
    responses=errors(400, 401, 403, 404, 409, 413),
)
def give_back(leave: UUID, given: NewReturn, staff: Changer, tx: Tx, now: Now) -> LeaveFacts:
    """Confirm the return; days of delay are counted, nothing follows by itself."""
    back = Return(given.on, given.late_why.strip())
    one = returns.give_back(tx, leave, back, staff, now)
    audit.recorded(tx, staff.id, "return_leave", now, one.person, str(leave))
    return facts(one, legal_day(now))
