"""Who is expected at a session, and who was there by the kiosk or by an officer's word."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.checkins import service as checkins
from yizhan_collector.rooms.education import classes, offers
from yizhan_collector.rooms.education.gather import THERE, Outcome
from yizhan_collector.rooms.people import service as everybody
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.sessions import people_store as store
from yizhan_collector.rooms.sessions import service
from yizhan_collector.rooms.sessions.model import ListedElsewhere, Session, SessionMoved

Lists = tuple[set[UUID], Mapping[UUID, UUID | None]]  # expected; there by whose word
SERVED: frozenset[Outcome] = frozenset({"done", "part", "injured", "complaint"})


@dataclass(frozen=True)
class Attending:
    """Somebody expected: when the kiosk took a check-in, and who says they were there."""

    person: UUID
    kiosk_at: datetime | None = None
    marked: bool = False
    marked_by: UUID | None = None

    @property
    def seen(self) -> bool:
        """Whether they were there; a camera has no say in it."""
        return self.kiosk_at is not None or self.marked


def expect(
    tx: Connection, session: UUID, people: Collection[UUID], by: UUID, now: datetime
) -> None:
    """Expect these; all or none. Raises NotFound, LetGo, NotForThem and as `_own_list`."""
    found = _own_list(tx, session)
    everybody.still_here(tx, people)
    with classes.fitting():
        store.expect(tx, session, people, by, now)
    service.changed(tx, session, found.plan.device)


def expect_no_more(tx: Connection, session: UUID, person: UUID) -> None:
    """Take somebody off the list before it begins; raises NotFound and as `_own_list`."""
    found = _own_list(tx, session)
    if found.state != "planned":
        raise SessionMoved
    if person not in store.expected(tx, session):
        raise NotFound
    store.expect_no_more(tx, session, person)
    service.changed(tx, session, found.plan.device)


def mark(tx: Connection, session: UUID, person: UUID, there: bool, by: UUID, now: datetime) -> None:
    """An officer saw somebody, or takes that back; raises NotFound, LetGo and as `_own_list`."""
    found = _own_list(tx, session)
    if person not in store.expected(tx, session):
        raise NotFound
    if found.state == "planned":
        raise SessionMoved
    if there:
        everybody.still_here(tx, [person], now)
        store.mark(tx, session, person, by, now)
    else:
        store.unmark(tx, session, person)
    service.changed(tx, session, found.plan.device)


def attending(tx: Connection, session: Session) -> list[Attending]:
    """Everybody expected that the wall shows, with how each was seen."""
    return seen_of(tx, session, lists(tx, session))


def seen_of(tx: Connection, session: Session, known: Lists) -> list[Attending]:
    """How each of these lists was seen."""
    people, marked = known
    kiosk = {person: at for person, how, at, _ in store.seen(tx, session.id) if how == "kiosk"}
    return [Attending(one, kiosk.get(one), one in marked, marked.get(one)) for one in people]


def lists(tx: Connection, session: Session) -> Lists:
    """Who is expected, and who was there by an officer's word and whose.

    By the list of the class or service where there is one, else by the own.
    """
    plan = session.plan
    if plan.class_session:
        places = classes.places(tx, plan.class_session)
        there = {one.person: one.by for one in places if one.code in THERE}
        return {one.person for one in places}, there
    if plan.offer:
        served = offers.places(tx, plan.offer)
        done = {one.person: None for one in served if one.outcome in SERVED}
        return {one.person for one in served}, done
    said = {who: by for who, how, _, by in store.seen(tx, session.id) if how == "officer"}
    return store.expected(tx, session.id), said


def take_visits(tx: Connection, session: Session, people: set[UUID], now: datetime) -> None:
    """Let the check-ins of these at the post, from a while before it began to its end, count."""
    early = rules.book(tx, legal_day(now)).number("session.early_minutes")
    start = session.plan.starts_at - timedelta(minutes=early)
    first: dict[UUID, tuple[UUID, UUID, datetime]] = {}
    for one in checkins.at_post(tx, session.plan.device, people, start, session.ended_at):
        first.setdefault(one.person, (one.checkin, one.person, one.at))
    store.at_kiosk(tx, session.id, first.values())


def _own_list(tx: Connection, session: UUID) -> Session:
    """A session with a list of its own, to be changed; raises ListedElsewhere or SessionMoved."""
    found = service.get(tx, session)
    if found.plan.listed:
        raise ListedElsewhere
    if found.state in ("closed", "cancelled"):
        raise SessionMoved
    return found
