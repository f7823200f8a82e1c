"""Use cases of a change of residence: ask, take back, decide, and what there is."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.moves import letters, store
from yizhan_collector.rooms.moves.model import (
    BadPlace,
    Clock,
    Days,
    Filter,
    Move,
    MoveUnderWay,
    MoveWish,
    NoConsent,
    StepMoved,
    check,
    first,
    following,
)
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.requests import service as requests
from yizhan_collector.rooms.requests.model import Asked, Verdict
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.deeds import deed

Channel = Literal["desk", "kiosk", "own"]
LIVE = ("asked", "granted")


def apply(
    tx: Connection, person: UUID, wish: MoveWish, channel: Channel, by: UUID | None, now: datetime
) -> UUID:
    """Ask for a change of residence; `by` is None when the person asks. Returns the move.

    Raises NotInCorrection, what `check` raises, and MoveUnderWay.
    """
    store.hold(tx, person)
    if any(one.state in LIVE for one in store.of_person(tx, person)):
        raise MoveUnderWay
    standing, day = terms.in_correction(tx, person), legal_day(now)
    limits = days(tx, day)
    ours = frozenset(one.code for one in people.townships(tx))
    check(wish, standing.township, ours, day, limits.ahead_months)
    one = _made(tx, person, wish, day)
    clock = first(day, limits)
    body = {
        "to_body": one.to_body,
        "address": wish.address,
        "moving_on": wish.moving_on.isoformat(),
        "why": wish.why,
        "proof": wish.proof,
        "urgent": wish.urgent,
    }
    asked = Asked(person, "move", "county", one.id, body, by, channel, clock.due_on)
    request = requests.ask(tx, asked, now)
    store.insert(tx, Move(**{**vars(one), "request": request}))
    store.begin(tx, one.id, [clock])
    return one.id


def withdraw(tx: Connection, move: UUID, by: Staff | None, now: datetime) -> Move:
    """Take a request back before it is decided, at the person's wish; by None is the person.

    Raises NotFound and StepMoved.
    """
    one = held(tx, move)
    if one.state != "asked":
        raise StepMoved
    requests.withdraw(tx, one.request, requests.get(tx, one.request).asked_by, now)
    store.set_state(tx, move, "withdrawn")
    standing = terms.in_correction(tx, one.person)
    done = deed(standing, "move_withdrawn", legal_day(now), by, {"move": str(move)})
    terms.record(tx, done, now)
    return get(tx, move)


def decide(
    tx: Connection, move: UUID, staff: Staff, verdict: Verdict, report_at: str, now: datetime
) -> Move:
    """The old county decides on the answer; then the file goes and the person reports there.

    Raises NotFound, StepMoved, NoConsent, and what `requests.settle` raises.
    """
    one = held(tx, move)
    if one.state != "asked":
        raise StepMoved
    if verdict.granted and not one.agreed:
        raise NoConsent
    settled = requests.settle(tx, one.request, staff, verdict, now)
    store.set_state(tx, move, "granted" if verdict.granted else "refused")
    day = legal_day(now)
    if store.finish(tx, move, "decide", day, staff.id, verdict.reasons) and verdict.granted:
        store.begin(tx, move, following("decide", day, days(tx, day)))
    term, standing = terms.get(tx, one.person), terms.in_correction(tx, one.person)
    assert term is not None  # noqa: S101 # somebody in correction has one
    if verdict.granted:
        due = next(each.due_on for each in clocks(tx, [move])[move] if each.step == "report")
        letter = letters.transfer(one, term, day, due or day, report_at)
    else:
        letter = letters.refusal(one, verdict.reasons, settled.complaint_route)
    county = standing.county
    paper = papers.issue(tx, letter.kind, one.person, letter.fields, staff, county, now)
    body: dict[str, object] = {
        "move": str(move),
        "region": one.to_region,
        "to_body": one.to_body,
        "reasons": verdict.reasons,
    }
    kind = "move_granted" if verdict.granted else "move_refused"
    done = deed(standing, kind, day, staff, body, paper)
    if verdict.granted:
        terms.put_on(tx, one.person, "transfer_pending", done, now)
    else:
        terms.record(tx, done, now)
    return get(tx, move)


def relocate(
    tx: Connection, person: UUID, township: str, address: str, staff: Staff, now: datetime
) -> None:
    """Inside the county nobody approves: the person belongs to another office from now on.

    Raises NotFound, NotInCorrection, BadPlace and UnknownTownship.
    """
    standing = terms.in_correction(tx, person)
    if township[:6] != standing.county or township == standing.township:
        raise BadPlace
    body = {"from_township": standing.township, "to_township": township, "address": address}
    terms.record(tx, deed(standing, "moved_inside", legal_day(now), staff, body), now)
    people.settle(tx, person, township)


def close(tx: Connection, person: UUID) -> None:
    """The term has ended: no move goes on, and what was asked for was withdrawn with it."""
    for one in store.of_person(tx, person):
        if one.state in LIVE:
            store.set_state(tx, one.id, "withdrawn" if one.state == "asked" else "cancelled")


def get(tx: Connection, move: UUID) -> Move:
    """One of them; raises NotFound."""
    found = store.get(tx, move)
    if found is None:
        raise NotFound
    return found


def held(tx: Connection, move: UUID) -> Move:
    """One of them, while nobody else takes a step of it; raises NotFound."""
    store.hold(tx, get(tx, move).person)
    return get(tx, move)


def of_person(tx: Connection, person: UUID) -> list[Move]:
    """Every move of a person, the newest first."""
    return store.of_person(tx, person)


def page(tx: Connection, wish: Filter, limit: int, offset: int) -> tuple[list[Move], int]:
    """The moves from and to the own area, and how many in all."""
    return store.page(tx, wish, limit, offset)


def clocks(tx: Connection, moves: Collection[UUID]) -> dict[UUID, list[Clock]]:
    """The clocks of these moves, in their order."""
    return store.clocks(tx, moves)


def days(tx: Connection, day: date) -> Days:
    """The rules on moves of a day."""
    book = rules.book(tx, day)
    return Days(
        ahead_months=book.number("move.request_ahead_months"),
        ask=book.number("move.ask_days"),
        answer=book.number("move.answer_days"),
        file=book.number("move.file_days"),
        receipt=book.number("move.receipt_days"),
        report=book.number("move.report_days"),
    )


def _made(tx: Connection, person: UUID, wish: MoveWish, day: date) -> Move:
    who = people.get(tx, person)
    body = papers.organ(tx, wish.region) if wish.township else wish.body
    return Move(
        new_id(), person, person, who.name, who.minor, who.township, wish.region, wish.township,
        body, wish.address, wish.why, wish.proof, wish.moving_on, wish.urgent, day, "asked", None,
        "", "", "", None,
    )  # fmt: skip
