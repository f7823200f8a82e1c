"""What was asked about oneself, and what a human found: the same words as in the office."""

from datetime import date, datetime
from uuid import UUID

from psycopg import Connection
from pydantic import BaseModel, Field

from yizhan_collector.rooms.alerts import service as alerts
from yizhan_collector.rooms.alerts.model import Outcome, Rule
from yizhan_collector.rooms.positions import anomalies
from yizhan_collector.rooms.positions.anomaly_store import AnomalyOutcome, Code
from yizhan_collector.rooms.staff import service as staff_room


class OwnAnomaly(BaseModel):
    """What was unusual on a day under an order, and what a human found."""

    day: date
    code: Code
    first: int = Field(description="Half hour of the day, from 0.")
    last: int = Field(description="Half hour of the day, included.")
    usual: int
    known: int
    away: int
    outcome: AnomalyOutcome | None
    words: str
    answered_at: datetime | None


class OwnAlert(BaseModel):
    """A question about oneself, and what a human found."""

    rule: Rule
    rule_version: int
    since: datetime
    raised_at: datetime
    evidence: list[dict[str, str]] = Field(description="Codes that the page says in words.")
    explained_by: str
    cleared_at: datetime | None = Field(description="When what it asks about was over.")
    outcome: Outcome | None
    outcome_at: datetime | None
    outcome_by: str
    words: str


def alerts_about(tx: Connection, person: UUID) -> list[OwnAlert]:
    """The questions about a person, newest first."""
    found = alerts.of_person(tx, person)
    names = staff_room.names(tx, {one.outcome_by for one in found if one.outcome_by})
    return [
        OwnAlert.model_validate(
            vars(one)
            | {
                "evidence": [dict(line) for line in one.evidence],
                "outcome_by": names.get(one.outcome_by, "") if one.outcome_by else "",
            }
        )
        for one in found
    ]


def anomalies_about(tx: Connection, person: UUID) -> list[OwnAnomaly]:
    """What seemed unusual about a person, newest first."""
    found = anomalies.of_person(tx, person)
    return [OwnAnomaly.model_validate(one, from_attributes=True) for one in found]
