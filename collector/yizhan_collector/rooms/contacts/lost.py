"""Lost contact (CCL 30): opened by a person after different ways have failed, closed when found."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day, midnight
from yizhan_collector.rooms.checkins import service as checkins
from yizhan_collector.rooms.contacts import store
from yizhan_collector.rooms.contacts.model import (
    AlreadyLost,
    Contact,
    Lost,
    NotLost,
    TooFewWays,
    enough,
    failed,
)
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.deeds import deed
from yizhan_collector.rooms.terms.model import NotInCorrection

BACK = timedelta(days=366)
WORDS = {
    "home_visit": "上门走访",
    "interview": "约谈",
    "phone": "电话",
    "video": "视频",
    "message": "信息",
    "through_others": "通过家属、矫正小组成员",
}


@dataclass(frozen=True)
class Wish:
    """Why contact is held to be lost, and who was told when."""

    reasons: str
    police_on: date | None = None
    procuratorate_on: date | None = None


def attempts(tx: Connection, person: UUID, now: datetime) -> tuple[list[Contact], int]:
    """What failed since the person was last reached, and how many ways the rule asks for."""
    contacts, today = store.of_person(tx, person), legal_day(now)
    there = checkins.there(tx, [person], today - BACK).get(person, [])
    needed = rules.book(tx, today).number("lost.channels")
    # a report ends its whole day: an attempt of that morning proves nothing
    ends = [midnight(one.day + timedelta(days=1)) for one in there]
    return failed(contacts, ends), needed


def open_(tx: Connection, person: UUID, wish: Wish, staff: Staff, now: datetime) -> Lost:
    """Open it: a named person decides, on recorded attempts. A missed report opens nothing.

    Raises NotInCorrection, AlreadyLost and TooFewWays.
    """
    store.hold(tx, person)
    standing = terms.standing(tx, person)
    if standing is None:
        raise NotInCorrection
    if current(tx, person):
        raise AlreadyLost
    tried, needed = attempts(tx, person, now)
    if not enough(tried, needed):
        raise TooFewWays
    paper = _paper(tx, person, wish, tried, staff, now)
    lost = Lost(
        new_id(), person, staff.id, now, legal_day(now), wish.reasons.strip(), wish.police_on,
        wish.procuratorate_on, paper,
    )  # fmt: skip
    store.open_lost(tx, lost, tried)
    body = {"lost": lost.id, "reasons": lost.reasons, "ways": sorted({one.way for one in tried})}
    done = deed(standing, "lost_contact", lost.opened_on, staff, body, paper)
    terms.put_on(tx, person, "lost_contact", done, now)
    return lost


def close(tx: Connection, person: UUID, found: str, staff: Staff, now: datetime) -> None:
    """Close it: the person was found, and how; raises NotLost."""
    store.hold(tx, person)
    lost = current(tx, person)
    if lost is None:
        raise NotLost
    store.close_lost(tx, lost.id, found.strip(), staff.id, now)
    standing = terms.standing(tx, person)
    if standing:
        done = deed(standing, "found_again", legal_day(now), staff, {"lost": lost.id})
        terms.take_off(tx, person, "lost_contact", done, now)


def current(tx: Connection, person: UUID) -> Lost | None:
    """The lost contact that is open for a person."""
    return next((one for one in store.lost_of(tx, person) if one.closed_at is None), None)


def open_now(tx: Connection) -> list[Lost]:
    """Those of the own area that are open, the oldest first."""
    return store.lost_now(tx)


def _paper(
    tx: Connection, person: UUID, wish: Wish, tried: list[Contact], staff: Staff, now: datetime
) -> UUID:
    names = staff_room.names(tx, {one.author for one in tried})
    told = {
        "police_told_at": wish.police_on and midnight(wish.police_on),
        "procuratorate_told_at": wish.procuratorate_on and midnight(wish.procuratorate_on),
    }
    fields: dict[str, object] = {
        "last_contact": _last(tx, person, tried),
        "attempts": [
            {"at": one.at, "way": WORDS[one.way], "who": names[one.author], "result": "未联系上"}
            for one in tried[-40:]
        ],
        "outcome": wish.reasons,
        "opened_by": staff.name,
        **{name: at for name, at in told.items() if at},
    }
    return papers.issue(tx, "lost_contact_record", person, fields, staff, staff.area, now)


def _last(tx: Connection, person: UUID, tried: list[Contact]) -> datetime:
    """When the person was last reached or there; before that, when the term was received."""
    first = tried[0].at
    reached = [
        one.at for one in store.of_person(tx, person) if one.outcome == "reached" and one.at < first
    ]
    since = legal_day(first) - BACK
    days = [midnight(one.day) for one in checkins.there(tx, [person], since).get(person, [])]
    standing = terms.standing(tx, person)
    received = [midnight(standing.received_on)] if standing and standing.received_on else []
    return max([*reached, *[one for one in days if one < first], *received], default=first)
