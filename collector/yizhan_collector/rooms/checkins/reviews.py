"""An officer decides what a visit was."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.checkins import listing, store
from yizhan_collector.rooms.checkins.model import Decision, Visit
from yizhan_collector.rooms.checkins.service import judge_again, tell
from yizhan_collector.rooms.orders import service as orders


class NoteNeeded(Refused):
    """A concern or a mismatch needs a note that says what was seen."""

    status = 422


class AlreadyReviewed(Refused):
    """Somebody has decided on this visit already; load it again."""

    status = 409


class NotADueDay(Refused):
    """The visit cannot answer this day; choose a due day of the person, up to its arrival."""

    status = 422


@dataclass(frozen=True)
class Decided:
    """A decision, why, by whom and when."""

    decision: Decision
    note: str
    by: UUID
    at: datetime


def review(tx: Connection, checkin: UUID, decided: Decided, due_on: date | None = None) -> None:
    """Decide. `no_match` frees the due day; `due_on` places a visit the clock could not place.

    Raises NotFound, NoteNeeded, AlreadyReviewed or NotADueDay.
    """
    if decided.decision != "match" and not decided.note:
        raise NoteNeeded
    visit = listing.get(tx, checkin)
    store.hold(tx, visit.person)
    if due_on is not None:
        _place(tx, visit, due_on)
    if not store.decide(tx, checkin, decided.decision, decided.note, decided.by, decided.at):
        raise AlreadyReviewed
    audit.recorded(tx, decided.by, "review", decided.at, visit.person, str(checkin))
    judge_again(tx, visit.person, decided.at)
    tell(tx, checkin, visit.person)


def _place(tx: Connection, visit: Visit, due_on: date) -> None:
    schedule = orders.schedule_of(tx, visit.person)
    late = due_on > listing.arrived_on(visit)
    if visit.due_on is not None or late or schedule is None or not schedule.holds(due_on):
        raise NotADueDay
    store.place(tx, visit.id, due_on, "on_time", False)
