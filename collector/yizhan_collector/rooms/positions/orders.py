"""Use cases of positioning orders: apply, decide, tell, lift."""

from datetime import date, datetime, timedelta
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day, midnight
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.papers.model import Served
from yizhan_collector.rooms.positions import letters, tracker_store
from yizhan_collector.rooms.positions import order_store as store
from yizhan_collector.rooms.positions.gate import check_wish
from yizhan_collector.rooms.positions.model import (
    AssessmentNeeded,
    OrderMoved,
    Positioning,
    StartsTooEarly,
    ToldTooEarly,
    Wish,
)
from yizhan_collector.rooms.requests import service as requests
from yizhan_collector.rooms.requests.model import Asked, Verdict
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.deeds import clocked, deed

KIND = "positioning"  # of the request
DAY = timedelta(days=1)


def apply(tx: Connection, person: UUID, wish: Wish, staff: Staff, now: datetime) -> UUID:
    """Apply for an order; the head of the county decides. Returns the order.

    Raises NotInCorrection, StartsTooEarly, AssessmentNeeded, NotFound, OrderReversed, OrderTooLong,
    EvidenceNeeded, EvidenceNotInForce and OrderOverlaps.
    """
    standing, today = terms.in_correction(tx, person), legal_day(now)
    if wish.from_on < today:
        raise StartsTooEarly
    if wish.renews and get(tx, wish.renews).person != person:
        raise NotFound
    if wish.renews and not wish.assessment.strip():
        raise AssessmentNeeded
    order, body = new_id(), _body(wish)
    draft = _order(order, person, standing.id, wish, today, order)
    check_wish(draft.gate(staff.id, None), longest(tx, today))
    asked = Asked(person, KIND, "head", order, body, staff.id, "desk", wish.from_on)
    store.insert(tx, _order(order, person, standing.id, wish, today, requests.ask(tx, asked, now)))
    terms.record(tx, deed(standing, "positioning_asked", today, staff, body), now)
    return order


def decide(
    tx: Connection, order: UUID, staff: Staff, verdict: Verdict, now: datetime
) -> Positioning:
    """The head grants or refuses; a grant issues the notice that the person is handed.

    Raises NotFound, OrderMoved, StartsTooEarly, and what `requests.settle` raises.
    """
    one, today = get(tx, order), legal_day(now)
    if one.state != "asked":
        raise OrderMoved
    if verdict.granted and one.ends_at <= now:
        raise StartsTooEarly
    requests.settle(tx, one.request, staff, verdict, now)
    standing, paper = terms.in_correction(tx, one.person), None
    if verdict.granted:
        fields = letters.notice(one, standing.county)
        paper = papers.issue(
            tx, "positioning_notice", one.person, fields, staff, standing.county, now
        )
    store.decide(tx, order, "granted" if verdict.granted else "refused", paper)
    act = "positioning_granted" if verdict.granted else "positioning_refused"
    body = {"order": str(order), "ground": one.ground, "reasons": verdict.reasons}
    made = deed(standing, act, today, staff, body, paper)
    if verdict.granted:
        terms.put_on(tx, one.person, "device_order", made, now)
    else:
        terms.record(tx, made, now)
    return get(tx, order)


def tell(
    tx: Connection, order: UUID, at: datetime, served: Served | None, staff: Staff, now: datetime
) -> Positioning:
    """The person was told of the order, its period, rules and consequences; now it can begin.

    Raises NotFound, OrderMoved, ToldTooEarly, and what `papers.serve` raises.
    """
    one = get(tx, order)
    decided = requests.get(tx, one.request).decided_at
    if one.state != "granted" or one.notified_at is not None or decided is None:
        raise OrderMoved
    if not decided <= at <= now:
        raise ToldTooEarly
    if served and one.paper:
        papers.serve(tx, one.paper, served, staff, now)
    if not store.tell(tx, order, at, staff.id):
        raise OrderMoved
    standing = terms.in_correction(tx, one.person)
    body = {"order": str(order), "at": at.isoformat()}
    terms.record(tx, deed(standing, "positioning_told", legal_day(at), staff, body), now)
    return get(tx, order)


def lift(tx: Connection, order: UUID, why: str, staff: Staff, now: datetime) -> Positioning:
    """It is not needed any more: at once nothing is taken. Raises NotFound and OrderMoved."""
    one, today = get(tx, order), legal_day(now)
    if not store.lift(tx, order, now, why):
        raise OrderMoved
    tracker_store.end(tx, order, now)
    standing = terms.in_correction(tx, one.person)
    fields = letters.lifting(one, why, today)
    paper = papers.issue(tx, "positioning_end", one.person, fields, staff, standing.county, now)
    body = {"order": str(order), "why": why}
    made = deed(standing, "positioning_lifted", today, staff, body, paper)
    terms.take_off(tx, one.person, "device_order", made, now)
    return get(tx, order)


def expire(tx: Connection, now: datetime) -> int:
    """Let what has run out end by itself; returns how many orders and devices."""
    ended = store.over(tx, now)
    for one in ended:
        standing = terms.in_correction(tx, one.person)
        body = {"order": str(one.id)}
        made = clocked(standing, "positioning_over", letters.last_day(one.ends_at), body)
        terms.take_off(tx, one.person, "device_order", made, now)
    return len(ended) + tracker_store.end_over(tx, now)


def longest(tx: Connection, day: date) -> int:
    """How many months an order lasts at most, by the rule book of a day."""
    return rules.book(tx, day).number("device.months")


def get(tx: Connection, order: UUID) -> Positioning:
    """One order; raises NotFound."""
    found = store.get(tx, order)
    if found is None:
        raise NotFound
    return found


def of_person(tx: Connection, person: UUID) -> list[Positioning]:
    """Every order about a person, the newest first."""
    return store.of_person(tx, person)


def page(
    tx: Connection, live: bool, now: datetime, limit: int, offset: int
) -> tuple[list[Positioning], int]:
    """The orders of the own area, what ends first before others; and how many in all."""
    return store.page(tx, live, now, limit, offset)


def close(tx: Connection, person: UUID) -> None:
    """The term has ended: what was applied for was withdrawn with it, and every key ends."""
    for one in store.of_person(tx, person):
        if one.state == "asked":
            store.decide(tx, one.id, "withdrawn", None)


def _order(
    order: UUID, person: UUID, term: UUID, wish: Wish, today: date, request: UUID
) -> Positioning:
    starts, ends = midnight(wish.from_on), midnight(wish.until_on + DAY)
    proof = (wish.evidence.strip(), wish.warning, wish.punishment, wish.renews)
    return Positioning(
        order, person, term, wish.ground, *proof, wish.assessment.strip(), starts, ends, today,
        request, "asked",
    )  # fmt: skip


def _body(wish: Wish) -> dict[str, object]:
    days = {"from_on": wish.from_on.isoformat(), "until_on": wish.until_on.isoformat()}
    return {"ground": wish.ground, "evidence": wish.evidence.strip(), **days}
