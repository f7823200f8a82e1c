"""Service for the public: offered, never ordered; what became of it, by code."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from yizhan_wire.envelope import new_id

from yizhan_collector.doors.access import Now, Tx, able, own_county
from yizhan_collector.doors.office.opening import opened
from yizhan_collector.doors.office.shapes import PersonBrief, brief
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.education import offers
from yizhan_collector.rooms.education import service as education
from yizhan_collector.rooms.education.gather import Attended, Code, Noted, Offer, Outcome, Served
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["education"])
Teacher = Annotated[Staff, Depends(able("educate"))]
Seer = Annotated[Staff, Depends(able("see_people"))]


class OfferItem(BaseModel):
    """An offer of service."""

    id: UUID
    title: str
    place: str
    on_day: date
    minutes: int
    capacity: int
    abilities: list[str] = Field(description="What it takes, in words; nobody is sent.")
    minors: bool
    taken: int = Field(description="Places taken.")


class ServedItem(BaseModel):
    """A person's place in a service."""

    offer: UUID
    title: str
    on_day: date
    outcome: Outcome | None
    minutes: int | None
    note: str
    next_step: str = Field(description="What was done after an injury or a complaint.")


class Helper(ServedItem):
    """The same with who it is."""

    person: PersonBrief


class OfferRecord(OfferItem):
    """An offer with who takes part."""

    places: list[Helper]


class NewOffer(BaseModel):
    """An offer to make."""

    county: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
    title: Annotated[str, Field(min_length=1, max_length=80)]
    place: Annotated[str, Field(min_length=1, max_length=120)]
    on_day: date
    minutes: Annotated[int, Field(ge=10, le=480)]
    capacity: Annotated[int, Field(ge=1, le=200)]
    abilities: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=40)]], Field(max_length=10)
    ] = []
    minors: bool = False


class Joining(BaseModel):
    """Who takes part."""

    person: UUID


class NewNote(BaseModel):
    """What became of it."""

    person: UUID
    outcome: Outcome
    minutes: Annotated[int, Field(ge=0, le=480)]
    note: Annotated[str, Field(max_length=500)] = ""
    next_step: Annotated[str, Field(max_length=500)] = ""


class CourseDone(BaseModel):
    """A finished course."""

    title: str
    minutes: int
    on: date


class ClassAttended(BaseModel):
    """A class of a person."""

    session: UUID
    title: str
    on: date
    code: Code | None
    missed: bool = Field(description="May be made up for by a course; never a breach by itself.")


class EducationOf(BaseModel):
    """What a person learned and did for others. No number of hours is asked for."""

    courses: list[CourseDone]
    classes: list[ClassAttended]
    service: list[ServedItem]


@router.get("/education/offers", name="offers", responses=errors(401, 403))
def listed(_: Teacher, tx: Tx, wanted: Wanted) -> Page[OfferItem]:
    """The offers, the latest first."""
    found, total = offers.page(tx, None, wanted.size, wanted.offset)
    return wanted.of([_item(one) for one in found], total)


@router.post("/education/offers", status_code=201, responses=errors(400, 401, 403, 404, 413))
def make_offer(given: NewOffer, staff: Teacher, tx: Tx, now: Now) -> OfferRecord:
    """Offer a service in a county of one's area; one for minors needs a specialist."""
    own_county(staff, given.county, given.minors)
    made = offers.make(tx, Offer(id=new_id(), **given.model_dump()), staff.id, now)
    audit.recorded(tx, staff.id, "make_offer", now, subject=str(made))
    return _record(tx, made)


@router.get("/education/offers/{offer}", name="offer", responses=errors(401, 403, 404))
def one_offer(offer: UUID, _: Teacher, tx: Tx) -> OfferRecord:
    """One offer and who takes part."""
    return _record(tx, offer)


@router.post("/education/offers/{offer}/join", responses=errors(400, 401, 403, 404, 409, 413))
def join_offer(offer: UUID, given: Joining, staff: Teacher, tx: Tx, now: Now) -> OfferRecord:
    """Note that somebody has chosen this service."""
    people.get(tx, given.person)
    offers.join(tx, offer, given.person, "staff", now)
    audit.recorded(tx, staff.id, "join_offer", now, given.person, str(offer))
    return _record(tx, offer)


@router.post("/education/offers/{offer}/note", responses=errors(400, 401, 403, 404, 409, 413))
def note_offer(offer: UUID, given: NewNote, staff: Teacher, tx: Tx, now: Now) -> OfferRecord:
    """Write down what became of it; after an injury or a complaint also what was done next."""
    noted = Noted(given.outcome, given.minutes, given.note.strip(), given.next_step.strip())
    offers.note(tx, offer, given.person, noted, staff.id, now)
    audit.recorded(tx, staff.id, "note_offer", now, given.person, str(offer))
    return _record(tx, offer)


@router.get("/people/{person}/education", responses=errors(401, 403, 404))
def education_of(person: UUID, staff: Seer, tx: Tx, now: Now) -> EducationOf:
    """What a person learned and did; needs the open record."""
    people.get(tx, person)
    opened(tx, staff, person, now)
    return summary(tx, person)


def summary(tx: Tx, person: UUID) -> EducationOf:
    """What a person learned and did, the newest first."""
    found = education.of_person(tx, person)
    return EducationOf(
        courses=[CourseDone.model_validate(vars(one)) for one in found.courses],
        classes=[attended(one) for one in found.classes],
        service=[served(one) for one in found.service],
    )


def attended(one: Attended) -> ClassAttended:
    """A class of a person."""
    return ClassAttended(
        session=one.session, title=one.title, on=one.day, code=one.code, missed=one.missed
    )


def served(one: Served) -> ServedItem:
    """A person's place in a service."""
    return ServedItem.model_validate(one, from_attributes=True)


def _item(one: Offer) -> OfferItem:
    return OfferItem.model_validate(one, from_attributes=True)


def _record(tx: Tx, offer: UUID) -> OfferRecord:
    found = offers.places(tx, offer)
    known = people.by_id(tx, {one.person for one in found})
    places = [
        Helper(**served(one).model_dump(), person=brief(known[one.person]))
        for one in found
        if one.person in known
    ]
    return OfferRecord(**_item(offers.get(tx, offer)).model_dump(), places=places)
