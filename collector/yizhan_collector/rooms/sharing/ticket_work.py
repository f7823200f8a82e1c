"""What `work` does with a ticket: it becomes a matter, and the platform hears how that goes."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.cases import desk
from yizhan_collector.rooms.cases import service as cases
from yizhan_collector.rooms.cases.model import Matter
from yizhan_collector.rooms.sharing import packet_store, tickets
from yizhan_collector.rooms.sharing import ticket_store as store
from yizhan_collector.rooms.sharing.ticket_model import Ticket, Told, standing, wish_of

MOVED = "ticket_moved"
SOME = 200  # tickets of one run


def settle(tx: Connection, ticket: UUID, now: datetime) -> None:
    """Bring a ticket and its matter together, and tell the platform what has moved.

    It may run at any time and any number of times: what was carried out is not done again.
    """
    one = tickets.known(tx, ticket)
    if one.matter is None and one.withdrawn_at is not None:
        _tell(tx, one, Told("withdrawn"), now)
        return
    matter = desk.get(tx, one.matter) if one.matter else _opened(tx, one, now)
    matter = _carried_out(tx, one, matter, now)
    _tell(tx, one, standing(one, matter, desk.all_acts(tx, matter)), now)


def follow(tx: Connection, matter: UUID, now: datetime) -> None:
    """Somebody of the service did something with the matter of a ticket."""
    found = store.of_matter(tx, matter)
    if found is not None:
        settle(tx, found.id, now)


def settle_left(tx: Connection, now: datetime) -> int:
    """Settle tickets whose matter whoever asked closed, or the clock; returns how many."""
    found = store.left(tx, SOME)
    for one in found:
        settle(tx, one, now)
    return len(found)


def _opened(tx: Connection, one: Ticket, now: datetime) -> Matter:
    """The matter of a ticket; what it says is kept there alone from here on."""
    wish = wish_of(one.body or {})
    matter = cases.open_matter(tx, wish.asked(one.urgent if wish.urgent else None), None, now)
    store.change(tx, one.id, {"matter": matter.id, "body": None})
    return matter


def _carried_out(tx: Connection, one: Ticket, matter: Matter, now: datetime) -> Matter:
    """What the platform said of it since."""
    done = [act.code for act in desk.all_acts(tx, matter)]
    if one.withdrawn_at and matter.state == "open":
        return cases.withdraw(tx, matter, now)
    if one.returned_why and "return_ticket" not in done:
        matter = cases.returned(tx, matter, one.returned_why, now)
    if one.reply and matter.state == "open" and matter.next_actor == "party":
        matter = cases.party_says(tx, matter, one.reply, now)
    if one.stars and matter.state == "closed" and matter.rated_at is None:
        matter = cases.rate(tx, matter, one.stars, "", now)
    return matter


def _tell(tx: Connection, one: Ticket, told: Told, now: datetime) -> None:
    news = {name: value for name, value in vars(told).items() if value != getattr(one, name)}
    if "asked_at" in news and told.question:
        news |= {"reply": None, "replied_at": None}
    if news:
        store.change(tx, one.id, news)
        packet_store.tell(tx, one.partner, MOVED, one.id, now)  # one at a time for each platform
        store.move(tx, one.id)
