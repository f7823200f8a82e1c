"""Matters as an account on a channel follows them: its own, and those a clerk joined to it."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.rooms.cases import following_store, link_store, store
from yizhan_collector.rooms.cases.link_store import Link
from yizhan_collector.rooms.cases.model import Channel, Matter, Party

SHOWN = 50


def open_of(tx: Connection, channel: Channel, handle: str) -> Matter | None:
    """The newest open matter that began from this account: what it writes goes on there."""
    party = store.party_of_handle(tx, channel, handle)
    found = following_store.of_parties(tx, [party], True, 1) if party else []
    return found[0] if found else None


def of_handle(tx: Connection, channel: Channel, handle: str) -> list[Matter]:
    """What this account may follow, newest first: its own, and by links a clerk accepted."""
    party = store.party_of_handle(tx, channel, handle)
    if party is None:
        return []
    return following_store.of_parties(tx, link_store.linked(tx, party), False, SHOWN)


def party(tx: Connection, channel: Channel, handle: str) -> UUID | None:
    """Who this very account is, without those that were joined to it; None before it asked."""
    return store.party_of_handle(tx, channel, handle)


def claim(tx: Connection, matter: Matter, channel: Channel, handle: str, now: datetime) -> bool:
    """This account says that a matter is its own, having its code: offered to a clerk.

    False for a matter of nobody by name; there is nobody it could be the same as.
    """
    if matter.party is None:
        return False
    party = store.party_of_handle(tx, channel, handle)
    if party is None:
        party = new_id()
        store.insert_party(tx, Party(party, channel, "", "", handle, now), None)
    if party != matter.party:
        link_store.offer(tx, Link(party, matter.party, "said_so", now))
    return True


def handles(tx: Connection, matter: Matter, channel: Channel) -> list[str]:
    """The accounts on a channel that follow a matter."""
    if matter.party is None:
        return []
    parties = store.parties(tx, link_store.linked(tx, matter.party))
    found = [one.handle for one in parties.values() if one.channel == channel and one.handle]
    return sorted(found)
