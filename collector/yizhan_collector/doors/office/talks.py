"""Individual talks: written by who teaches, read by few."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from psycopg import Connection
from pydantic import BaseModel, Field
from yizhan_wire.envelope import new_id

from yizhan_collector.doors.access import Now, Tx, able, own
from yizhan_collector.doors.office.opening import opened
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.education import talks
from yizhan_collector.rooms.education.talks_model import Kind, Talk
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["education"])
Teacher = Annotated[Staff, Depends(able("educate"))]


class TalkItem(BaseModel):
    """A talk; shown to who teaches, who wrote it and the county."""

    id: UUID
    kind: Kind
    on_day: date
    words: str
    by: str = Field(description="Name of who held it.")


class NewTalk(BaseModel):
    """A talk that was held."""

    kind: Kind
    on_day: date
    words: Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S")]


@router.get("/people/{person}/talks", name="talks", responses=errors(401, 403, 404))
def listed(person: UUID, staff: Teacher, tx: Tx, now: Now) -> list[TalkItem]:
    """The talks with a person that this member of staff may read; needs the open record."""
    own(staff, people.get(tx, person).township)
    opened(tx, staff, person, now)
    return _items(tx, person)


@router.post(
    "/people/{person}/talks",
    status_code=201,
    name="write_talk",
    responses=errors(400, 401, 403, 404, 413, 422),
)
def write_talk(person: UUID, given: NewTalk, staff: Teacher, tx: Tx, now: Now) -> list[TalkItem]:
    """Write down a talk, for good; needs the open record."""
    own(staff, people.get(tx, person).township)
    opened(tx, staff, person, now)
    words = given.words.strip()
    talks.write(tx, Talk(new_id(), person, given.kind, given.on_day, words, staff.id), now)
    audit.recorded(tx, staff.id, "write_talk", now, person)
    return _items(tx, person)


def _items(tx: Connection, person: UUID) -> list[TalkItem]:
    found = talks.of_person(tx, person)
    names = staff_room.names(tx, {one.by_staff for one in found})
    return [
        TalkItem.model_validate({**vars(one), "by": names.get(one.by_staff, "")}) for one in found
    ]
