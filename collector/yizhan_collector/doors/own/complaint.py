"""Complain about the office or the county, and read the answers."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from psycopg import Connection
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx
from yizhan_collector.doors.own.access import Myself
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.oversight import complaints
from yizhan_collector.rooms.oversight.model import Complaint, Filed, Outcome, Topic, offices
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.people.model import DISTRICTS
from yizhan_collector.rooms.staff import service as staff_room

router = APIRouter()


class OwnOffice(BaseModel):
    """Somebody one can complain about."""

    code: str
    name: str


class OwnComplaint(BaseModel):
    """A complaint of one's own."""

    id: UUID
    about: str
    topic: Topic
    words: str
    filed_at: datetime
    answer_by: date
    late: bool
    outcome: Outcome | None
    answer: str | None
    answered_by: str
    answered_at: datetime | None


class OwnComplaints(BaseModel):
    """The complaints, newest first, and about whom one can complain."""

    offices: list[OwnOffice]
    items: list[OwnComplaint]


class NewComplaint(BaseModel):
    """What is complained of. The office complained of does not read it."""

    about: Annotated[str, Field(pattern=r"^([0-9]{6}|[0-9]{9})$")]
    topic: Topic
    words: Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S")]
    decision: UUID | None = Field(None, description="The own request whose decision it is about.")


@router.get("/complaints", name="own_complaints", responses=errors(401, 403))
def listed(me: Myself, tx: Tx, now: Now) -> OwnComplaints:
    """One's complaints; with this the answers have been told."""
    found = complaints.of_person(tx, me.person)
    complaints.read_by_person(tx, me.person, now)
    return OwnComplaints(offices=_offices(tx, me.person), items=_items(tx, found, now))


@router.post(
    "/complaints",
    status_code=201,
    name="own_complain",
    responses=errors(400, 401, 403, 404, 413, 422),
)
def complain(given: NewComplaint, me: Myself, tx: Tx, now: Now) -> OwnComplaint:
    """Complain; the answer is due after the days of the rule book."""
    what = Filed(given.about, given.topic, given.words.strip(), given.decision)
    return _items(tx, [complaints.file(tx, me.person, what, me.channel, now)], now)[0]


def _items(tx: Connection, found: list[Complaint], now: datetime) -> list[OwnComplaint]:
    names = staff_room.names(tx, {one.answered_by for one in found if one.answered_by})
    return [
        OwnComplaint(
            **{
                **vars(one),
                "answered_by": names.get(one.answered_by, "") if one.answered_by else "",
                "late": one.late(legal_day(now)),
            }
        )
        for one in found
    ]


def _offices(tx: Connection, person: UUID) -> list[OwnOffice]:
    names = {one.code: one.name for one in people.townships(tx)} | DISTRICTS
    codes = offices(people.get(tx, person).township)
    return [OwnOffice(code=code, name=names.get(code, code)) for code in codes]
