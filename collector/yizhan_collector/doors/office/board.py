"""What each office has let lie, and how often a rule is wrong."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.alerts import duty, figures
from yizhan_collector.rooms.alerts.model import About, Rule
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["alerts"])
Seer = Annotated[Staff, Depends(able("see_statistics"))]


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
    on_duty: str = Field(description="Who answers today; empty: any officer of the office.")


@router.get("/alert-figures", name="alert_figures", responses=errors(401, 403))
def rates(_: Seer, tx: Tx) -> list[RuleFigure]:
    """Each rule with its false alarms; small numbers are shown as they are."""
    return [RuleFigure.model_validate(one, from_attributes=True) for one in figures.rates(tx)]


@router.get("/board", name="board", responses=errors(401, 403))
def board(_: Seer, tx: Tx, now: Now) -> list[Lying]:
    """What each office of the own area has let lie, and who answers there today."""
    found = figures.lying(tx, now)
    today = duty.on_duty(tx, {one.office for one in found}, legal_day(now))
    names = staff_room.names(tx, set(today.values()))
    who = {office: names.get(staff, "") for office, staff in today.items()}
    return [
        Lying.model_validate(one._asdict() | {"on_duty": who.get(one.office, "")}) for one in found
    ]
