"""Rewards and sanctions: counted days, drafts, decisions, notice, objections and their answers."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field, JsonValue

from yizhan_collector.doors.access import Now, Tx, able, own
from yizhan_collector.doors.conduct_shapes import (
    Said,
    SanctionItem,
    items,
)
from yizhan_collector.doors.office.opening import opened
from yizhan_collector.doors.office.sanction_shapes import (
    AreaSanction,
    EvidenceDay,
    Whole,
    done,
    of_area,
    owned,
    whole,
)
from yizhan_collector.doors.office.shapes import PersonBrief, brief
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.conduct import counted, facts, grounds, objections, service
from yizhan_collector.rooms.conduct.days import Source, Stretch
from yizhan_collector.rooms.conduct.measures import MEASURES, Measure, fits
from yizhan_collector.rooms.conduct.model import STATES, Proposal, State
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms.model import NotInCorrection

router = APIRouter(tags=["conduct"])
Seer = Annotated[Staff, Depends(able("see_people"))]
Changer = Annotated[Staff, Depends(able("change_people"))]
County = Annotated[Staff, Depends(able("decide_county"))]
Line = Annotated[str, Field(min_length=1, max_length=180, pattern=r"\S")]


class HintItem(BaseModel):
    """A condition that the numbers meet. Whether anything follows, a person decides."""

    measure: Measure
    ground: str
    number: int = Field(description="Counted days, or times, or months.")
    limit: int = Field(description="The number of the rule.")
    rule: str
    source: str = Field(description="Where the rule stands.")
    to_confirm: bool = Field(description="The bureau's legal office has yet to confirm it.")
    since: date | None
    duty: Source | None


class PersonHint(HintItem):
    """The same in the list of an area."""

    person: PersonBrief


class StretchItem(BaseModel):
    """The days since an unmet duty."""

    duty: Source
    since: date
    until: date | None = Field(description="When the person was there again.")
    counted: int
    days: list[EvidenceDay]


class GroundItem(BaseModel):
    """A ground one can propose on."""

    measure: Measure
    ground: str
    words: str = Field(description="In the words of the law, in Chinese.")


class Conduct(BaseModel):
    """What is known of a person's conduct, and what was decided."""

    stretches: list[StretchItem]
    hints: list[HintItem]
    grounds: list[GroundItem]
    sanctions: list[SanctionItem]


class NewMeasure(BaseModel):
    """A measure to propose; the software fills in the days, a person the rest."""

    person: UUID
    measure: Measure
    ground: Annotated[str, Field(pattern=r"^[a-z_]{2,40}$")]
    facts: Said
    evidence: Annotated[list[Line], Field(max_length=30)] = []
    heard: Annotated[str, Field(max_length=4000, description="What the person said.")] = ""
    considered: Annotated[str, Field(max_length=4000)] = ""
    since: date | None = Field(None, description="The unmet duty whose days are the evidence.")
    duty: Source = "due"
    details: Annotated[
        dict[str, JsonValue],
        Field(max_length=12, description="What only the paper asks for: `to_court`, `enclosed`."),
    ] = {}


@router.get("/conduct/hints", name="conduct_hints", responses=errors(401, 403))
def conduct_hints(
    staff: Seer, tx: Tx, now: Now, wanted: Wanted, measure: Measure | None = None
) -> Page[PersonHint]:
    """Whose numbers meet a condition, the heaviest first; counted each night and on changes."""
    found, total = counted.page(tx, measure, wanted.size, wanted.offset, now)
    known = people.by_id(tx, {person for person, _ in found})
    rows = [PersonHint(**vars(one), person=brief(known[person])) for person, one in found]
    return wanted.of(rows, total)


@router.get("/conduct/sanctions", name="sanctions", responses=errors(401, 403))
def sanctions(
    staff: Seer,
    tx: Tx,
    wanted: Wanted,
    state: Annotated[list[State] | None, Query()] = None,
    objected: Annotated[bool, Query(description="Only with an open objection.")] = False,
) -> Page[AreaSanction]:
    """The measures of the own area, newest first."""
    if objected:
        found = [service.get(tx, one.sanction) for one in objections.waiting(tx)]
        total = len(found)
    else:
        found, total = service.page(tx, state or STATES, wanted.size, wanted.offset)
    return wanted.of(of_area(tx, found), total)


@router.get("/people/{person}/conduct", name="conduct_of", responses=errors(401, 403, 404))
def conduct_of(person: UUID, staff: Seer, tx: Tx, now: Now) -> Conduct:
    """Counted days, conditions met, and every measure of a person; the record must be open.

    Nothing is counted, met or proposed when the person is not in correction.
    """
    own(staff, people.get(tx, person).township)
    opened(tx, staff, person, now)
    try:
        found, hints = service.suggested(tx, person, now)
    except NotInCorrection:
        past = items(tx, service.of_person(tx, person))
        return Conduct(stretches=[], hints=[], grounds=[], sanctions=past)
    book, sentence = rules.book(tx, found.record.today), found.standing.sentence
    return Conduct(
        stretches=[_stretch(one, found) for one in reversed(found.record.stretches)],
        hints=[HintItem.model_validate(one, from_attributes=True) for one in hints],
        grounds=[
            GroundItem(measure=one, ground=code, words=grounds.words(one, code, book))
            for one in MEASURES
            if fits(one, sentence, book)
            for code in grounds.GROUNDS[one]
            if grounds.allowed(one, code, sentence)
        ],
        sanctions=items(tx, service.of_person(tx, person)),
    )


@router.get("/conduct/sanctions/{sanction}", name="sanction", responses=errors(401, 403, 404))
def sanction(sanction: UUID, staff: Seer, tx: Tx, now: Now) -> Whole:
    """One measure with its evidence; the record must be open."""
    one = owned(tx, staff, sanction)
    opened(tx, staff, one.person, now)
    return whole(tx, one)


@router.post(
    "/conduct/sanctions",
    status_code=201,
    name="propose_measure",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def propose_measure(given: NewMeasure, staff: Changer, tx: Tx, now: Now) -> Whole:
    """Propose; nothing is decided by this."""
    own(staff, people.get(tx, given.person).township)
    opened(tx, staff, given.person, now)
    values: dict[str, Any] = {**given.model_dump(), "evidence": tuple(given.evidence)}
    made = service.propose(tx, Proposal(**values), staff, now)
    return done(tx, made, staff, now, "propose_measure")


def _stretch(one: Stretch, found: facts.Found) -> StretchItem:
    days = facts.evidence_of(one, found.standing.township, found.posts)
    return StretchItem(
        duty=one.source,
        since=one.since,
        until=one.until,
        counted=one.counted,
        days=[EvidenceDay(**vars(each)) for each in days],
    )
