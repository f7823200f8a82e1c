"""What a box tells of a session, and what it comes to; late, twice or out of order is the same."""

from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import Envelope
from yizhan_wire.events import Segment, SessionEvent

from yizhan_collector.ground import outbox
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.sessions import attending, service, store
from yizhan_collector.rooms.sessions import told_store as told
from yizhan_collector.rooms.sessions.figures import Minute, chain_of, typical
from yizhan_collector.rooms.sessions.model import Fact, Session, UnknownSession, fold


def take(tx: Connection, envelope: Envelope, event: SessionEvent) -> None:
    """Keep what a box told; raises UnknownSession for a session that is not its own."""
    session = event.session
    if told.device_of(tx, session) != envelope.device:
        raise UnknownSession(str(session))
    if event.phase == "minute":
        told.add_minute(tx, session, event.at, event.heads)
    elif event.phase == "segment":
        if event.segment:
            told.add_segment(tx, session, event.segment)
    else:
        told.add_fact(tx, session, Fact(event.at, event.phase, event.why))
    store.run(tx, session, fold(told.facts(tx, session)))
    if event.phase == "stopped":  # room on the list of the box for the next one
        service.changed(tx, session, envelope.device)
    else:
        outbox.emit(tx, service.TOLD, {"session": session})


def weigh(tx: Connection, session: UUID, now: datetime) -> None:
    """Take the figures anew: expected, seen by kiosk or officer, heads, and the recording.

    It must see everybody, so it runs before no wall.
    """
    found = store.get(tx, session, hold=True)
    if found is None or found.state == "cancelled":
        return
    known = attending.lists(tx, found)
    attending.take_visits(tx, found, known[0], now)
    seen = sum(one.seen for one in attending.seen_of(tx, found, known))
    chain = chain_of(session, told.segments(tx, session))
    store.weigh(tx, session, (len(known[0]), seen, heads(tx, found, now)), chain)


def weigh_around(tx: Connection, device: str, at: datetime, now: datetime) -> None:
    """Somebody checked in at a post: the sessions it may count for are weighed again."""
    early = rules.book(tx, legal_day(now)).number("session.early_minutes")
    for one in store.around(tx, device, at, at + timedelta(minutes=early)):
        weigh(tx, one.id, now)


def weigh_listed(
    tx: Connection, class_session: UUID | None, offer: UUID | None, now: datetime
) -> None:
    """The list of a class or service has changed."""
    for one in store.of_list(tx, class_session, offer):
        weigh(tx, one.id, now)


def heads(tx: Connection, session: Session, now: datetime) -> int | None:
    """How many heads there were: one figure for the minutes."""
    settle = rules.book(tx, legal_day(now)).number("session.settle_minutes")
    minutes = told.minutes(tx, session.id)
    return typical(minutes, session.started_at, timedelta(minutes=settle))


def minutes(tx: Connection, session: UUID) -> list[Minute]:
    """The heads of a session by the minute."""
    return told.minutes(tx, session)


def facts(tx: Connection, session: UUID) -> list[Fact]:
    """When it began and ended, and what was not recorded why, by time."""
    return told.facts(tx, session)


def segment_page(
    tx: Connection, session: UUID, limit: int, offset: int
) -> tuple[list[Segment], int]:
    """Some of the segments the box told of, by number; and how many in all."""
    return told.segment_page(tx, session, limit, offset)
