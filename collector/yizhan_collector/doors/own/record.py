"""One's own record: the term, what was done, the papers, and who looked at it and why."""

from datetime import date, datetime
from typing import get_args
from uuid import UUID

from fastapi import APIRouter, Response
from psycopg import Connection
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx
from yizhan_collector.doors.own import asked
from yizhan_collector.doors.own.access import Myself
from yizhan_collector.doors.own.asked import OwnAlert, OwnAnomaly
from yizhan_collector.doors.own.home import OwnTerm, own_term
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.audit.service import Reason
from yizhan_collector.rooms.conduct.measures import Measure
from yizhan_collector.rooms.desk import timeline
from yizhan_collector.rooms.desk.timeline import By, Source
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.positions import orders
from yizhan_collector.rooms.positions import views as trajectories
from yizhan_collector.rooms.positions.gate import Ground
from yizhan_collector.rooms.positions.letters import last_day
from yizhan_collector.rooms.positions.model import Positioning, Stands
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.case_file import plan_of
from yizhan_collector.rooms.terms.model import Standing

router = APIRouter()
MOST = 100
ACTS: tuple[Source, ...] = ("act",)
# of what an officer wrote down, what was meant to be told
TOLD = ("reasons", "category")
# rewards and sanctions have a page of their own, from the day they are told
APART = frozenset(get_args(Measure))


class OwnGoal(BaseModel):
    """One goal of the plan."""

    need: str
    measure: str
    by_whom: str


class OwnPlan(BaseModel):
    """The individual plan; what officers assessed stays theirs."""

    from_on: date
    supervision: list[str]
    goals: list[OwnGoal]
    person_says: str
    review_on: date


class OwnAct(BaseModel):
    """Something that was done."""

    on: date
    kind: str
    by: By
    author: str
    reasons: str
    category: str
    corrected: bool = Field(description="A later one corrects it.")
    paper: UUID | None = Field(description="The paper of it, when it was meant for the person.")


class OwnPaper(BaseModel):
    """A paper meant for the person."""

    id: UUID
    title: str
    number: str
    issued_on: date
    served_on: date | None
    void: bool


class OwnView(BaseModel):
    """Who else looked at the record or worked on it, and why."""

    at: datetime
    name: str = Field(description="Empty when it was the system.")
    action: str
    reason: Reason | None


class OwnLook(BaseModel):
    """Who looked at the own trajectory, in which words."""

    at: datetime
    name: str
    reason: str


class OwnPositioning(BaseModel):
    """An order to be positioned electronically."""

    ground: Ground
    from_on: date
    until_on: date
    stands: Stands
    lift_why: str


class OwnRecord(BaseModel):
    """The own record."""

    term: OwnTerm
    plan: OwnPlan | None
    acts: list[OwnAct]
    papers: list[OwnPaper]
    views: list[OwnView]
    alerts: list[OwnAlert] = Field(description="Questions about oneself, newest first.")
    anomalies: list[OwnAnomaly] = Field(description="What seemed unusual, newest first.")
    positioning: list[OwnPositioning]
    looks: list[OwnLook] = Field(description="Who looked at the own trajectory, newest first.")


@router.get("/record", name="own_record", responses=errors(401, 403))
def record(me: Myself, tx: Tx, now: Now) -> OwnRecord:
    """What is written down about oneself."""
    standing = terms.standing(tx, me.person)
    assert standing is not None  # noqa: S101 # the wall shows nothing without a live term
    mine = _papers(tx, me.person)
    return OwnRecord(
        term=own_term(tx, standing, legal_day(now)),
        plan=_plan(tx, standing),
        acts=_acts(tx, me.person, {one.id for one in mine}),
        papers=mine,
        views=_views(tx, me.person),
        alerts=asked.alerts_about(tx, me.person),
        anomalies=asked.anomalies_about(tx, me.person),
        positioning=[_positioning(one, now) for one in orders.of_person(tx, me.person)],
        looks=_looks(tx, me.person),
    )


@router.get("/papers/{paper}", name="own_paper", responses=errors(401, 403, 404))
def paper(paper: UUID, me: Myself, tx: Tx) -> Response:
    """A paper meant for oneself, the very bytes that were issued."""
    found = papers.file(tx, paper)
    headers = {"Content-Disposition": f'attachment; filename="{paper}.pdf"'}
    return Response(found, media_type="application/pdf", headers=headers)


def _plan(tx: Connection, one: Standing) -> OwnPlan | None:
    found = plan_of(tx, one.person, one.id)
    return OwnPlan.model_validate(found) if found else None


def _acts(tx: Connection, person: UUID, mine: set[UUID]) -> list[OwnAct]:
    found, _ = timeline.page(tx, person, ACTS, timeline.START, MOST)
    names = staff_room.names(tx, {one.author for one in found if one.author})
    return [
        OwnAct(
            on=one.on,
            kind=one.what,
            by=one.by,
            author=names.get(one.author, "") if one.author else "",
            corrected=one.corrected,
            paper=one.paper if one.paper in mine else None,
            **{name: str(one.body.get(name) or "") for name in TOLD},
        )
        for one in found
        if one.what not in APART and not one.what.startswith("measure_")
    ]


def _papers(tx: Connection, person: UUID) -> list[OwnPaper]:
    return [
        OwnPaper(
            id=one.id,
            title=one.title,
            number=one.number,
            issued_on=one.issued_on,
            served_on=one.served_on,
            void=one.void_reason is not None,
        )
        for one in papers.of_person(tx, person)
    ]


def _positioning(one: Positioning, now: datetime) -> OwnPositioning:
    return OwnPositioning(
        ground=one.ground,
        from_on=legal_day(one.starts_at),
        until_on=last_day(one.ends_at),
        stands=one.stands(now),
        lift_why=one.lift_why,
    )


def _looks(tx: Connection, person: UUID) -> list[OwnLook]:
    found = trajectories.of_person(tx, person)
    names = staff_room.names(tx, {one.staff for one in found})
    return [
        OwnLook(at=one.opened_at, name=names.get(one.staff, ""), reason=one.reason) for one in found
    ]


def _views(tx: Connection, person: UUID) -> list[OwnView]:
    trail = audit.trail(tx, person, MOST)
    names = staff_room.names(tx, {one.staff for one in trail if one.staff})
    return [
        OwnView(
            at=one.at,
            name=names.get(one.staff, "") if one.staff else "",
            action=one.action,
            reason=one.reason,
        )
        for one in trail
        if not one.action.startswith("own_")
    ]
