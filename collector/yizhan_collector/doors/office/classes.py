"""Group classes: planned, invited to, attended; a correction is a new version."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import AwareDatetime, BaseModel, Field
from yizhan_wire.envelope import new_id

from yizhan_collector.doors.access import Now, Tx, able, own_county
from yizhan_collector.doors.office.shapes import PersonBrief, brief
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.education import classes
from yizhan_collector.rooms.education.gather import Code, Session
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/education/classes", tags=["education"])
Teacher = Annotated[Staff, Depends(able("educate"))]
MOST = 200


class ClassItem(BaseModel):
    """A class."""

    id: UUID
    title: str
    place: str
    teacher: str
    starts_at: datetime
    minutes: int
    capacity: int
    minors: bool = Field(description="For minors only; adults and minors never share a class.")
    make_up: UUID | None = Field(description="The course to take when the class was missed.")
    cancelled_at: datetime | None
    cancel_reason: str | None


class ClassPlace(BaseModel):
    """Somebody expected, and the newest mark."""

    person: PersonBrief
    code: Code | None
    note: str
    version: int = Field(description="Send it back with a mark; 0 has none yet.")
    by: str
    at: datetime | None


class ClassRecord(ClassItem):
    """A class with its list."""

    places: list[ClassPlace]


class NewClass(BaseModel):
    """A class to plan."""

    county: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
    title: Annotated[str, Field(min_length=1, max_length=80)]
    place: Annotated[str, Field(min_length=1, max_length=120)]
    teacher: Annotated[str, Field(max_length=60)] = ""
    starts_at: AwareDatetime
    minutes: Annotated[int, Field(ge=10, le=480)]
    capacity: Annotated[int, Field(ge=1, le=500)]
    minors: bool = False
    make_up: UUID | None = None


class Invitation(BaseModel):
    """Who is expected."""

    people: Annotated[list[UUID], Field(min_length=1, max_length=MOST)]


class NewMark(BaseModel):
    """One line of the attendance."""

    person: UUID
    version: Annotated[int, Field(ge=0, description="The version that was on the screen.")]
    code: Code
    note: Annotated[str, Field(max_length=300)] = ""


class Attendance(BaseModel):
    """Lines of the attendance; all are written, or none."""

    marks: Annotated[list[NewMark], Field(min_length=1, max_length=MOST)]


class CancelReason(BaseModel):
    """Why a class is not held."""

    reason: Annotated[str, Field(min_length=1, max_length=300)]


@router.get("", name="classes", responses=errors(401, 403))
def listed(_: Teacher, tx: Tx, wanted: Wanted) -> Page[ClassItem]:
    """The classes, the latest first."""
    found, total = classes.page(tx, None, wanted.size, wanted.offset)
    return wanted.of([_item(one) for one in found], total)


@router.post("", status_code=201, responses=errors(400, 401, 403, 404, 413))
def plan_class(given: NewClass, staff: Teacher, tx: Tx, now: Now) -> ClassRecord:
    """Plan a class in a county of one's area; one for minors needs a specialist."""
    own_county(staff, given.county, given.minors)
    made = classes.plan(tx, Session(id=new_id(), **given.model_dump()), staff.id, now)
    audit.recorded(tx, staff.id, "plan_class", now, subject=str(made))
    return _record(tx, made)


@router.get("/{session}", name="class_session", responses=errors(401, 403, 404))
def one_class(session: UUID, _: Teacher, tx: Tx) -> ClassRecord:
    """One class with its list."""
    return _record(tx, session)


@router.post("/{session}/invite", responses=errors(400, 401, 403, 404, 409, 413))
def invite_to_class(
    session: UUID, given: Invitation, staff: Teacher, tx: Tx, now: Now
) -> ClassRecord:
    """Expect these people; minors and adults are never mixed."""
    if len(people.by_id(tx, given.people)) != len(set(given.people)):
        raise NotFound
    classes.invite(tx, session, given.people, now)
    audit.recorded(tx, staff.id, "invite_to_class", now, subject=str(session))
    return _record(tx, session)


@router.post("/{session}/marks", responses=errors(400, 401, 403, 404, 409, 413))
def mark_class(session: UUID, given: Attendance, staff: Teacher, tx: Tx, now: Now) -> ClassRecord:
    """Write attendance; who was faster wins, and the other is told to load again."""
    expected = {one.person for one in classes.places(tx, session)}
    if not expected.issuperset(one.person for one in given.marks):
        raise NotFound
    marks = [(one.person, one.version, one.code, one.note.strip()) for one in given.marks]
    classes.mark(tx, session, marks, staff.id, now)
    audit.recorded(tx, staff.id, "mark_class", now, subject=str(session))
    return _record(tx, session)


@router.post("/{session}/cancel", responses=errors(400, 401, 403, 404, 409, 413))
def cancel_class(
    session: UUID, given: CancelReason, staff: Teacher, tx: Tx, now: Now
) -> ClassRecord:
    """Say that a class is not held, and why."""
    classes.cancel(tx, session, given.reason.strip(), now)
    audit.recorded(tx, staff.id, "cancel_class", now, subject=str(session))
    return _record(tx, session)


def _item(one: Session) -> ClassItem:
    return ClassItem.model_validate(one, from_attributes=True)


def _record(tx: Tx, session: UUID) -> ClassRecord:
    found = classes.places(tx, session)
    known = people.by_id(tx, {one.person for one in found})
    names = staff_room.names(tx, {one.by for one in found if one.by})
    places = [
        ClassPlace(
            person=brief(known[one.person]),
            code=one.code,
            note=one.note,
            version=one.version,
            by=names.get(one.by, "") if one.by else "",
            at=one.at,
        )
        for one in found
        if one.person in known
    ]
    places.sort(key=lambda one: (one.person.name, one.person.number))
    return ClassRecord(**_item(classes.get(tx, session)).model_dump(), places=places)
