"""The steps of the two places; each stops its clock and lets the next begin."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground import outbox
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.moves import letters, service, store
from yizhan_collector.rooms.moves.letters import Inquiry, Reply
from yizhan_collector.rooms.moves.model import (
    Move,
    ReasonsMissing,
    Step,
    StepMoved,
    WrongSide,
    following,
)
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import ends
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.deeds import deed

# the new place does not see the person yet: what it did is carried on after the commit
ANSWERED, RECEIVED, REPORTED, LOOKED = (
    "move_answered", "move_received", "move_reported", "move_looked",
)  # fmt: skip


def ask(tx: Connection, move: UUID, asked: Inquiry, staff: Staff, now: datetime) -> Move:
    """The old place asks the new one by letter. Raises NotFound, WrongSide, StepMoved."""
    one = _turn(tx, move, "ask", staff)
    _done(tx, one, "ask", staff, "", now)
    due = next(each.due_on for each in service.clocks(tx, [move])[move] if each.step == "answer")
    term, standing = terms.get(tx, one.person), terms.in_correction(tx, one.person)
    assert term is not None  # noqa: S101 # somebody in correction has one
    letter = letters.inquiry(one, term, asked, due or legal_day(now))
    county = standing.county
    paper = papers.issue(tx, letter.kind, one.person, letter.fields, staff, county, now)
    store.number_inquiry(tx, move, papers.get(tx, paper).number)
    body = {"move": str(move), "to_body": one.to_body}
    terms.record(tx, deed(standing, "move_inquired", legal_day(now), staff, body, paper), now)
    return service.get(tx, move)


def answer(tx: Connection, move: UUID, said: Reply, staff: Staff, now: datetime) -> Move:
    """The new place answers; of one outside the old place writes down the letter that came.

    Raises NotFound, WrongSide, StepMoved, and ReasonsMissing.
    """
    one = _turn(tx, move, "answer", staff)
    if not said.checked or not (said.agreed or said.reasons):
        raise ReasonsMissing
    _done(tx, one, "answer", staff, said.words, now)
    store.answer(tx, move, said.agreed, said.words, said.number)
    if one.inside:
        body = {"checked": said.checked, "reasons": said.reasons, "agreed": said.agreed}
        _tell(tx, ANSWERED, one, staff, now, **body)
    else:
        told: dict[str, object] = {"move": str(move), "agreed": said.agreed, "answer": said.words}
        standing = terms.in_correction(tx, one.person)
        terms.record(tx, deed(standing, "move_answered", legal_day(now), staff, told), now)
    return service.get(tx, move)


def send(tx: Connection, move: UUID, note: str, staff: Staff, now: datetime) -> Move:
    """The old place sends the file. Raises NotFound, WrongSide, StepMoved."""
    one = _turn(tx, move, "file", staff)
    _done(tx, one, "file", staff, note, now)
    body = {"move": str(move), "note": note}
    standing = terms.in_correction(tx, one.person)
    terms.record(tx, deed(standing, "move_file_sent", legal_day(now), staff, body), now)
    return service.get(tx, move)


def receive(tx: Connection, move: UUID, note: str, staff: Staff, now: datetime) -> Move:
    """The new place has the file: from now on the person is its business.

    Of a place outside its receipt ends the matter here. Raises NotFound, WrongSide, StepMoved.
    """
    one = _turn(tx, move, "receipt", staff)
    _done(tx, one, "receipt", staff, note, now)
    if one.inside:
        _tell(tx, RECEIVED, one, staff, now)
        _close_if_whole(tx, one, now)
    else:
        store.set_state(tx, move, "done", legal_day(now))
        body: dict[str, object] = {"move": str(move), "to_body": one.to_body, "receipt": note}
        ends.move_out(tx, one.person, legal_day(now), body, staff, now)
    return service.get(tx, move)


def report(tx: Connection, move: UUID, note: str, staff: Staff, now: datetime) -> Move:
    """The person has reported at the new place. Raises NotFound, WrongSide, StepMoved."""
    one = _turn(tx, move, "report", staff)
    _done(tx, one, "report", staff, note, now)
    if one.inside:
        _tell(tx, REPORTED, one, staff, now)
        _close_if_whole(tx, one, now)
    return service.get(tx, move)


def looked(tx: Connection, one: Move, staff: Staff, now: datetime) -> None:
    """Have it written down that the new place looked at this, so that the person can see it."""
    _tell(tx, LOOKED, one, staff, now)


def _turn(tx: Connection, move: UUID, step: Step, staff: Staff) -> Move:
    one = service.held(tx, move)
    running = {each.step for each in service.clocks(tx, [move]).get(move, []) if not each.done_on}
    if not staff.area or staff.area[:6] != one.county(one.acts(step)):
        raise WrongSide
    if step not in running or one.state not in service.LIVE:
        raise StepMoved
    return one


def _done(tx: Connection, one: Move, step: Step, staff: Staff, note: str, now: datetime) -> None:
    day = legal_day(now)
    if not store.finish(tx, one.id, step, day, staff.id, note):
        raise StepMoved
    store.begin(tx, one.id, following(step, day, service.days(tx, day)))


def _close_if_whole(tx: Connection, one: Move, now: datetime) -> None:
    steps = {each.step: each.done_on for each in service.clocks(tx, [one.id])[one.id]}
    if steps.get("receipt") and steps.get("report"):
        store.set_state(tx, one.id, "done", legal_day(now))


def _tell(
    tx: Connection, event: str, one: Move, staff: Staff, now: datetime, **more: object
) -> None:
    body = {"move": one.id, "staff": staff.id, "at": now.isoformat(), **more}
    outbox.emit(tx, event, body)
