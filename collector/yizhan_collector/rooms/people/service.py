"""Use cases of the people."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground import outbox
from yizhan_collector.ground.hashing import eight_digits
from yizhan_collector.ground.names import require_name
from yizhan_collector.ground.refusals import LetGo, NotFound, UnknownPerson
from yizhan_collector.rooms.people import store
from yizhan_collector.rooms.people.model import (
    Gender,
    MinorsHaveNoFace,
    Person,
    Township,
    UnknownTownship,
)

ROSTER_CHANGED = "roster_changed"


def require(tx: Connection, person: UUID) -> None:
    """Raises UnknownPerson."""
    if not store.exists(tx, person):
        raise UnknownPerson(str(person))


def still_here(tx: Connection, people: Collection[UUID], happened: datetime | None = None) -> None:
    """Raises LetGo when the last term of one of these has ended; who never had one is here.

    What `happened` before the end may be written after it.
    """
    for gone in store.let_go_at(tx, people):
        if happened is None or happened >= gone:
            raise LetGo


def add(
    tx: Connection,
    name: str,
    gender: Gender,
    township: str,
    face_allowed: bool,
    now: datetime,
    minor: bool = False,
    born_on: date | None = None,
) -> UUID:
    """Add a person under a fresh random check-in number.

    Raises BadName, UnknownTownship, and MinorsHaveNoFace.
    """
    name = require_name(name)
    require_township(tx, township)
    if minor and face_allowed:
        raise MinorsHaveNoFace
    person = new_id()
    rest = (name, gender, township, face_allowed, now, minor, born_on)
    while not store.insert(tx, Person(person, eight_digits(), *rest)):
        pass  # the number is taken: another one
    roster_changed(tx, township)
    return person


def get(tx: Connection, person: UUID) -> Person:
    """One person; raises NotFound."""
    found = store.by_id(tx, [person])
    if not found:
        raise NotFound
    return found[0]


def by_id(tx: Connection, people: Collection[UUID]) -> dict[UUID, Person]:
    """Those of these who are known."""
    return {one.id: one for one in store.by_id(tx, people)}


def of_area(tx: Connection, area: str) -> list[Person]:
    """Everyone of a township, a county or, with '', of all."""
    return store.of_area(tx, area)


def names_of(tx: Connection, township: str) -> list[str]:
    """The names a sign of this township may not show."""
    return store.names_of(tx, township)


def page(tx: Connection, area: str, part: str, limit: int, offset: int) -> tuple[list[Person], int]:
    """Those whose name or number contains `part`, by name; and how many in all."""
    return store.page(tx, area, part, limit, offset)


def allow_face(tx: Connection, person: UUID, allowed: bool) -> None:
    """Allow the face or withdraw it; raises NotFound, MinorsHaveNoFace or LetGo."""
    found = get(tx, person)
    if found.minor and allowed:
        raise MinorsHaveNoFace
    if allowed:
        still_here(tx, [person])
    store.set_face(tx, person, allowed)
    roster_changed(tx, found.township)


def settle(tx: Connection, person: UUID, township: str) -> None:
    """The person belongs to another township from now on; raises NotFound and UnknownTownship."""
    before = get(tx, person).township
    require_township(tx, township)
    store.settle(tx, person, township)
    roster_changed(tx, before)
    roster_changed(tx, township)


def townships(tx: Connection) -> list[Township]:
    """All townships, by code."""
    return store.townships(tx)


def require_township(tx: Connection, code: str) -> None:
    """Raises UnknownTownship."""
    if code not in {one.code for one in townships(tx)}:
        raise UnknownTownship(code)


def require_area(tx: Connection, area: str) -> None:
    """Raises UnknownTownship when no township lies in this area."""
    if not any(one.code.startswith(area) for one in townships(tx)):
        raise UnknownTownship(area)


def roster_changed(tx: Connection, township: str) -> None:
    """Have the rosters of a township's boxes built again after the commit."""
    outbox.emit(tx, ROSTER_CHANGED, {"township": township})
