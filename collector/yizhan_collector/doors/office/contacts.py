"""Visits, interviews and calls; and when nobody can be reached any more."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from psycopg import Connection
from pydantic import AwareDatetime, BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able, own
from yizhan_collector.doors.office.opening import opened
from yizhan_collector.doors.office.shapes import PersonBrief, brief
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.checkins import reports
from yizhan_collector.rooms.checkins.model import Channel
from yizhan_collector.rooms.conduct import facts
from yizhan_collector.rooms.contacts import lost, service
from yizhan_collector.rooms.contacts.lost import Wish
from yizhan_collector.rooms.contacts.model import Contact, Lost, Outcome, Way
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["contacts"])
Seer = Annotated[Staff, Depends(able("see_people"))]
Changer = Annotated[Staff, Depends(able("change_people"))]
Words = Annotated[str, Field(max_length=200)]


class ContactLine(BaseModel):
    """A contact as the list names it."""

    id: UUID
    person: PersonBrief
    way: Way
    at: datetime
    outcome: Outcome
    author: str = Field(description="Name of the officer.")
    is_report: bool


class ContactItem(BaseModel):
    """A contact whole."""

    id: UUID
    way: Way
    at: datetime
    outcome: Outcome
    place: str
    present: list[str]
    said: str
    next_step: str
    author: str = Field(description="Name of the officer.")
    recorded_at: datetime
    checkin: UUID | None = Field(description="The report that it was.")


class LostItem(BaseModel):
    """Lost contact, open or closed."""

    opened_on: date
    opened_by: str = Field(description="Name of the officer.")
    reasons: str
    police_on: date | None
    procuratorate_on: date | None
    paper: UUID | None
    found: str | None
    closed_at: datetime | None


class Contacts(BaseModel):
    """All contacts with a person, and whether contact is lost."""

    items: list[ContactItem]
    channels: list[Channel] = Field(description="By which ways a contact may be a report.")
    failed_ways: list[Way] = Field(description="That failed since the person was last reached.")
    ways_needed: int = Field(description="So many different ones before contact can be lost.")
    lost: LostItem | None


class NewContact(BaseModel):
    """A contact; `id` is made by the form, so that sending it twice keeps one."""

    id: UUID
    person: UUID
    way: Way
    at: AwareDatetime
    outcome: Outcome
    place: Words = ""
    present: Annotated[list[Words], Field(max_length=20)] = []
    said: Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S")]
    next_step: Annotated[str, Field(max_length=1000)] = ""
    is_report: bool = Field(False, description="It is the report of a due day.")


class LostWish(BaseModel):
    """Why contact is held to be lost."""

    reasons: Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
    police_on: date | None = None
    procuratorate_on: date | None = None


class FoundAgain(BaseModel):
    """How the person was found."""

    found: Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]


@router.get("/contacts", name="contacts", responses=errors(401, 403))
def listed(staff: Seer, tx: Tx, wanted: Wanted) -> Page[ContactLine]:
    """The contacts of the own area, newest first, without what was said."""
    found, total = service.page(tx, wanted.size, wanted.offset)
    known = people.by_id(tx, {one.person for one in found})
    names = staff_room.names(tx, {one.author for one in found})
    items = [
        ContactLine(
            **{
                **vars(one),
                "person": brief(known[one.person]),
                "author": names.get(one.author, ""),
                "is_report": one.checkin is not None,
            }
        )
        for one in found
    ]
    return wanted.of(items, total)


@router.post(
    "/contacts",
    status_code=201,
    name="record_contact",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def record_contact(given: NewContact, staff: Changer, tx: Tx, now: Now) -> ContactItem:
    """Write a contact down; it may be the report of a due day."""
    own(staff, people.get(tx, given.person).township)
    values = given.model_dump(exclude={"is_report", "present"})
    contact = Contact(**values, present=tuple(given.present), author=staff.id, recorded_at=now)
    kept = service.record(tx, contact, given.is_report, staff, now)
    audit.recorded(tx, staff.id, "record_contact", now, given.person, str(kept.id))
    facts.count(tx, [given.person], now)
    return _item(kept, {staff.id: staff.name})


@router.get("/contacts/lost", name="lost_contacts", responses=errors(401, 403))
def lost_contacts(staff: Seer, tx: Tx) -> list[PersonBrief]:
    """With whom contact is lost, the longest first."""
    found = lost.open_now(tx)
    known = people.by_id(tx, {one.person for one in found})
    return [brief(known[one.person]) for one in found]


@router.get("/people/{person}/contacts", name="contacts_of", responses=errors(401, 403, 404))
def contacts_of(person: UUID, staff: Seer, tx: Tx, now: Now) -> Contacts:
    """The contacts with one person; the record must be open."""
    own(staff, people.get(tx, person).township)
    opened(tx, staff, person, now)
    return _contacts(tx, person, now)


@router.post(
    "/people/{person}/lost",
    name="open_lost_contact",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def open_lost_contact(person: UUID, given: LostWish, staff: Changer, tx: Tx, now: Now) -> Contacts:
    """Open lost contact on recorded attempts; a missed report alone opens nothing."""
    own(staff, people.get(tx, person).township)
    opened(tx, staff, person, now)
    opened_one = lost.open_(tx, person, Wish(**given.model_dump()), staff, now)
    audit.recorded(tx, staff.id, "open_lost_contact", now, person, str(opened_one.id))
    return _contacts(tx, person, now)


@router.post(
    "/people/{person}/found",
    name="close_lost_contact",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def close_lost_contact(
    person: UUID, given: FoundAgain, staff: Changer, tx: Tx, now: Now
) -> Contacts:
    """The person was found again."""
    own(staff, people.get(tx, person).township)
    opened(tx, staff, person, now)
    lost.close(tx, person, given.found, staff, now)
    audit.recorded(tx, staff.id, "close_lost_contact", now, person)
    return _contacts(tx, person, now)


def _contacts(tx: Connection, person: UUID, now: datetime) -> Contacts:
    found = service.of_person(tx, person)
    failed, needed = lost.attempts(tx, person, now)
    open_one = lost.current(tx, person)
    names = staff_room.names(tx, {one.author for one in found})
    return Contacts(
        items=[_item(one, names) for one in found],
        channels=sorted(reports.channels(tx, person)),
        failed_ways=sorted({one.way for one in failed}),
        ways_needed=needed,
        lost=_lost(tx, open_one) if open_one else None,
    )


def _item(one: Contact, names: dict[UUID, str]) -> ContactItem:
    return ContactItem(
        **{**vars(one), "present": list(one.present), "author": names.get(one.author, "")}
    )


def _lost(tx: Connection, one: Lost) -> LostItem:
    names = staff_room.names(tx, {one.opened_by})
    return LostItem(**{**vars(one), "opened_by": names.get(one.opened_by, "")})
