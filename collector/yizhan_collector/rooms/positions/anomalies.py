"""Use cases of the anomalies: what was unusual waits for a human, who says what it was in words."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.refusals import LetGo, NotFound, Refused
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.positions import anomaly_store as store
from yizhan_collector.rooms.positions.anomaly_store import Anomaly, AnomalyOutcome, Stand
from yizhan_collector.rooms.positions.judge.pattern import Unusual


class AnomalyAnswered(Refused):
    """Somebody has said what this was already; load the page again."""

    status = 409


def keep(
    tx: Connection, person: UUID, order: UUID, day: date, some: Sequence[Unusual], now: datetime
) -> None:
    """What was unusual on a day waits for a human; about somebody who was let go nothing does."""
    try:
        people.still_here(tx, [person])
    except LetGo:
        return
    store.put(tx, person, order, day, some, now)


def page(tx: Connection, stand: Stand, limit: int, offset: int) -> tuple[list[Anomaly], int]:
    """The anomalies of the own area that stand so, what waits longest first."""
    return store.page(tx, stand, limit, offset)


def of_person(tx: Connection, person: UUID) -> list[Anomaly]:
    """The anomalies about a person, the newest first."""
    return store.of_person(tx, person)


def answer(
    tx: Connection, anomaly: UUID, outcome: AnomalyOutcome, words: str, by: UUID, now: datetime
) -> Anomaly:
    """Say what it was; nothing follows by itself. Raises NotFound and AnomalyAnswered."""
    answered = store.answer(tx, anomaly, outcome, words.strip(), by, now)
    found = store.get(tx, anomaly)
    if found is None:
        raise NotFound
    if not answered:
        raise AnomalyAnswered
    return found
