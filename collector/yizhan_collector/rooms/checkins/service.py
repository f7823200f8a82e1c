"""A visit comes in, and all of the person's visits find their days; one counts for a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import Envelope
from yizhan_wire.events import CheckIn

from yizhan_collector.ground import outbox
from yizhan_collector.ground.days import legal_day, midnight
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.checkins import store
from yizhan_collector.rooms.checkins.judge import judge
from yizhan_collector.rooms.checkins.model import EARLY_DAYS, asks
from yizhan_collector.rooms.orders import service as orders
from yizhan_collector.rooms.people import secrets
from yizhan_collector.rooms.people import service as people

RECORDED = "checkin_recorded"
LONGEST_RHYTHM = 366  # days


def record(tx: Connection, envelope: Envelope, visit: CheckIn, received_at: datetime) -> None:
    """Store one visit and judge the person's visits again; raises UnknownPerson.

    Raises LetGo for one that was captured after the term had ended, and for no other.
    """
    people.require(tx, visit.person)
    people.still_here(tx, [visit.person], envelope.captured_at)
    store.hold(tx, visit.person)
    needs_review = asks(visit, envelope.clock)
    store.insert(tx, envelope, visit, needs_review, received_at)
    secrets.spend(tx, visit.code_id)
    judge_again(tx, visit.person, received_at)
    tell(tx, envelope.id, visit.person)


def judge_again(tx: Connection, person: UUID, now: datetime) -> None:
    """Place every visit of a person by its capture; what is replaced by another is noted.

    The caller holds the person.
    """
    schedule = orders.schedule_of(tx, person)
    if schedule is None:
        return
    start = midnight(schedule.first_due_on - timedelta(days=EARLY_DAYS))
    before = {one.id: one for one in store.since(tx, person, start)}
    after = [one for one in judge(schedule, before.values()) if one != before[one.id]]
    replaced = [one for one in after if before[one.id].live]
    # a day's old visit makes room before the new one takes its place
    store.make_room(tx, [one.id for one in replaced])
    for one in after:
        store.place(tx, one.id, one.due_on, one.timing, one.live)
    for one in replaced:
        if one.decision != "no_match":  # that one an officer has noted
            audit.recorded(tx, None, "replace_checkin", now, person, str(one.id))


def tell(tx: Connection, checkin: UUID, person: UUID) -> None:
    """Have the screens and the rosters follow, after the commit."""
    outbox.emit(tx, RECORDED, {"id": checkin, "person": person})


@dataclass(frozen=True)
class There:
    """A day on which somebody was there, and the due day it answers, if any."""

    day: date
    answers: date | None


def there(tx: Connection, persons: Collection[UUID], since: date) -> dict[UUID, list[There]]:
    """The days from `since` on which these people reported, whatever an officer may still find."""
    found: dict[UUID, list[There]] = {}
    for person, at, due_on, live in store.there(tx, persons, midnight(since)):
        found.setdefault(person, []).append(There(legal_day(at), due_on if live else None))
    return found


@dataclass(frozen=True)
class AtPost:
    """A check-in at a post, and when."""

    checkin: UUID
    person: UUID
    at: datetime


def at_post(
    tx: Connection, device: str, persons: Collection[UUID], start: datetime, end: datetime
) -> list[AtPost]:
    """The check-ins of these people at a post between two moments, the earliest first.

    One that an officer found to be somebody else is not in it.
    """
    if not persons:
        return []
    return [AtPost(*row) for row in store.at_post(tx, device, persons, (start, end))]


def answered(tx: Connection, persons: Collection[UUID], today: date) -> dict[UUID, set[date]]:
    """The due days these people have answered, from a year back on."""
    found: dict[UUID, set[date]] = {}
    for person, due_on in store.answered(tx, persons, today - timedelta(days=LONGEST_RHYTHM)):
        found.setdefault(person, set()).add(due_on)
    return found
