"""Frequent travel between cities and counties: ask, decide, begin, end."""

from datetime import date, datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.leaves import letters, service, store, travel_store
from yizhan_collector.rooms.leaves.decisions import Decision
from yizhan_collector.rooms.leaves.letters import Answer
from yizhan_collector.rooms.leaves.model import TooLateToGrant
from yizhan_collector.rooms.leaves.service import Channel
from yizhan_collector.rooms.leaves.travel_model import Travel, TravelMoved, TravelWish, permit
from yizhan_collector.rooms.requests import service as requests
from yizhan_collector.rooms.requests.model import Asked, Request, Verdict
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.deeds import clocked, deed


def apply(
    tx: Connection,
    person: UUID,
    wish: TravelWish,
    channel: Channel,
    by: UUID | None,
    now: datetime,
) -> UUID:
    """Ask the county for a permit, a first or another one; returns it.

    Raises NotInCorrection, what `permit` raises, and TravelOverlaps.
    """
    store.hold(tx, person)
    day = legal_day(now)
    book, home = rules.book(tx, day), service.home_of(tx, person)
    span = permit(wish, home, day, book.number("travel.months"), book.words("leave.zone"))
    travel = new_id()
    body = {
        "from_on": span.start.isoformat(),
        "until_on": span.end.isoformat(),
        "regions": list(wish.regions),
        "places": wish.places,
        "times": wish.times,
        "frequency": wish.frequency,
        "why": wish.why,
        "proof": wish.proof,
    }
    asked = Asked(person, "travel", "county", travel, body, by, channel, max(day, span.start))
    request = requests.ask(tx, asked, now)
    travel_store.insert(
        tx,
        Travel(
            travel, person, request, span, wish.regions, wish.places, wish.times,
            wish.frequency, wish.why, wish.proof, day, "asked", False, None,
        ),
    )  # fmt: skip
    return travel


def get(tx: Connection, travel: UUID) -> Travel:
    """One permit; raises NotFound."""
    found = travel_store.get(tx, travel)
    if found is None:
        raise NotFound
    return found


def of_person(tx: Connection, person: UUID) -> list[Travel]:
    """Every permit of a person, the newest first."""
    return travel_store.of_person(tx, person)


def page(tx: Connection, live: bool, limit: int, offset: int) -> tuple[list[Travel], int]:
    """The permits of the own area, those that still run or wait if `live`; and how many."""
    return travel_store.page(tx, live, limit, offset)


def decide(tx: Connection, travel: UUID, staff: Staff, said: Decision, now: datetime) -> Travel:
    """The county grants or refuses; raises NotFound, TravelMoved, TooLateToGrant, as `settle`."""
    one = _held(tx, travel)
    if one.state != "asked":
        raise TravelMoved
    if said.granted and one.span.end < legal_day(now):
        raise TooLateToGrant
    settled = requests.settle(tx, one.request, staff, Verdict(said.granted, said.reasons), now)
    travel_store.decide(tx, travel, "granted" if said.granted else "refused")
    _tell(tx, one, staff, said, settled, now)
    if said.granted:
        begin(tx, get(tx, travel), now)
    return get(tx, travel)


def stop(tx: Connection, travel: UUID, by: Staff | None, now: datetime) -> Travel:
    """Take a request back, call a permit off, or end a running one; by None is the person.

    Raises NotFound and TravelMoved; a running permit is ended at the office.
    """
    one = _held(tx, travel)
    if one.state == "asked":
        requests.withdraw(tx, one.request, requests.get(tx, one.request).asked_by, now)
        _call_off(tx, one, "withdrawn", by, now)
    elif one.state == "granted" and not one.begun:
        _call_off(tx, one, "cancelled", by, now)
    elif one.state == "granted" and by:
        _end(tx, one, min(legal_day(now), one.span.end), by, now)
    else:
        raise TravelMoved
    return get(tx, travel)


def close(tx: Connection, person: UUID, on: date) -> None:
    """The term ended on this day: no permit goes on, and what was asked for was withdrawn."""
    for one in of_person(tx, person):
        if one.state == "asked":
            travel_store.decide(tx, one.id, "withdrawn")
        elif one.state == "granted" and one.begun:
            travel_store.end(tx, one.id, max(one.span.start, min(on, one.span.end)))
        elif one.state == "granted":
            travel_store.decide(tx, one.id, "cancelled")


def turn(tx: Connection, now: datetime) -> int:
    """Begin and end the permits whose day has come; returns how many. Run by the clock."""
    over, due = travel_store.over_by(tx, legal_day(now)), travel_store.begun_by(tx, legal_day(now))
    for one in over:
        _end(tx, one, one.span.end, None, now)
    for one in due:
        if one not in over:
            begin(tx, one, now)
    return len(over) + len(due)


def begin(tx: Connection, one: Travel, now: datetime) -> None:
    """Mark the term of a person whose permit begins today; later ones wait for their day."""
    standing = terms.standing(tx, one.person)
    if one.span.start > legal_day(now) or standing is None:
        return
    body = {"travel": str(one.id), "until_on": one.span.end.isoformat()}
    done = clocked(standing, "travel_begun", legal_day(now), body)
    terms.put_on(tx, one.person, "frequent_travel", done, now)
    travel_store.begin(tx, one.id)


def _held(tx: Connection, travel: UUID) -> Travel:
    store.hold(tx, get(tx, travel).person)
    return get(tx, travel)


def _tell(
    tx: Connection, one: Travel, staff: Staff, said: Decision, settled: Request, now: datetime
) -> None:
    answer = Answer(settled.county, said.reasons, settled.complaint_route, said.ways)
    make = letters.permit if said.granted else letters.travel_refusal
    paper = letters.issue(tx, make(one, answer), one.person, staff, answer, now)
    body: dict[str, object] = {
        "travel": str(one.id),
        "from_on": one.span.start.isoformat(),
        "until_on": one.span.end.isoformat(),
        "regions": list(one.regions),
        "reasons": said.reasons,
    }
    kind = "travel_granted" if said.granted else "travel_refused"
    standing = terms.in_correction(tx, one.person)
    terms.record(tx, deed(standing, kind, legal_day(now), staff, body, paper), now)


def _call_off(tx: Connection, one: Travel, state: str, by: Staff | None, now: datetime) -> None:
    travel_store.decide(tx, one.id, state)
    standing = terms.in_correction(tx, one.person)
    done = deed(standing, f"travel_{state}", legal_day(now), by, {"travel": str(one.id)})
    terms.record(tx, done, now)


def _end(tx: Connection, one: Travel, last: date, by: Staff | None, now: datetime) -> None:
    """The permit was used until `last`; by None is the clock."""
    travel_store.end(tx, one.id, last)
    standing = terms.standing(tx, one.person)
    if standing is None:
        return
    day, body = legal_day(now), {"travel": str(one.id), "ended_on": last.isoformat()}
    make = deed(standing, "travel_ended", day, by, body) if by else None
    done = make or clocked(standing, "travel_ended", day, body)
    if any(each.begun and each.state == "granted" for each in of_person(tx, one.person)):
        terms.record(tx, done, now)
    else:
        terms.take_off(tx, one.person, "frequent_travel", done, now)
