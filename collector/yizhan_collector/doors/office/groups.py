"""The group, the plan and the particulars of a person."""

from uuid import UUID

from fastapi import APIRouter

from yizhan_collector.doors.access import Now, Tx
from yizhan_collector.doors.office.term_shapes import (
    NewGroup,
    NewPlan,
    ParticularsGiven,
    TermRecord,
)
from yizhan_collector.doors.office.terms import ERRORS, AtWork, answered
from yizhan_collector.rooms.terms import declare
from yizhan_collector.rooms.terms.casework import Goal, Member, Particulars, Plan

router = APIRouter(prefix="/people/{person}/term", tags=["terms"])


@router.post("/group", responses=ERRORS)
def form_group(person: UUID, given: NewGroup, staff: AtWork, tx: Tx, now: Now) -> TermRecord:
    """Form the correction group, or form it anew; a woman's includes a woman."""
    members = tuple(Member(**one.model_dump()) for one in given.members)
    declare.form_group(tx, person, members, staff, now)
    return answered(tx, "form_group", person, staff, now)


@router.post("/plan", responses=ERRORS)
def make_plan(person: UUID, given: NewPlan, staff: AtWork, tx: Tx, now: Now) -> TermRecord:
    """Make the individual plan, or make it anew for a reason."""
    plan = Plan(
        given.assessment,
        tuple(given.supervision),
        tuple(Goal(**one.model_dump()) for one in given.goals),
        given.person_says,
        given.review_on,
        given.reason,
    )
    declare.make_plan(tx, person, plan, staff, now)
    return answered(tx, "make_plan", person, staff, now)


@router.post("/particulars", responses=ERRORS)
def change_particulars(
    person: UUID, given: ParticularsGiven, staff: AtWork, tx: Tx, now: Now
) -> TermRecord:
    """Write down telephone, address, work, health and guardian; what was before stays."""
    declare.change_particulars(tx, person, Particulars(**given.model_dump()), staff, now)
    return answered(tx, "change_particulars", person, staff, now)
