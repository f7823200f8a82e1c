"""What waits for a decision of one's level, by its clock, with the facts to decide on."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able, own
from yizhan_collector.doors.office.deciding import KINDS, facts_of
from yizhan_collector.doors.office.shapes import PersonBrief, brief
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.people.model import Person
from yizhan_collector.rooms.requests import service as requests
from yizhan_collector.rooms.requests.model import Decision, Request, Verdict
from yizhan_collector.rooms.requests.model import complaint_route as route_of
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Level, NotAllowed, Staff

router = APIRouter(prefix="/approvals", tags=["approvals"])


def decides(staff: Annotated[Staff, Depends(able("see_people"))]) -> Staff:
    """Lets those pass who decide at some level; raises NotAllowed."""
    if staff.level is None:
        raise NotAllowed
    return staff


Decider = Annotated[Staff, Depends(decides)]


class OnItsOwnPage(Refused):
    """This is decided on the person's page, where all it needs is asked for; open it there."""

    status = 409


class NewVerdict(BaseModel):
    """Granted or refused; a refusal says why."""

    granted: bool
    reasons: Annotated[str, Field(max_length=1000)] = ""


class ApprovalItem(BaseModel):
    """Something asked for, and what is needed to decide on it."""

    id: UUID
    person: PersonBrief
    kind: str
    level: Level
    facts: dict[str, Any] = Field(description="As asked: code to value.")
    asked_by: str = Field(description="Name of the staff; empty when the person asked.")
    asked_at: datetime
    decide_by: date | None = Field(description="The last day in time; null: none is set.")
    mine: bool = Field(description="Asked by oneself: somebody else decides.")
    here: bool = Field(description="Decided on this screen; else on the person's page.")
    reasoned: bool = Field(description="A grant needs its reasons too.")
    complaint_route: str = Field(description="What a refusal will say about complaints.")
    decision: Decision | None


class ApprovalPage(Page[ApprovalItem]):
    """One page of what waits, and the day it is."""

    today: date
    own: list[ApprovalItem] = Field(description="One's own requests that others decide.")


@router.get("", name="approvals", responses=errors(401, 403))
def listed(staff: Decider, tx: Tx, now: Now, wanted: Wanted) -> ApprovalPage:
    """What waits for a decision of one's level, the most urgent first."""
    found, total = requests.open_for(tx, staff, wanted.size, wanted.offset)
    mine = requests.asked_by(tx, staff.id)
    shown = wanted.of(_items(tx, staff, found), total)
    return ApprovalPage(**shown.model_dump(), today=legal_day(now), own=_items(tx, staff, mine))


@router.post("/{request}", name="decide_request", responses=errors(400, 401, 403, 404, 409, 413))
def decide(request: UUID, given: NewVerdict, staff: Decider, tx: Tx, now: Now) -> ApprovalItem:
    """Grant or refuse; the room of this kind issues the paper and writes the story."""
    one = requests.get(tx, request)
    own(staff, one.township)
    audit.open_record(tx, staff.id, one.person, "decide", now)
    if one.kind not in KINDS:
        raise OnItsOwnPage
    verdict = Verdict(given.granted, given.reasons.strip())
    KINDS[one.kind].decide(tx, one, staff, verdict, now)
    return _items(tx, staff, [requests.get(tx, request)])[0]


def _items(tx: Tx, staff: Staff, found: list[Request]) -> list[ApprovalItem]:
    known = people.by_id(tx, {one.person for one in found})
    names = staff_room.names(tx, {one.asked_by for one in found if one.asked_by})
    return [
        _item(one, staff, known[one.person], names, facts_of(tx, one))
        for one in found
        if one.person in known
    ]


def _item(
    one: Request,
    staff: Staff,
    who: Person,
    names: Mapping[UUID, str],
    facts: dict[str, Any],
) -> ApprovalItem:
    return ApprovalItem(
        id=one.id,
        person=brief(who),
        kind=one.kind,
        level=one.level,
        facts=facts,
        asked_by=names.get(one.asked_by, "") if one.asked_by else "",
        asked_at=one.asked_at,
        decide_by=one.decide_by,
        mine=one.asked_by == staff.id,
        here=one.kind in KINDS,
        reasoned=one.kind in KINDS and KINDS[one.kind].reasoned,
        complaint_route=one.complaint_route or route_of(one.level, one.county),
        decision=one.decision,
    )
