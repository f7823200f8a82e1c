"""Alerts in both directions: questions to a human, taken up and answered by name."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from psycopg import Connection
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.office.shapes import PersonBrief, brief
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.alerts import duty as duties
from yizhan_collector.rooms.alerts import service
from yizhan_collector.rooms.alerts.model import (
    About,
    Alert,
    FollowUp,
    Outcome,
    Rule,
    State,
    Wish,
    may_judge,
)
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/alerts", tags=["alerts"])
# a technician keeps no people: the database shows them the questions about boxes only
Seer = Annotated[Staff, Depends(able("see_statistics", "quarantine"))]
Changer = Annotated[Staff, Depends(able("change_people", "decide_city"))]
CHANGE = errors(400, 401, 403, 404, 409, 413)


class AlertItem(BaseModel):
    """One alert."""

    id: UUID
    about: About
    office: str = Field(description="Whose question it is: a county or a township.")
    person: PersonBrief | None
    rule: Rule
    rule_version: int
    since: datetime
    raised_at: datetime
    deadline: datetime
    late: bool
    state: State
    explained_by: str = Field(description="The leave or excuse that covers it; it is quiet then.")
    on_duty: str = Field(description="Who answers today; empty: any officer of the office.")
    acknowledged_at: datetime | None
    acknowledged_by: str
    note: str
    cleared_at: datetime | None = Field(description="When it held no more; still to be answered.")
    outcome: Outcome | None
    outcome_at: datetime | None
    outcome_by: str
    words: str
    follow_up: FollowUp
    mine: bool = Field(description="Whether one may say what it was.")


class AlertRule(BaseModel):
    """The rule of an alert, in the version it was raised by."""

    title_zh: str
    title_en: str
    hours: int
    source: str
    to_confirm: bool


class AlertRecord(AlertItem):
    """One alert with its rule and its evidence; to open one about a person is written down."""

    by_rule: AlertRule
    evidence: list[dict[str, str]] = Field(description="Codes, and what they are about.")
    escalated: list[UUID] = Field(description="The alerts on offices that followed from this.")


class AlertTaken(BaseModel):
    """What is said when it is taken up."""

    note: Annotated[str, Field(max_length=1000)] = ""


class AlertAnswer(BaseModel):
    """What it was, by a named human, in words that the person can read."""

    outcome: Outcome
    words: Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
    follow_up: FollowUp = ""


@router.get("", name="alerts", responses=errors(401, 403))
def listed(
    staff: Seer,
    wanted: Wanted,
    tx: Tx,
    now: Now,
    about: About | None = None,
    rule: Annotated[str | None, Query(max_length=40)] = None,
    person: UUID | None = None,
    state: Annotated[list[State] | None, Query()] = None,
    office: Annotated[str, Query(pattern=r"^([0-9]{6}([0-9]{3})?)?$")] = "",
    alone: Annotated[bool, Query(description="That office, without those below it.")] = False,
    late: bool = False,
) -> Page[AlertItem]:
    """The alerts of the own area: what is open and late first, then the newest."""
    states = tuple(state) if state else None
    wish = Wish(about, rule, person, states, office, alone, now if late else None)
    rows, total = service.page(tx, wish, *wanted.window)
    return wanted.of(items(tx, rows, staff, now), total)


@router.get("/{alert}", name="alert", responses=errors(401, 403, 404))
def show(alert: UUID, staff: Seer, tx: Tx, now: Now) -> AlertRecord:
    """One alert with its evidence and its rule; a person sees who looked at one about them."""
    one = service.get(tx, alert)
    if one.about == "person":
        audit.recorded(tx, staff.id, "view_alert", now, one.person, str(alert))
    return _record(tx, one, staff, now)


@router.post("/{alert}/acknowledge", name="acknowledge_alert", responses=CHANGE)
def acknowledge(alert: UUID, given: AlertTaken, staff: Changer, tx: Tx, now: Now) -> AlertRecord:
    """Take it up; that is no answer yet, and clears nothing."""
    one = service.acknowledge(tx, alert, given.note, staff, now)
    audit.recorded(tx, staff.id, "acknowledge_alert", now, one.person, str(alert))
    return _record(tx, one, staff, now)


@router.post("/{alert}/decide", name="decide_alert", responses=CHANGE)
def decide(alert: UUID, given: AlertAnswer, staff: Changer, tx: Tx, now: Now) -> AlertRecord:
    """Say what it was; an alert on an office is decided one level up, a sanction never follows."""
    said = (given.outcome, given.words, given.follow_up)
    one = service.decide(tx, alert, *said, staff, now)
    audit.recorded(tx, staff.id, "decide_alert", now, one.person, str(alert))
    return _record(tx, one, staff, now)


def items(tx: Connection, some: Sequence[Alert], staff: Staff, now: datetime) -> list[AlertItem]:
    """Alerts as a page shows them."""
    about = {one.person for one in some if one.person}
    known = people.by_id(tx, about) if about else {}
    today = duties.on_duty(tx, {one.office for one in some}, legal_day(now))
    who = {by for one in some for by in (one.acknowledged_by, one.outcome_by) if by}
    names = staff_room.names(tx, who | set(today.values()))
    return [AlertItem.model_validate(_shown(one, known, today, names, staff, now)) for one in some]


def _shown(
    one: Alert, known: dict[UUID, Any], duty: dict[str, UUID], names: dict[UUID, str],
    staff: Staff, now: datetime,
) -> dict[str, Any]:  # fmt: skip
    person = known.get(one.person) if one.person else None
    return vars(one) | {
        "person": brief(person) if person else None,
        "late": one.late(now),
        "state": one.state,
        "on_duty": names.get(duty[one.office], "") if one.office in duty else "",
        "acknowledged_by": names.get(one.acknowledged_by, "") if one.acknowledged_by else "",
        "outcome_by": names.get(one.outcome_by, "") if one.outcome_by else "",
        "mine": one.outcome is None and may_judge(one, staff.id, staff.area),
    }


def _record(tx: Connection, one: Alert, staff: Staff, now: datetime) -> AlertRecord:
    [item] = items(tx, [one], staff, now)
    found = rules.book(tx, legal_day(one.raised_at)).rule(f"alert.{one.rule}")
    said = AlertRule(
        title_zh=found.title_zh,
        title_en=found.title_en,
        hours=int(str(found.value)),
        source=found.source,
        to_confirm=found.to_confirm,
    )
    return AlertRecord(
        **item.model_dump(),
        by_rule=said,
        evidence=[dict(line) for line in one.evidence],
        escalated=service.escalated(tx, one.id),
    )
