"""Use cases of leave: weigh a wish, ask, make longer, and who is excused."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.leaves import store, travel_store
from yizhan_collector.rooms.leaves.ladder import ONE_DAY, Need, need
from yizhan_collector.rooms.leaves.leave import Excuse, Filter, Leave, Weighed
from yizhan_collector.rooms.leaves.model import (
    Home,
    LeaveMoved,
    Limits,
    NoLeaveNeeded,
    Span,
    Wish,
    check,
    check_extension,
)
from yizhan_collector.rooms.requests import service as requests
from yizhan_collector.rooms.requests.model import Asked
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff import delegations
from yizhan_collector.rooms.terms import service as terms

Channel = Literal["desk", "kiosk", "own"]
TAKEN = ("granted", "returned")


def apply(
    tx: Connection, person: UUID, wish: Wish, channel: Channel, by: UUID | None, now: datetime
) -> UUID:
    """Ask for leave; `by` is None when the person asks. Returns the leave.

    Raises NotInCorrection, NoLeaveNeeded and what else `check` says, and LeaveOverlaps.
    """
    store.hold(tx, person)
    check(wish, home_of(tx, person), legal_day(now), limits(tx, legal_day(now)))
    return _ask(tx, person, wish, None, channel, by, now)


def weigh(tx: Connection, person: UUID, wish: Wish, now: datetime) -> Weighed:
    """What would become of this wish; raises as `apply`, but says kindly when none is needed."""
    try:
        check(wish, home_of(tx, person), legal_day(now), limits(tx, legal_day(now)))
    except NoLeaveNeeded:
        return Weighed(False, None)
    return Weighed(True, need_of(tx, person, wish.span, now))


def extend(
    tx: Connection,
    leave: UUID,
    until: date,
    why: str,
    channel: Channel,
    by: UUID | None,
    now: datetime,
) -> UUID:
    """Ask for a leave to last longer, before it is over; returns what makes it longer.

    Raises NotFound, LeaveMoved, DatesReversed, BeyondTerm and LeaveOverlaps.
    """
    one = held(tx, leave)
    end = chain_end(tx, one)
    if one.state != "granted":
        raise LeaveMoved
    check_extension(legal_day(now), end, until, home_of(tx, one.person).ends_on)
    wish = replace(one.wish, span=Span(end + ONE_DAY, until), why=why, proof="", urgent="")
    return _ask(tx, one.person, wish, one.root, channel, by, now)


def get(tx: Connection, leave: UUID) -> Leave:
    """One of them; raises NotFound."""
    found = store.get(tx, leave)
    if found is None:
        raise NotFound
    return found


def held(tx: Connection, leave: UUID) -> Leave:
    """One of them, while nobody else changes a leave of the person; raises NotFound."""
    store.hold(tx, get(tx, leave).person)
    return get(tx, leave)


def of_person(tx: Connection, person: UUID) -> list[Leave]:
    """Every leave of a person, the newest first."""
    return store.of_persons(tx, [person])


def page(tx: Connection, wish: Filter, limit: int, offset: int) -> tuple[list[Leave], int]:
    """The leaves of the own area, and how many in all."""
    return store.page(tx, wish, limit, offset)


def excused(
    tx: Connection, persons: Collection[UUID], start: date, end: date
) -> dict[UUID, list[Excuse]]:
    """The days between these two on which each is away by leave or permit; days of delay are not.

    Who is never away is not in the answer.
    """
    found: dict[UUID, list[Excuse]] = {}
    for person, span in store.excusing(tx, persons, start, end):
        found.setdefault(person, []).append(Excuse(span.start, span.end, "leave"))
    for person, span in travel_store.excusing(tx, persons, start, end):
        found.setdefault(person, []).append(Excuse(span.start, span.end, "travel"))
    return {person: [_cut(one, start, end) for one in all_] for person, all_ in found.items()}


def chain(tx: Connection, one: Leave) -> list[Leave]:
    """A granted leave and what has made it longer, by day."""
    every = of_person(tx, one.person)
    return sorted(
        (each for each in every if each.root == one.root and each.state in TAKEN),
        key=lambda each: each.span.start,
    )


def chain_end(tx: Connection, one: Leave) -> date:
    """The last day of a leave with all that has made it longer."""
    return max((each.span.end for each in chain(tx, one)), default=one.span.end)


def need_of(
    tx: Connection, person: UUID, span: Span, now: datetime, but: UUID | None = None
) -> Need:
    """Who decides on these days, beside all that this person was granted but for one leave."""
    day = legal_day(now)
    taken = [one.away for one in of_person(tx, person) if one.state in TAKEN and one.id != but]
    township = terms.in_correction(tx, person).township
    delegated = delegations.in_force(tx, township, "leave", day) is not None
    return need(span, taken, limits(tx, day), delegated)


def limits(tx: Connection, day: date) -> Limits:
    """The rules on leave of a day."""
    book = rules.book(tx, day)
    return Limits(
        office_days=book.number("leave.office_days"),
        grant_days=book.number("leave.grant_days"),
        window_days=book.number("leave.window_days"),
        window_months=book.number("leave.window_months"),
        ahead_days=book.number("leave.request_ahead_days"),
        urban=book.words("leave.zone"),
        reasons=book.words("leave.reasons"),
    )


def home_of(tx: Connection, person: UUID) -> Home:
    """Where somebody lives under correction; raises NotInCorrection."""
    standing = terms.in_correction(tx, person)
    return Home(standing.township, standing.ends_on)


def ask_level(
    tx: Connection,
    one: tuple[UUID, UUID],
    wish: Wish,
    needed: Need,
    channel: Channel,
    by: UUID | None,
    now: datetime,
) -> UUID:
    """Ask for this leave of this person at the level it needs; returns the request."""
    leave, person = one
    summary = {
        "from_on": wish.span.start.isoformat(),
        "to_on": wish.span.end.isoformat(),
        "region": wish.region,
        "place": wish.place,
        "reason": wish.reason,
        "why": wish.why,
        "proof": wish.proof,
        "urgent": wish.urgent,
        "days": needed.days,
        "total": needed.total,
        "grounds": list(needed.grounds),
    }
    # an answer is owed before the day of departure
    by_day = max(legal_day(now), wish.span.start - ONE_DAY)
    asked = Asked(person, "leave", needed.level, leave, summary, by, channel, by_day)
    return requests.ask(tx, asked, now)


def _ask(
    tx: Connection,
    person: UUID,
    wish: Wish,
    extends: UUID | None,
    channel: Channel,
    by: UUID | None,
    now: datetime,
) -> UUID:
    needed, leave = need_of(tx, person, wish.span, now), new_id()
    request = ask_level(tx, (leave, person), wish, needed, channel, by, now)
    one = Leave(
        leave, person, extends, request, needed.level, wish.span, wish.region, wish.place,
        wish.reason, wish.why, wish.proof, wish.urgent, legal_day(now), "asked", False, None,
        None, "",
    )  # fmt: skip
    store.insert(tx, one)
    return leave


def _cut(one: Excuse, start: date, end: date) -> Excuse:
    return replace(one, start=max(one.start, start), end=min(one.end, end))
