"""Electronic positioning of one person: applied for, told, lifted; and the device."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from psycopg import Connection
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.office.opening import opened
from yizhan_collector.doors.office.papershapes import ServiceWish
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.positions import orders, trackers
from yizhan_collector.rooms.positions.gate import Ground
from yizhan_collector.rooms.positions.letters import last_day
from yizhan_collector.rooms.positions.model import Positioning, Stands, Wish
from yizhan_collector.rooms.requests import service as requests
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["positions"])
Seer = Annotated[Staff, Depends(able("see_people"))]
Changer = Annotated[Staff, Depends(able("change_people"))]
CHANGE = errors(400, 401, 403, 404, 409, 422)
Words = Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S")]


class NewPositioning(BaseModel):
    """What is applied for; the head of the county decides (CCL 29)."""

    ground: Ground = Field(description="One of the five grounds of the law; there is no other.")
    evidence: Words
    from_on: date
    until_on: date = Field(description="The last day; three months from the first at most.")
    warning: UUID | None = Field(None, description="For `refused_report`: the warning in force.")
    punishment: UUID | None = Field(None, description="For `punished`: the proposal granted.")
    renews: UUID | None = Field(None, description="The order before, when it is needed longer.")
    assessment: Annotated[str, Field(max_length=4000)] = Field(
        "", description="Of a renewal: why it is still needed."
    )

    def wish(self) -> Wish:
        """What is asked for."""
        return Wish(**self.model_dump())


class Told(BaseModel):
    """When the person was told, and how the notice was handed over."""

    at: datetime
    served: ServiceWish | None = None


class Lifting(BaseModel):
    """Why it is not needed any more."""

    why: Annotated[str, Field(min_length=1, max_length=1000, pattern=r"\S")]


class NewTracker(BaseModel):
    """A device to hand out."""

    label: Annotated[str, Field(min_length=1, max_length=60, pattern=r"\S")] = Field(
        description="What is written on it, to find it again."
    )


class TrackerKey(BaseModel):
    """The key of a device, shown this once."""

    id: UUID
    key: str


class TrackerItem(BaseModel):
    """A device that was handed out."""

    id: UUID
    label: str
    issued_at: datetime
    ended_at: datetime | None


class PositioningItem(BaseModel):
    """One order, and how it stands."""

    id: UUID
    person: UUID
    number: str
    name: str
    township: str
    ground: Ground
    evidence: str
    warning: UUID | None
    punishment: UUID | None
    renews: UUID | None
    assessment: str
    from_on: date
    until_on: date
    stands: Stands
    asked_by: str
    decided_by: str
    reasons: str
    paper: UUID | None
    notified_at: datetime | None
    lifted_at: datetime | None
    lift_why: str
    tracker: TrackerItem | None


@router.get("/positioning", name="positionings", responses=errors(401, 403))
def listed(
    _: Seer,
    wanted: Wanted,
    tx: Tx,
    now: Now,
    live: Annotated[bool, Query(description="Only those that wait or run.")] = True,
) -> Page[PositioningItem]:
    """The orders of the own area, what ends first before others."""
    rows, total = orders.page(tx, live, now, *wanted.window)
    return wanted.of(_items(tx, rows, now), total)


@router.get("/people/{person}/positioning", name="positioning_of", responses=errors(401, 403, 404))
def of_person(person: UUID, staff: Seer, tx: Tx, now: Now) -> list[PositioningItem]:
    """The orders about one person, the newest first; the record must be open."""
    people.get(tx, person)
    opened(tx, staff, person, now)
    return _items(tx, orders.of_person(tx, person), now)


@router.post(
    "/people/{person}/positioning", status_code=201, name="ask_positioning", responses=CHANGE
)
def ask(person: UUID, given: NewPositioning, staff: Changer, tx: Tx, now: Now) -> PositioningItem:
    """Apply for an order; until the head has decided nothing is taken."""
    people.get(tx, person)
    opened(tx, staff, person, now)
    order = orders.apply(tx, person, given.wish(), staff, now)
    audit.recorded(tx, staff.id, "ask_positioning", now, person, str(order))
    return _items(tx, [orders.get(tx, order)], now)[0]


@router.post("/positioning/{order}/tell", name="tell_positioning", responses=CHANGE)
def tell(order: UUID, given: Told, staff: Changer, tx: Tx, now: Now) -> PositioningItem:
    """The person was told of period, rules and consequences; from then on the order can run."""
    opened(tx, staff, orders.get(tx, order).person, now)
    served = given.served.served() if given.served else None
    one = orders.tell(tx, order, given.at, served, staff, now)
    audit.recorded(tx, staff.id, "tell_positioning", now, one.person, str(order))
    return _items(tx, [one], now)[0]


@router.post("/positioning/{order}/lift", name="lift_positioning", responses=CHANGE)
def lift(order: UUID, given: Lifting, staff: Changer, tx: Tx, now: Now) -> PositioningItem:
    """It is not needed any more: from this moment nothing is taken."""
    opened(tx, staff, orders.get(tx, order).person, now)
    one = orders.lift(tx, order, given.why.strip(), staff, now)
    audit.recorded(tx, staff.id, "lift_positioning", now, one.person, str(order))
    return _items(tx, [one], now)[0]


@router.post(
    "/positioning/{order}/tracker", status_code=201, name="issue_tracker", responses=CHANGE
)
def issue(order: UUID, given: NewTracker, staff: Changer, tx: Tx, now: Now) -> TrackerKey:
    """Hand a device out; its key is shown once and kept only as a hash."""
    person = orders.get(tx, order).person
    opened(tx, staff, person, now)
    tracker, key = trackers.issue(tx, order, given.label.strip(), staff, now)
    audit.recorded(tx, staff.id, "issue_tracker", now, person, str(tracker))
    return TrackerKey(id=tracker, key=key)


@router.post(
    "/positioning/{order}/tracker/end", status_code=204, name="end_tracker", responses=CHANGE
)
def take_back(order: UUID, staff: Changer, tx: Tx, now: Now) -> None:
    """Let the key of the device end; another can then be handed out."""
    person = orders.get(tx, order).person
    opened(tx, staff, person, now)
    trackers.take_back(tx, order, now)
    audit.recorded(tx, staff.id, "end_tracker", now, person, str(order))


def _items(tx: Connection, some: list[Positioning], now: datetime) -> list[PositioningItem]:
    known = people.by_id(tx, {one.person for one in some})
    asked = requests.by_id(tx, [one.request for one in some])
    staff = {by for one in asked.values() for by in (one.asked_by, one.decided_by) if by}
    names = staff_room.names(tx, staff)
    held = {one.ord: one for one in trackers.of_orders(tx, [one.id for one in some])}
    found = []
    for one in some:
        person, request = known[one.person], asked[one.request]
        more = {
            "number": person.number,
            "name": person.name,
            "township": person.township,
            "from_on": legal_day(one.starts_at),
            "until_on": last_day(one.ends_at),
            "stands": one.stands(now),
            "asked_by": names.get(request.asked_by, "") if request.asked_by else "",
            "decided_by": names.get(request.decided_by, "") if request.decided_by else "",
            "reasons": request.reasons,
            "tracker": vars(held[one.id]) if one.id in held else None,
        }
        found.append(PositioningItem.model_validate(vars(one) | more))
    return found
