"""What is next: the report and its ways, and how the correction stands."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter
from psycopg import Connection
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx
from yizhan_collector.doors.own.access import Myself
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.checkins import service as checkins
from yizhan_collector.rooms.leaves import service as leaves
from yizhan_collector.rooms.leaves.leave import Why
from yizhan_collector.rooms.orders import service as orders
from yizhan_collector.rooms.oversight import complaints
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.rosters.model import days
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.rules.model import Channel
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.model import Overlay, Sentence, Standing, State

router = APIRouter()
# what everybody has who was not given a category yet
EVERY_WAY: tuple[Channel, ...] = ("face", "code", "desk")


class NextReport(BaseModel):
    """The next report."""

    on: date | None = Field(description="Null while none is due.")
    today: bool
    excused: Why | None = Field(description="Away with permission on that day: not due.")
    then_on: date | None = Field(description="The one after.")
    ways: list[Channel] = Field(description="Each counts the same; never the face alone.")


class OwnTerm(BaseModel):
    """How the correction stands."""

    sentence: Sentence
    state: State
    overlays: list[Overlay]
    category_zh: str | None
    category_en: str | None
    starts_on: date
    ends_on: date
    report_by: date
    days_left: int = Field(description="Until the last day, both not counted below zero.")


class OwnHome(BaseModel):
    """The first page."""

    office: str
    county: str
    report: NextReport
    term: OwnTerm
    answers: int = Field(description="Answers to complaints that were not read yet.")


@router.get("/home", name="own_home", responses=errors(401, 403))
def home(me: Myself, tx: Tx, now: Now) -> OwnHome:
    """What is next."""
    today = legal_day(now)
    standing = terms.standing(tx, me.person)
    assert standing is not None  # noqa: S101 # the wall shows nothing without a live term
    place = next(one for one in people.townships(tx) if one.code == standing.township)
    return OwnHome(
        office=place.name,
        county=place.district,
        report=_report(tx, me.person, standing, today),
        term=own_term(tx, standing, today),
        answers=complaints.unread(tx, me.person),
    )


def own_term(tx: Connection, one: Standing, today: date) -> OwnTerm:
    """The live term as its person reads it."""
    known = {category.code: category for category in rules.categories(tx)}
    category = known.get(one.category or "")
    return OwnTerm(
        sentence=one.sentence,
        state=one.state,
        overlays=list(one.overlays),
        category_zh=category.name_zh if category else None,
        category_en=category.name_en if category else None,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        report_by=one.report_by,
        days_left=max(0, (one.ends_on - today).days),
    )


def _report(tx: Connection, person: UUID, one: Standing, today: date) -> NextReport:
    rhythm = orders.rhythm_of(tx, person)
    answered = checkins.answered(tx, {person}, today).get(person, ())
    due_on, following = days(rhythm, today, answered)
    on = due_on or following
    away = leaves.excused(tx, [person], on, on).get(person) if on else None
    return NextReport(
        on=on,
        today=on == today,
        excused=away[0].why if away else None,
        then_on=following if due_on else None,
        ways=_ways(tx, person, one),
    )


def _ways(tx: Connection, person: UUID, one: Standing) -> list[Channel]:
    known = {category.code: category.channels for category in rules.categories(tx)}
    ways = known.get(one.category or "", EVERY_WAY)
    face = people.get(tx, person).face_allowed
    return [way for way in ways if face or way != "face"]
