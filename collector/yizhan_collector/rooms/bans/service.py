"""Use cases of the no-entry orders: register, correct, end, and entry to a conditional place."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.bans import letters, store
from yizhan_collector.rooms.bans.model import (
    Ban,
    BanEnded,
    ConditionsNeeded,
    Entry,
    EntryMoved,
    EntryWish,
    Words,
    check,
    check_entry,
)
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.people.model import procuratorate
from yizhan_collector.rooms.requests import service as requests
from yizhan_collector.rooms.requests.model import Asked, Verdict
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.deeds import deed

Channel = Literal["desk", "kiosk", "own"]


def enter(
    tx: Connection,
    person: UUID,
    said: Words,
    staff: Staff,
    now: datetime,
    corrects: UUID | None = None,
) -> UUID:
    """Register the order of a court in its exact words; a correction ends the one it replaces.

    Raises NotInCorrection, what `check` raises, BanOverlaps, NotFound and BanEnded.
    """
    check(said)
    standing, day = terms.in_correction(tx, person), legal_day(now)
    if corrects is not None and get(tx, corrects).person != person:
        raise NotFound
    if corrects is not None and not store.end(tx, corrects, day, "更正登记"):
        raise BanEnded
    ban = new_id()
    store.insert(tx, Ban(ban, person, said, corrects, staff.id, now, None, ""))
    body = {"ban": str(ban), "kind": said.kind, "court": said.court, "number": said.number}
    days = {"from_on": said.from_on.isoformat(), "until_on": said.until_on.isoformat()}
    kind = "ban_entered" if corrects is None else "ban_corrected"
    terms.record(tx, deed(standing, kind, day, staff, {**body, **days}), now)
    return ban


def end(tx: Connection, ban: UUID, why: str, staff: Staff, now: datetime) -> Ban:
    """The court lifted it, by the document named in `why`. Raises NotFound and BanEnded."""
    one, day = get(tx, ban), legal_day(now)
    if not store.end(tx, ban, day, why):
        raise BanEnded
    standing = terms.in_correction(tx, one.person)
    body = {"ban": str(ban), "why": why}
    terms.record(tx, deed(standing, "ban_ended", day, staff, body), now)
    return get(tx, ban)


def ask_entry(
    tx: Connection,
    ban: UUID,
    wish: EntryWish,
    channel: Channel,
    by: UUID | None,
    now: datetime,
) -> UUID:
    """Ask the county for permission to enter; returns the request to enter.

    Raises NotFound, what `check_entry` raises, and EntryOverlaps.
    """
    one, day = get(tx, ban), legal_day(now)
    terms.in_correction(tx, one.person)
    check_entry(one, wish, day)
    entry = new_id()
    body = {
        "place": wish.place,
        "why": wish.why,
        "from_on": wish.from_on.isoformat(),
        "until_on": wish.until_on.isoformat(),
    }
    asked = Asked(one.person, "ban_entry", "county", entry, body, by, channel, wish.from_on)
    request = requests.ask(tx, asked, now)
    what = (wish.place, wish.why, wish.from_on, wish.until_on, day)
    store.ask(tx, Entry(entry, ban, one.person, request, *what, (), "asked"))
    return entry


def decide_entry(
    tx: Connection,
    entry: UUID,
    staff: Staff,
    verdict: Verdict,
    conditions: tuple[str, ...],
    now: datetime,
) -> Entry:
    """The county permits or refuses; the court and the procuratorate receive a permission.

    Raises NotFound, EntryMoved, ConditionsNeeded, BanEnded, and what `requests.settle` raises.
    """
    one = get_entry(tx, entry)
    ban, day = get(tx, one.ban), legal_day(now)
    if one.state != "asked" or (verdict.granted and one.until_on < day):
        raise EntryMoved
    if verdict.granted and ban.ended_on is not None:
        raise BanEnded
    if verdict.granted and not conditions:
        raise ConditionsNeeded
    settled = requests.settle(tx, one.request, staff, verdict, now)
    store.decide(tx, entry, "granted" if verdict.granted else "refused", conditions)
    standing = terms.in_correction(tx, one.person)
    if verdict.granted:
        letter = letters.permission(ban, one, conditions, standing.county)
    else:
        letter = letters.refusal(one, verdict.reasons, settled.complaint_route)
    kind, fields = letter
    paper = papers.issue(tx, kind, one.person, fields, staff, standing.county, now)
    told = [ban.said.court, procuratorate(standing.county)] if verdict.granted else []
    body: dict[str, object] = {
        "entry": str(entry),
        "ban": str(ban.id),
        "from_on": one.from_on.isoformat(),
        "until_on": one.until_on.isoformat(),
        "reasons": verdict.reasons,
        "informed": told,
    }
    act = "entry_granted" if verdict.granted else "entry_refused"
    terms.record(tx, deed(standing, act, day, staff, body, paper), now)
    return get_entry(tx, entry)


def close(tx: Connection, person: UUID) -> None:
    """The term has ended: what was asked for was withdrawn with it."""
    for one in store.entries(tx, person):
        if one.state == "asked":
            store.decide(tx, one.id, "withdrawn")


def get(tx: Connection, ban: UUID) -> Ban:
    """One order; raises NotFound, also while the record is not open."""
    found = store.get(tx, ban)
    if found is None:
        raise NotFound
    return found


def get_entry(tx: Connection, entry: UUID) -> Entry:
    """One request to enter; raises NotFound."""
    found = store.entry(tx, entry)
    if found is None:
        raise NotFound
    return found


def of_person(tx: Connection, person: UUID) -> list[Ban]:
    """Every order about a person, those that ended too, the newest first."""
    return store.of_person(tx, person)


def entries(tx: Connection, person: UUID) -> list[Entry]:
    """Every request of a person to enter, the newest first."""
    return store.entries(tx, person)
