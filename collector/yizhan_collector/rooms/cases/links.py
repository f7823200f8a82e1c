"""Links between a caller, a follower and a visitor: offered to a clerk, never made by the machine.

They are found by the number or by what somebody says; nothing is looked up anywhere else.
"""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.cases import link_store, listing_store, store
from yizhan_collector.rooms.cases.link_store import Link
from yizhan_collector.rooms.cases.model import Matter
from yizhan_collector.rooms.cases.reasons import LinkDecided, NobodyNamed
from yizhan_collector.rooms.staff.model import Staff

SHOWN = 100  # matters of a history


def said_so(tx: Connection, matter: Matter, other: Matter, now: datetime) -> bool:
    """Whoever asked here says that they asked there too; offered unless it was before.

    Raises NobodyNamed.
    """
    if matter.party is None or other.party is None or matter.party == other.party:
        raise NobodyNamed
    return link_store.offer(tx, Link(matter.party, other.party, "said_so", now))


def of_matter(tx: Connection, matter: Matter) -> list[Link]:
    """What was offered of whoever asked, and what clerks said to it."""
    return link_store.of_party(tx, matter.party) if matter.party else []


def open_ones(tx: Connection, limit: int, offset: int) -> tuple[list[Link], int]:
    """Links that wait for a clerk, the oldest first; and how many."""
    return link_store.open_ones(tx, limit, offset)


def decide(
    tx: Connection, one: UUID, other: UUID, accepted: bool, staff: Staff, now: datetime
) -> None:
    """Accept or refuse a link, once; a refused one is not offered again.

    Raises NotFound or LinkDecided.
    """
    known = {end for link in link_store.of_party(tx, one) for end in (link.one, link.other)}
    if one == other or other not in known:
        raise NotFound
    if not link_store.decide(tx, (one, other), accepted, staff.id, now):
        raise LinkDecided


def history(tx: Connection, matter: Matter) -> list[Matter]:
    """Other matters of whoever asked, and of those who are the same by an accepted link."""
    if matter.party is None:
        return []
    same = link_store.linked(tx, matter.party)
    where, order = "party = any(%s) and id <> %s", "opened_at desc, id desc"
    return listing_store.listed(tx, where, order, [same, matter.id], SHOWN, 0)[0]


def by_number(tx: Connection, number: str) -> Matter:
    """The matter of a number that the database shows; raises NotFound."""
    found = store.by_number(tx, number)
    if found is None:
        raise NotFound
    return found
