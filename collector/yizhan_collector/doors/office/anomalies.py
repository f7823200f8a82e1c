"""The judgement page: what was unusual under an order, with its numbers, awaiting a human."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from psycopg import Connection
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.office.shapes import PersonBrief, brief
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.positions import anomalies
from yizhan_collector.rooms.positions.anomaly_store import Anomaly, AnomalyOutcome, Code, Stand
from yizhan_collector.rooms.positions.letters import last_day
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/anomalies", tags=["positions"])
Seer = Annotated[Staff, Depends(able("change_people", "inspect"))]
Changer = Annotated[Staff, Depends(able("change_people"))]


class AnomalyItem(BaseModel):
    """Something unusual of a day: no place, only half hours and numbers."""

    id: UUID
    person: PersonBrief
    order: UUID
    from_on: date = Field(description="First day of the order.")
    until_on: date
    day: date
    code: Code
    first: int = Field(description="Half hour of the day, from 0.")
    last: int = Field(description="Half hour of the day, included.")
    usual: int = Field(description="Days before of this kind on which one was at home then.")
    known: int = Field(description="Days before of this kind of which it is known.")
    away: int = Field(description="Metres to the nearest place stayed at before.")
    outcome: AnomalyOutcome | None
    words: str
    answered_by: str
    answered_at: datetime | None


class AnomalyAnswer(BaseModel):
    """What it was, by a named human, in words that the person can read."""

    outcome: AnomalyOutcome
    words: Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]


@router.get("", name="anomalies", responses=errors(401, 403))
def listed(_: Seer, wanted: Wanted, tx: Tx, stand: Stand = "waiting") -> Page[AnomalyItem]:
    """The anomalies of the own area: what waits longest first."""
    rows, total = anomalies.page(tx, stand, *wanted.window)
    return wanted.of(_items(tx, rows), total)


@router.post(
    "/{anomaly}/answer", name="answer_anomaly", responses=errors(400, 401, 403, 404, 409, 422)
)
def answer(anomaly: UUID, given: AnomalyAnswer, staff: Changer, tx: Tx, now: Now) -> AnomalyItem:
    """Say what it was; nothing follows from it by itself."""
    one = anomalies.answer(tx, anomaly, given.outcome, given.words, staff.id, now)
    audit.recorded(tx, staff.id, "answer_anomaly", now, one.person, str(anomaly))
    return _items(tx, [one])[0]


def _items(tx: Connection, some: Sequence[Anomaly]) -> list[AnomalyItem]:
    known = people.by_id(tx, frozenset(one.person for one in some)) if some else {}
    names = staff_room.names(tx, {one.answered_by for one in some if one.answered_by})
    return [
        AnomalyItem.model_validate(
            vars(one)
            | {
                "person": brief(known[one.person]),
                "order": one.ord,
                "from_on": legal_day(one.starts_at),
                "until_on": last_day(one.ends_at),
                "answered_by": names.get(one.answered_by, "") if one.answered_by else "",
            }
        )
        for one in some
    ]
