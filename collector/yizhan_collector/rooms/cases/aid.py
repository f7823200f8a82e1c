"""Use cases of legal aid: applied for, papers told once, decided by another hand, assigned."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.cases import acting, acts, aid_store
from yizhan_collector.rooms.cases import aid_model as model
from yizhan_collector.rooms.cases.acts import BY_CLOCK, BY_PARTY
from yizhan_collector.rooms.cases.aid_model import Application, Days, Ground, Item, Paper, Step
from yizhan_collector.rooms.cases.allowed import require_open, require_owner
from yizhan_collector.rooms.cases.clock import end_of
from yizhan_collector.rooms.cases.model import Matter, words
from yizhan_collector.rooms.cases.reasons import (
    AppliedAlready,
    NoApplication,
    NothingMissing,
    NotInTurn,
    OwnApplication,
    ToldAlready,
    WrongDay,
)
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff.model import NotAllowed, Staff


def days(tx: Connection, today: date) -> Days:
    """The days of the law on a day."""
    book = rules.book(tx, today)
    names = ("decide", "assign", "supply", "objection")
    return Days(*(book.number(f"aid.{name}_days") for name in names))


def of_matter(tx: Connection, matter: Matter) -> Application | None:
    """The application of a matter."""
    return aid_store.get(tx, matter.id)


def apply(
    tx: Connection,
    matter: Matter,
    ground: Ground,
    items: Sequence[Item],
    now: datetime,
    by: Staff | None = None,
) -> Application:
    """Apply for legal aid in a matter; `by` is the clerk who writes it, None whoever asks.

    Received today; no means are checked where the law says so. Raises MatterClosed, WrongItems or
    AppliedAlready.
    """
    held = acting.held(tx, matter.id)
    require_open(held)
    today = legal_day(now)
    last = model.decide_by(today, days(tx, today))
    one = Application(
        held.id,
        ground,
        model.means_checked(ground),
        today,
        decide_by=last,
        items=model.asked_for(items),
    )
    if not aid_store.insert(tx, one):
        raise AppliedAlready
    hand = acts.hand(by) if by else BY_PARTY
    due = end_of(last)
    if held.urgent and held.due_at:
        due = min(due, held.due_at)  # art. 44: what cannot wait comes first
    acting.write(tx, held, "apply_aid", hand, now, "", due, close_by=None)
    return one


def tell_missing(
    tx: Connection,
    matter: UUID,
    staff: Staff,
    papers: Sequence[Paper],
    said: str,
    now: datetime,
) -> Application:
    """Tell once, and all together, what is missing (art. 43); the clock stands until it came.

    Raises NotFound, MatterClosed, NotTaken, AnothersMatter, NoApplication, NothingMissing,
    ToldAlready or NotInTurn.
    """
    held, one = _at(tx, matter, staff, "check", "supply", "decide")
    if one.missing_told_on is not None:
        raise ToldAlready
    if not papers:
        raise NothingMissing
    today = legal_day(now)
    last = model.supply_by(today, days(tx, today))
    missing = sorted(set(papers), key=model.PAPERS.index)
    changes = {"supply_by": last, "complete_on": None, "decide_by": None}
    aid_store.change(tx, one.matter, missing=missing, missing_told_on=today, **changes)
    plain = words(said) if said.strip() else ""
    acting.write(tx, held, "tell_missing", acts.hand(staff), now, plain, end_of(last))
    return _get(tx, matter)


def complete(tx: Connection, matter: UUID, staff: Staff, on: date, now: datetime) -> Application:
    """The papers are complete since a day; what was told runs anew from it (art. 43).

    Raises NotFound, MatterClosed, NotTaken, AnothersMatter, NoApplication, NotInTurn or WrongDay.
    """
    held, one = _at(tx, matter, staff, "check", "supply")
    today = legal_day(now)
    since = one.missing_told_on or one.received_on
    if not since <= on <= today:
        raise WrongDay
    begun = on if one.missing_told_on else one.received_on
    last = model.decide_by(begun, days(tx, today))
    aid_store.change(tx, one.matter, complete_on=on, decide_by=last)
    acting.write(tx, held, "papers_complete", acts.hand(staff), now, "", end_of(last))
    return _get(tx, matter)


def decide(
    tx: Connection,
    matter: UUID,
    staff: Staff,
    given: Mapping[Item, tuple[bool, str]],
    now: datetime,
) -> Application:
    """Grant or refuse each item, with reasons; by a head who did not take the application.

    Raises NotAllowed, NotFound, MatterClosed, NoApplication, NotInTurn, OwnApplication, EveryItem
    or ReasonsForRefusal.
    """
    if not staff.may("decide_aid"):
        raise NotAllowed
    held, one = _at(tx, matter, None, "decide")
    if not may_decide(tx, held, staff):
        raise OwnApplication
    done = model.decided(one.items, given)
    today = legal_day(now)
    granted = any(item.granted for item in done)
    last = model.assign_by(today, days(tx, today)) if granted else None
    aid_store.decide(tx, one.matter, done)
    aid_store.change(tx, one.matter, decided_on=today, decided_by=staff.id, assign_by=last)
    due = end_of(last or today)
    acting.write(tx, held, "decide_aid", acts.hand(staff), now, "", due)
    return _get(tx, matter)


def assign(tx: Connection, matter: UUID, staff: Staff, lawyer: str, now: datetime) -> Application:
    """Name the lawyer who helps.

    Raises NotFound, MatterClosed, NotTaken, AnothersMatter, NoApplication or NotInTurn.
    """
    held, one = _at(tx, matter, staff, "assign")
    name = words(lawyer)[:120]
    aid_store.change(tx, one.matter, assigned_on=legal_day(now), lawyer=name)
    acting.write(tx, held, "assign_aid", acts.hand(staff), now, name)
    return _get(tx, matter)


def not_supplied(tx: Connection, matter: UUID, staff: Staff, now: datetime) -> Application:
    """What came is not what was asked for, and its days are over: it counts as withdrawn (art. 43).

    Raises NotFound, MatterClosed, NotTaken, AnothersMatter, NoApplication or NotInTurn.
    """
    held, one = _at(tx, matter, staff, "supply")
    if one.supply_by is None or legal_day(now) <= one.supply_by:
        raise NotInTurn
    aid_store.withdraw(tx, one.matter, legal_day(now))
    acting.write(tx, held, "lapse_aid", acts.hand(staff), now, outcome="lapsed")
    return _get(tx, matter)


def lapse_due(tx: Connection, now: datetime) -> int:
    """What was not supplied in its days counts as withdrawn (art. 43); returns how many did."""
    today = legal_day(now)
    found = aid_store.not_supplied(tx, today, 500)
    for matter in found:
        held = acting.held(tx, matter)
        aid_store.withdraw(tx, matter, today)
        acting.write(tx, held, "lapse_aid", BY_CLOCK, now, outcome="lapsed")
    return len(found)


def may_decide(tx: Connection, matter: Matter, staff: Staff) -> bool:
    """Whether this head had no hand in taking the application."""
    return aid_store.had_no_hand(tx, matter.id, staff.id)


def _get(tx: Connection, matter: UUID) -> Application:
    found = aid_store.get(tx, matter)
    if found is None:
        raise NoApplication
    return found


def _at(
    tx: Connection, matter: UUID, staff: Staff | None, *steps: Step
) -> tuple[Matter, Application]:
    """The held matter and its application, at one of these steps."""
    held = acting.held(tx, matter)
    require_open(held)
    if staff is not None:
        require_owner(held, staff)
    one = _get(tx, held.id)
    if one.step not in steps:
        raise NotInTurn
    return held, one
