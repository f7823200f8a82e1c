"""Use cases of the alerts: weigh a finding, take it up, say what it was."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground import live
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import LetGo, NotFound
from yizhan_collector.rooms.alerts import model, store
from yizhan_collector.rooms.alerts.model import Alert, Finding, FollowUp, Outcome, Rule, Wish
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.rules.model import Book
from yizhan_collector.rooms.staff.model import Staff


def weigh(tx: Connection, found: Finding, lives: Alert | None, book: Book, now: datetime) -> bool:
    """Raise what a rule has found, quiet when something explains it; True when it is new.

    One that lives grows by what is new in the evidence. Raises LetGo about who was released.
    """
    if lives and lives.explained_by and not found.explained_by:
        clear(tx, [lives.id], now)  # what explained it does not any more
        lives = None
    if lives and model.grown(lives, found.evidence) is lives:
        return False
    if found.about == "person" and found.person:
        people.still_here(tx, [found.person])
    made = _raised(found, book, now) if lives is None else model.grown(lives, found.evidence)
    new = lives is None and store.put(tx, made)
    if lives is not None:
        store.grow(tx, made)
    if new or lives is not None:
        live.announce(tx, "alert", str(made.id))
    return new


def weigh_all(
    tx: Connection, rule: Rule, found: Iterable[Finding], looked_since: datetime, now: datetime
) -> int:
    """Weigh all that a rule finds now and clear what it finds no more; returns how many are new.

    What began before `looked_since` was not looked at, and stays as it is.
    """
    book = rules.book(tx, legal_day(now))
    lives = {one.subject: one for one in store.living(tx, rule)}
    some = {one.subject: one for one in found}
    new = sum(_weigh_here(tx, one, lives.get(one.subject), book, now) for one in some.values())
    over = [
        one.id for one in lives.values() if one.subject not in some and one.since >= looked_since
    ]
    clear(tx, over, now)
    return new


def clear(tx: Connection, some: Iterable[UUID], now: datetime) -> None:
    """What these ask about is over; each still waits for a human."""
    for one in store.clear(tx, list(some), now):
        live.announce(tx, "alert", str(one))


def close(tx: Connection, person: UUID, now: datetime) -> None:
    """A term has ended: nothing that was asked about the person holds any more."""
    clear(tx, store.holding_on(tx, person), now)


def acknowledge(tx: Connection, alert: UUID, note: str, staff: Staff, now: datetime) -> Alert:
    """Take it up; raises NotFound, AlreadyAnswered and AlreadyAcknowledged."""
    return _keep(tx, model.acknowledge(_held(tx, alert), staff.id, note, now))


def decide(
    tx: Connection, alert: UUID, outcome: Outcome, words: str, follow_up: FollowUp, staff: Staff,
    now: datetime,
) -> Alert:  # fmt: skip
    """Say what it was; raises NotFound and what `model.decide` raises."""
    one = _held(tx, alert)
    return _keep(tx, model.decide(one, staff.id, staff.area, outcome, words, follow_up, now))


def get(tx: Connection, alert: UUID) -> Alert:
    """One alert; raises NotFound."""
    found = store.get(tx, alert)
    if found is None:
        raise NotFound
    return found


def page(tx: Connection, wish: Wish, limit: int, offset: int) -> tuple[list[Alert], int]:
    """The alerts of the own area, what is open and late first; and how many in all."""
    return store.page(tx, wish, limit, offset)


def of_person(tx: Connection, person: UUID) -> list[Alert]:
    """Those about a person, newest first."""
    return store.of_person(tx, person)


def escalated(tx: Connection, alert: UUID) -> list[UUID]:
    """The alerts on offices that followed because nobody took this one up."""
    return [one.id for one in store.about(tx, "alert_unhandled", str(alert), hold=False)]


def _raised(found: Finding, book: Book, now: datetime) -> Alert:
    name = f"alert.{found.rule}"
    return Alert(
        new_id(), found.about, found.office, found.person, found.rule, book.rule(name).version,
        found.subject, found.since, now, found.evidence, now + timedelta(hours=book.number(name)),
        found.explained_by,
    )  # fmt: skip


def _weigh_here(
    tx: Connection, one: Finding, lives: Alert | None, book: Book, now: datetime
) -> bool:
    try:
        return weigh(tx, one, lives, book, now)
    except LetGo:
        return False


def _held(tx: Connection, alert: UUID) -> Alert:
    found = store.get(tx, alert, hold=True)
    if found is None:
        raise NotFound
    return found


def _keep(tx: Connection, one: Alert) -> Alert:
    store.answer(tx, one)
    live.announce(tx, "alert", str(one.id))
    return one
