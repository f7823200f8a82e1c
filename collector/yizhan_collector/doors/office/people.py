"""The people, one record, and who looked at it."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able, own
from yizhan_collector.doors.office.opening import opened
from yizhan_collector.doors.office.shapes import CheckInLine, PersonBrief, PersonName, line
from yizhan_collector.doors.paging import Page, Wanted, lines
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.audit.service import Reason
from yizhan_collector.rooms.checkins import listing
from yizhan_collector.rooms.devices import templates
from yizhan_collector.rooms.orders import service as orders
from yizhan_collector.rooms.orders.model import Rhythm as ReportingRhythm
from yizhan_collector.rooms.people import secrets
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.people.model import Person
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import NotAllowed, Staff
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.model import Overlay, Sentence, State

router = APIRouter(prefix="/people", tags=["people"])
Seer = Annotated[Staff, Depends(able("see_people"))]
Changer = Annotated[Staff, Depends(able("change_people"))]
Gender = Literal["female", "male"]


class PersonItem(PersonBrief):
    """A person as a line of the list."""

    face_allowed: bool
    minor: bool
    next_due: date | None = Field(description="The next due day from today on.")


class Rhythm(BaseModel):
    """How often a person reports."""

    first_due_on: date
    every_days: int


class Enrolment(BaseModel):
    """The box that holds the face template; the template never leaves it."""

    device: str
    at: datetime


class Viewed(BaseModel):
    """Who did what with this record."""

    name: str = Field(description="Name of the staff; empty when the system did it.")
    action: str
    at: datetime
    reason: Reason | None


class PersonStanding(BaseModel):
    """The live term of a person, at a glance."""

    sentence: Sentence
    state: State
    category: str | None = Field(description="Code of the category; null before it is decided.")
    overlays: list[Overlay]
    starts_on: date
    ends_on: date
    days_left: int = Field(description="Days from today to the last day of the term.")


class PersonRecord(PersonItem):
    """One person's record."""

    gender: Gender
    standing: PersonStanding | None = Field(description="Null: no term is recorded, or it ended.")
    let_go: bool = Field(description="The last term ended: nothing more is asked of the person.")
    created_at: datetime
    rhythm: Rhythm | None
    recent: list[CheckInLine] = Field(description="The latest visits, newest first.")
    enrolment: Enrolment | None
    deleting: list[str] = Field(
        description="Boxes that were ordered to delete the template and have not confirmed it."
    )
    viewed_by: list[Viewed] = Field(description="Newest first; this view is the first of them.")


class Opening(BaseModel):
    """Whether a record is open."""

    until: datetime | None = Field(description="When it closes; null: state a reason first.")


class NewPerson(BaseModel):
    """A person who must report."""

    name: PersonName
    gender: Gender
    township: Annotated[str, Field(pattern=r"^[0-9]{9}$")]
    face_allowed: bool = Field(description="False: the routes without a face, as equals.")
    first_due_on: date = Field(description="Today or later.")
    every_days: Annotated[int, Field(ge=1, le=366)]
    minor: bool = Field(False, description="Under the rules for minors; needs a specialist.")
    born_on: date | None = None


class FaceWish(BaseModel):
    """Whether the face may be used; false orders the deletion of the template."""

    allowed: bool


@router.get("", name="people", responses=errors(401, 403))
def listed(
    staff: Seer,
    tx: Tx,
    now: Now,
    wanted: Wanted,
    q: Annotated[str, Query(max_length=60, description="Part of a name or of a number.")] = "",
) -> Page[PersonItem]:
    """The people, by name."""
    found = people.page(tx, staff.area, q.strip(), *wanted.window)
    rhythms = orders.rhythms_of(tx, {one.id for one in found[0]})
    today = legal_day(now)
    return lines(wanted, found, lambda one: _item(one, _next(rhythms.get(one.id), today)))


@router.post("", status_code=201, responses=errors(400, 401, 403, 404, 413))
def add_person(given: NewPerson, staff: Changer, tx: Tx, now: Now) -> PersonItem:
    """Take a person into supervision, with a fresh check-in number and a rhythm."""
    own(staff, given.township)
    if given.minor and not staff.minors:
        raise NotAllowed
    who = (given.name, given.gender, given.township, given.face_allowed)
    added = people.add(tx, *who, now, given.minor, given.born_on)
    orders.order_reports(tx, added, given.first_due_on, given.every_days, now)
    audit.recorded(tx, staff.id, "add_person", now, added)
    return _item(people.get(tx, added), given.first_due_on)


@router.get("/{person}/opening", responses=errors(401, 403, 404))
def opening(person: UUID, staff: Seer, tx: Tx, now: Now) -> Opening:
    """Whether this record is open to who asks, or needs a reason first."""
    _own(tx, staff, person)
    return Opening(until=audit.open_until(tx, staff.id, person, now))


@router.get("/{person}", responses=errors(401, 403, 404))
def person(
    person: UUID,
    staff: Seer,
    tx: Tx,
    now: Now,
    reason: Annotated[
        Reason | None, Query(description="Needed unless the record is open since half an hour.")
    ] = None,
) -> PersonRecord:
    """One record; the view and its reason are written down and shown in it."""
    found = _own(tx, staff, person)
    opened(tx, staff, person, now, reason)
    return _record(tx, found, now)


@router.post("/{person}/face", responses=errors(400, 401, 403, 404, 413))
def allow_face(person: UUID, given: FaceWish, staff: Changer, tx: Tx, now: Now) -> PersonRecord:
    """Allow the face, or withdraw it: then every box deletes the template."""
    _own(tx, staff, person)
    people.allow_face(tx, person, given.allowed)
    if not given.allowed:
        secrets.withdraw_permits(tx, person)
        templates.withdraw(tx, person, now)
    audit.recorded(tx, staff.id, "allow_face" if given.allowed else "withdraw_face", now, person)
    return _record(tx, people.get(tx, person), now)


def _own(tx: Tx, staff: Staff, person: UUID) -> Person:
    found = people.get(tx, person)
    own(staff, found.township)
    return found


def _item(one: Person, next_due: date | None) -> PersonItem:
    return PersonItem(
        id=one.id,
        number=one.number,
        name=one.name,
        township=one.township,
        face_allowed=one.face_allowed,
        minor=one.minor,
        next_due=next_due,
    )


def _record(tx: Tx, one: Person, now: datetime) -> PersonRecord:
    rhythm = orders.rhythm_of(tx, one.id)
    recent, _ = listing.page(tx, listing.Wish(person=one.id), 20, 0)
    enrolled = templates.enrolment(tx, one.id)
    return PersonRecord(
        **_item(one, _next(rhythm, legal_day(now))).model_dump(),
        gender=one.gender,
        standing=_standing(tx, one.id, legal_day(now)),
        let_go=one.id in terms.ended(tx, [one.id]),
        created_at=one.created_at,
        rhythm=Rhythm.model_validate(rhythm, from_attributes=True) if rhythm else None,
        recent=[line(visit) for visit in recent],
        enrolment=Enrolment(device=enrolled.device, at=enrolled.at) if enrolled else None,
        deleting=templates.deleting(tx, one.id),
        viewed_by=_trail(tx, one.id),
    )


def _standing(tx: Tx, person: UUID, today: date) -> PersonStanding | None:
    found = terms.standing(tx, person)
    if found is None:
        return None
    return PersonStanding(
        sentence=found.sentence,
        state=found.state,
        category=found.category,
        overlays=list(found.overlays),
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        days_left=(found.ends_on - today).days,
    )


def _next(rhythm: ReportingRhythm | None, today: date) -> date | None:
    return rhythm.next(today) if rhythm else None


def _trail(tx: Tx, person: UUID) -> list[Viewed]:
    trail = audit.trail(tx, person)
    names = staff_room.names(tx, {one.staff for one in trail if one.staff})
    return [
        Viewed(
            name=names.get(one.staff, "") if one.staff else "",
            action=one.action,
            at=one.at,
            reason=one.reason,
        )
        for one in trail
    ]
