"""No-entry orders of one person, and permission to enter a conditional place."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from psycopg import Connection
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.office.opening import opened
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.bans import service
from yizhan_collector.rooms.bans.model import (
    LARGEST,
    Ban,
    Entry,
    EntryState,
    EntryWish,
    Kind,
    Words,
)
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.requests.model import Verdict
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["bans"])
Seer = Annotated[Staff, Depends(able("see_people"))]
Changer = Annotated[Staff, Depends(able("change_people"))]
County = Annotated[Staff, Depends(able("decide_county"))]
CHANGE = errors(400, 401, 403, 404, 409, 413)
Line = Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S")]
Place = Annotated[str, Field(min_length=1, max_length=150, pattern=r"\S")]


class NewBan(BaseModel):
    """What the court ordered, in its exact words."""

    kind: Kind
    words: Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
    court: Line
    number: Line = Field(description="Number of the document.")
    from_on: date
    until_on: date
    conditional: bool = Field(False, description="Entry may be permitted by the county.")
    polygon: Annotated[str | None, Field(max_length=LARGEST)] = Field(
        None, description="GeoJSON, only an aid to the eye; the words count."
    )
    corrects: UUID | None = Field(None, description="The order that this one replaces.")

    def said(self) -> Words:
        """The words of the court."""
        return Words(**self.model_dump(exclude={"corrects"}))


class BanEnd(BaseModel):
    """By which document the court lifted it."""

    why: Annotated[str, Field(min_length=1, max_length=500, pattern=r"\S")]


class NewEntry(BaseModel):
    """Where somebody needs to enter, why and when."""

    place: Place
    why: Annotated[str, Field(min_length=1, max_length=1000, pattern=r"\S")]
    from_on: date
    until_on: date

    def wish(self) -> EntryWish:
        """What is asked for."""
        return EntryWish(self.place.strip(), self.why.strip(), self.from_on, self.until_on)


class EntryDecision(BaseModel):
    """Permit on conditions, or refuse with reasons."""

    granted: bool
    reasons: Annotated[str, Field(max_length=2000)] = ""
    conditions: Annotated[list[Place], Field(max_length=10)] = []


class EntryItem(BaseModel):
    """A permission to enter, or the request for it."""

    id: UUID
    ban: UUID
    place: str
    why: str
    from_on: date
    until_on: date
    asked_on: date
    conditions: list[str]
    state: EntryState


class BanItem(BaseModel):
    """One order of a court."""

    id: UUID
    kind: Kind
    words: str
    court: str
    number: str
    from_on: date
    until_on: date
    conditional: bool
    polygon: str | None
    holds: bool = Field(description="Whether it is in force today.")
    corrects: UUID | None
    entered_by: str
    entered_at: datetime
    ended_on: date | None
    end_why: str
    entries: list[EntryItem]


@router.get("/people/{person}/bans", name="bans_of", responses=errors(401, 403, 404))
def of_person(person: UUID, staff: Seer, tx: Tx, now: Now) -> list[BanItem]:
    """The orders about one person, ended ones too; the record must be open."""
    people.get(tx, person)
    opened(tx, staff, person, now)
    return _items(tx, person, now)


@router.post("/people/{person}/bans", status_code=201, name="enter_ban", responses=CHANGE)
def enter(person: UUID, given: NewBan, staff: County, tx: Tx, now: Now) -> list[BanItem]:
    """Register an order in the exact words of the court, or a correction of one."""
    people.get(tx, person)
    opened(tx, staff, person, now)
    ban = service.enter(tx, person, given.said(), staff, now, given.corrects)
    audit.recorded(tx, staff.id, "enter_ban", now, person, str(ban))
    return _items(tx, person, now)


@router.post("/bans/{ban}/end", name="end_ban", responses=CHANGE)
def end(ban: UUID, given: BanEnd, staff: County, tx: Tx, now: Now) -> list[BanItem]:
    """The court lifted the order."""
    one = service.end(tx, ban, given.why.strip(), staff, now)
    audit.recorded(tx, staff.id, "end_ban", now, one.person, str(ban))
    return _items(tx, one.person, now)


@router.post("/bans/{ban}/entries", status_code=201, name="ask_entry", responses=CHANGE)
def ask(ban: UUID, given: NewEntry, staff: Changer, tx: Tx, now: Now) -> EntryItem:
    """Write down a person's wish to enter a conditional place."""
    entry = service.ask_entry(tx, ban, given.wish(), "desk", staff.id, now)
    one = service.get_entry(tx, entry)
    audit.recorded(tx, staff.id, "ask_entry", now, one.person, str(entry))
    return _entry(one)


@router.post("/entries/{entry}/decide", name="decide_entry", responses=CHANGE)
def decide(entry: UUID, given: EntryDecision, staff: County, tx: Tx, now: Now) -> EntryItem:
    """The county permits on conditions or refuses; court and procuratorate are told."""
    opened(tx, staff, service.get_entry(tx, entry).person, now)
    verdict = Verdict(given.granted, given.reasons.strip())
    one = service.decide_entry(tx, entry, staff, verdict, tuple(given.conditions), now)
    audit.recorded(tx, staff.id, "decide_entry", now, one.person, str(entry))
    return _entry(one)


def _items(tx: Connection, person: UUID, now: datetime) -> list[BanItem]:
    found, entries = service.of_person(tx, person), service.entries(tx, person)
    names = staff_room.names(tx, {one.entered_by for one in found})
    today = legal_day(now)
    return [_item(one, entries, names.get(one.entered_by, ""), today) for one in found]


def _item(one: Ban, entries: list[Entry], name: str, today: date) -> BanItem:
    return BanItem.model_validate(
        {
            **vars(one),
            **vars(one.said),
            "holds": one.holds(today),
            "entered_by": name,
            "entries": [_entry(each) for each in entries if each.ban == one.id],
        }
    )


def _entry(one: Entry) -> EntryItem:
    return EntryItem.model_validate(vars(one) | {"conditions": list(one.conditions)})
