"""Use cases of the complaints (CCL 34): heard above the office complained of, and answered."""

from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.oversight import complaint_store as store
from yizhan_collector.rooms.oversight import letters
from yizhan_collector.rooms.oversight.model import (
    AlreadyAnswered,
    Channel,
    Complaint,
    Filed,
    NotAnsweredYet,
    OtherOffice,
    Outcome,
    ToldHow,
    offices,
)
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff.model import Staff


def file(tx: Connection, person: UUID, given: Filed, channel: Channel, now: datetime) -> Complaint:
    """Complain about the own township office or county.

    The answer is due `complaint.answer_days` later. Raises OtherOffice.
    """
    township = people.get(tx, person).township
    if given.about not in offices(township):
        raise OtherOffice
    today = legal_day(now)
    days = rules.book(tx, today).number("complaint.answer_days")
    what = (given.about, given.topic, given.words, given.decision)
    by = today + timedelta(days=days)
    one = Complaint(new_id(), person, township, *what, channel, now, by)
    store.insert(tx, one)
    return one


def of_person(tx: Connection, person: UUID) -> list[Complaint]:
    """The complaints of a person, newest first."""
    return store.of_person(tx, person)


def read_by_person(tx: Connection, person: UUID, now: datetime) -> int:
    """The person has read the answers on the own page; returns how many were new."""
    return store.told_all(tx, person, now)


def unread(tx: Connection, person: UUID) -> int:
    """How many answers the person has not been told yet."""
    return sum(bool(one.answered_at and not one.told_at) for one in of_person(tx, person))


def get(tx: Connection, complaint: UUID, staff: Staff) -> Complaint:
    """One that this member of staff may read; raises NotFound."""
    found = store.get(tx, complaint)
    if found is None or not found.seen_by(staff):
        raise NotFound
    return found


def listed(
    tx: Connection, staff: Staff, only_open: bool, limit: int, offset: int
) -> tuple[list[Complaint], int]:
    """Those that this member of staff may read, by the day of the answer; and how many in all."""
    found, total = store.listed(tx, only_open, limit, offset)
    return [one for one in found if one.seen_by(staff)], total


def answer(
    tx: Connection, complaint: UUID, staff: Staff, outcome: Outcome, words: str, now: datetime
) -> Complaint:
    """Answer a complaint once, by a paper; raises NotFound or AlreadyAnswered."""
    one = _heard(tx, complaint, staff)
    if one.answered_at is not None:
        raise AlreadyAnswered
    fields = letters.answer(one, people.get(tx, one.person).name, outcome, words)
    body = letters.hearer(one)
    paper = papers.issue(tx, "complaint_answer", one.person, fields, staff, body, now)
    if not store.answer(tx, complaint, outcome, words, paper, staff.id, now):
        raise AlreadyAnswered
    return get(tx, complaint, staff)


def told(tx: Connection, complaint: UUID, staff: Staff, how: ToldHow, now: datetime) -> Complaint:
    """Note how the person was told the answer; raises NotFound, NotAnsweredYet, AlreadyAnswered."""
    found = _heard(tx, complaint, staff)
    if found.answered_at is None:
        raise NotAnsweredYet
    if not store.told(tx, complaint, how, now):
        raise AlreadyAnswered
    return get(tx, complaint, staff)


def _heard(tx: Connection, complaint: UUID, staff: Staff) -> Complaint:
    found = store.get(tx, complaint)
    if found is None or not found.heard_by(staff):
        raise NotFound
    if people.get(tx, found.person).minor and not staff.minors:
        raise NotFound
    return found
