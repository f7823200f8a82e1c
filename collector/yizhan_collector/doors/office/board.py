"""What each office has let lie, how often a rule is wrong, and who is on duty."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.alerts import figures, service
from yizhan_collector.rooms.alerts.model import About, Rule
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["alerts"])
Seer = Annotated[Staff, Depends(able("see_statistics"))]
Changer = Annotated[Staff, Depends(able("change_people", "decide_city"))]


class RuleFigure(BaseModel):
    """How a rule has done in one version."""

    about: About
    rule: Rule
    version: int
    raised: int
    decided: int
    false: int = Field(description="Unfounded, or a fault of the data.")
    explained: int
    open: int
    false_rate: float | None = Field(description="Of those decided; null while nothing is.")


class Lying(BaseModel):
    """What lies open at an office under one rule, by age."""

    office: str
    about: About
    rule: Rule
    open: int
    untaken: int
    late: int
    oldest: datetime
    over_a_day: int
    over_a_week: int


class NewDuty(BaseModel):
    """Who answers for an office on a day."""

    office: Annotated[str, Field(pattern=r"^([0-9]{6}|[0-9]{9})$")]
    day: date
    staff: UUID


@router.get("/alert-figures", name="alert_figures", responses=errors(401, 403))
def rates(_: Seer, tx: Tx) -> list[RuleFigure]:
    """Each rule with its false alarms; small numbers are shown as they are."""
    return _shaped(RuleFigure, figures.rates(tx))


@router.get("/board", name="board", responses=errors(401, 403))
def board(_: Seer, tx: Tx, now: Now) -> list[Lying]:
    """What each office of the own area has let lie."""
    return _shaped(Lying, figures.lying(tx, now))


@router.post("/duty", status_code=204, name="set_duty", responses=errors(400, 401, 403, 404))
def set_duty(given: NewDuty, staff: Changer, tx: Tx, now: Now) -> None:
    """Say who answers for an office of the own area on a day."""
    service.set_duty(tx, given.office, given.day, given.staff, staff, now)
    audit.recorded(tx, staff.id, "set_duty", now, None, f"{given.office} {given.day}")


def _shaped(shape: type[Any], some: Iterable[object]) -> list[Any]:
    return [shape.model_validate(one, from_attributes=True) for one in some]
