"""Use cases of the alerts: weigh a finding, take it up, say what it was."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
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
from yizhan_collector.rooms.staff.model import Staff


def weigh(tx: Connection, found: Finding, now: datetime) -> bool:
    """Raise what a rule has found, or keep it quiet when something explains it; once an episode.

    False when it was raised before. Raises LetGo about somebody who was released.
    """
    if found.about == "person" and found.person:
        people.still_here(tx, [found.person])
    book, name = rules.book(tx, legal_day(now)), f"alert.{found.rule}"
    made = Alert(
        new_id(), found.about, found.office, found.person, found.rule, book.rule(name).version,
        found.subject, found.since, now, found.evidence, now + timedelta(hours=book.number(name)),
        found.explained_by,
    )  # fmt: skip
    new = store.put(tx, made)
    if new:
        live.announce(tx, "alert", str(made.id))
    return new


def weigh_all(
    tx: Connection, rule: Rule, found: Iterable[Finding], looked_since: datetime, now: datetime
) -> int:
    """Raise all that a rule finds now and clear what it finds no more; returns how many are new.

    Episodes from before `looked_since` were not looked at, and stay as they are.
    """
    some = list(found)
    new = sum(_weigh_here(tx, one, now) for one in some)
    for one in store.clear(tx, rule, [one.subject for one in some], looked_since, now):
        live.announce(tx, "alert", str(one))
    return new


def _weigh_here(tx: Connection, found: Finding, now: datetime) -> bool:
    try:
        return weigh(tx, found, now)
    except LetGo:
        return False


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


def on_duty(tx: Connection, offices: Collection[str], day: date) -> dict[str, UUID]:
    """Who answers for these offices on a day, where it was said."""
    return store.on_duty(tx, offices, day)


def set_duty(
    tx: Connection, office: str, day: date, who: UUID, staff: Staff, now: datetime
) -> None:
    """Say who answers for an office of one's own area on a day; raises NotFound."""
    if not office.startswith(staff.area):
        raise NotFound
    store.set_duty(tx, office, day, who, staff.id, now)


def _held(tx: Connection, alert: UUID) -> Alert:
    found = store.get(tx, alert, hold=True)
    if found is None:
        raise NotFound
    return found


def _keep(tx: Connection, one: Alert) -> Alert:
    store.answer(tx, one)
    live.announce(tx, "alert", str(one.id))
    return one
