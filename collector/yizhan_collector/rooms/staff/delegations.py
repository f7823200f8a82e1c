"""What a county lets its offices do in its name (CCL 9), dated, by a document."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.refusals import NotFound, Refused
from yizhan_collector.rooms.staff import delegation_store as store

Delegable = Literal["intake", "report", "visit", "leave", "education", "interview"]
DELEGABLE: tuple[Delegable, ...] = get_args(Delegable)


class BadDelegation(Refused):
    """A delegation needs an office of the county, a power, a document, and an end after its start.

    Correct what is missing and send it again.
    """

    status = 422


class DelegationEnded(Refused):
    """This delegation has ended already; load the page again."""

    status = 409


@dataclass(frozen=True)
class Delegation:
    """A county's word to one of its offices; `until_on` is the last day, None while it stands."""

    id: UUID
    county: str
    township: str
    powers: tuple[str, ...]
    document: str
    from_on: date
    until_on: date | None
    made_by: UUID | None
    made_at: datetime

    def holds(self, day: date) -> bool:
        """Whether it is in force on this day."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True)
class Wish:
    """A delegation to make."""

    township: str
    powers: Collection[str]
    document: str
    from_on: date
    until_on: date | None = None


def make(tx: Connection, county: str, wish: Wish, by: UUID, now: datetime) -> Delegation:
    """Delegate; raises BadDelegation."""
    powers = tuple(one for one in DELEGABLE if one in wish.powers)
    whole = len(powers) == len(set(wish.powers)) > 0 and wish.document.strip() != ""
    ordered = wish.until_on is None or wish.until_on >= wish.from_on
    if not whole or not ordered or len(county) != 6 or not wish.township.startswith(county):
        raise BadDelegation
    made = Delegation(
        new_id(), county, wish.township, powers, wish.document.strip(), wish.from_on,
        wish.until_on, by, now,
    )  # fmt: skip
    store.insert(tx, list(vars(made).values()))
    return made


def end(tx: Connection, delegation: UUID, county: str, last: date) -> Delegation:
    """Let it end with this day; raises NotFound, BadDelegation or DelegationEnded."""
    found = get(tx, delegation)
    if found.county != county:
        raise NotFound
    if last < found.from_on:
        raise BadDelegation
    if not store.end(tx, delegation, last):
        raise DelegationEnded
    return get(tx, delegation)


def get(tx: Connection, delegation: UUID) -> Delegation:
    """One of them; raises NotFound."""
    row = store.one(tx, delegation)
    if row is None:
        raise NotFound
    return _made(row)


def of_area(tx: Connection, area: str) -> list[Delegation]:
    """Those of a county, an office or, with '', of all; the newest first."""
    return [_made(row) for row in store.of_area(tx, area)]


def in_force(tx: Connection, township: str, power: Delegable, day: date) -> Delegation | None:
    """What lets this office do this on this day; None when nothing does."""
    found = (one for one in of_area(tx, township) if power in one.powers and one.holds(day))
    return next(found, None)


def _made(row: store.Row) -> Delegation:
    fields = dict(zip(Delegation.__dataclass_fields__, row, strict=True))
    return Delegation(**fields | {"powers": tuple(fields["powers"])})
