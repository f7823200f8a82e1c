"""Use cases of the procuratorate's supervision (CCL 62): an opinion, and the written reply."""

from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection
from psycopg.errors import UniqueViolation
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.oversight import letters
from yizhan_collector.rooms.oversight import opinion_store as store
from yizhan_collector.rooms.oversight.model import (
    AlreadyAnswered,
    Opinion,
    Raised,
    ReferenceTaken,
    Reply,
)
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff.model import NotAllowed, Staff


def raise_one(tx: Connection, staff: Staff, given: Raised, now: datetime) -> Opinion:
    """Raise an opinion about an office; the county's reply is due `opinion.reply_days` later.

    Raises NotAllowed, NotFound when the office or the person is not of the prosecutor's area,
    and ReferenceTaken.
    """
    if staff.role != "prosecutor":
        raise NotAllowed
    _area(tx, staff, given)
    today = legal_day(now)
    by = today + timedelta(days=rules.book(tx, today).number("opinion.reply_days"))
    what = (given.about[:6], given.about, given.kind, given.reference, given.words, given.person)
    one = Opinion(new_id(), *what, staff.id, now, by)
    try:
        with tx.transaction():
            store.insert(tx, one)
    except UniqueViolation as error:
        raise ReferenceTaken from error
    return one


def _area(tx: Connection, staff: Staff, given: Raised) -> None:
    people.require_area(tx, given.about)
    if not given.about.startswith(staff.area):
        raise NotFound
    if given.person and not staff.sees(people.get(tx, given.person).township):
        raise NotFound


def get(tx: Connection, opinion: UUID, staff: Staff) -> Opinion:
    """One of this member of staff's area; raises NotFound."""
    found = store.get(tx, opinion)
    if found is None or not staff.sees(found.county):
        raise NotFound
    return found


def listed(tx: Connection, only_open: bool, limit: int, offset: int) -> tuple[list[Opinion], int]:
    """The register: what waits for its reply first; and how many in all."""
    return store.listed(tx, only_open, limit, offset)


def reply(tx: Connection, opinion: UUID, staff: Staff, given: Reply, now: datetime) -> Opinion:
    """Reply once, by a paper; raises NotFound, NotAllowed or AlreadyAnswered."""
    one = get(tx, opinion, staff)
    if not one.replied_to_by(staff):
        raise NotAllowed
    if one.replied_at is not None:
        raise AlreadyAnswered
    fields = letters.reply(one, given)
    paper = papers.issue(tx, "opinion_reply", one.person, fields, staff, one.county, now)
    if not store.reply(tx, opinion, given, paper, staff.id, now):
        raise AlreadyAnswered
    return get(tx, opinion, staff)
