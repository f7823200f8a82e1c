"""Use cases of the call-backs: three attempts, each a code, then it is given up in the open."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground import live
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.cases import desk
from yizhan_collector.rooms.hotline import back_store as store
from yizhan_collector.rooms.hotline.back_store import Attempt, Back, Code, Outcome
from yizhan_collector.rooms.hotline.reasons import BackClosed, SayWhat, TooSoon
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.rules.model import Book
from yizhan_collector.rooms.staff.model import Staff

ENDS: dict[Code, Outcome] = {
    "reached": "reached",
    "wrong_number": "wrong_number",
    "refused": "refused",
}
SAID: dict[Code, str] = {
    "no_answer": "无人接听",
    "busy": "占线",
    "switched_off": "关机",
    "unreachable": "无法接通",
    "wrong_number": "号码有误",
    "refused": "不愿接听",
    "reached": "已联系上",
}


def gather(tx: Connection, now: datetime) -> int:
    """Bookings of a time by telephone become call-backs; returns how many moved."""
    return store.gather(tx, now)


def listed(
    tx: Connection, closed: bool, limit: int, offset: int
) -> tuple[list[tuple[Back, list[Attempt]]], int]:
    """A page of them with what was tried, and how many."""
    found, total = store.listed(tx, closed, limit, offset)
    tried = store.attempts(tx, [one.id for one in found])
    return [(one, [at for at in tried if at.call_back == one.id]) for one in found], total


def attempts(tx: Connection, back: UUID) -> list[Attempt]:
    """What was tried of one of them."""
    return store.attempts(tx, [back])


def attempt(tx: Connection, back: UUID, staff: Staff, code: Code, said: str, now: datetime) -> Back:
    """Write an attempt down; the last one that reached nobody ends it as given up.

    It stands in the matter's own record too. Raises NotFound, BackClosed, TooSoon or SayWhat.
    """
    one = _open(tx, back)
    before = store.attempts(tx, [back])
    book = rules.book(tx, legal_day(now))
    _in_turn(before, book, now)
    if code == "reached" and not said.strip():
        raise SayWhat
    made = Attempt(back, len(before) + 1, now, staff.id, code, said.strip())
    store.add_attempt(tx, made)
    outcome = ENDS.get(code)
    if outcome is None and made.place >= book.number("hotline.attempts"):
        outcome = "given_up"
    if outcome:
        store.close(tx, back, outcome, now)
    _note(tx, one, made, staff, now)
    live.announce(tx, "call", "")
    return store.get(tx, back) or one


def _open(tx: Connection, back: UUID) -> Back:
    one = store.get(tx, back)
    if one is None:
        raise NotFound
    if one.closed_at is not None:
        raise BackClosed
    return one


def _in_turn(before: list[Attempt], book: Book, now: datetime) -> None:
    gap = timedelta(minutes=book.number("hotline.attempt_gap_minutes"))
    if before and now < before[-1].at + gap:
        raise TooSoon


def _note(tx: Connection, one: Back, made: Attempt, staff: Staff, now: datetime) -> None:
    if one.matter is None:
        return
    said = f"第{made.place}次回电：{SAID[made.code]}"
    with suppress(NotFound):  # a matter of another county is not this clerk's to write in
        desk.note(tx, one.matter, staff, f"{said}。{made.said}" if made.said else said, now)
