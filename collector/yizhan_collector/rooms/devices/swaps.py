"""A dead box is replaced from a spare: its certificate ends, the post and its history stay."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.certificates import Signer
from yizhan_wire.claims import Grant

from yizhan_collector.rooms.devices import claim_store, claims, service, templates


def swap(tx: Connection, old: str, typed: str, staff: UUID, signer: Signer, now: datetime) -> Grant:
    """Claim the box under a code in place of `old`, which is refused everywhere from then on.

    Raises NotFound, AlreadyRevoked, UnknownWish or WishGranted; then nothing is changed.
    """
    township = service.get(tx, old).township
    claim_store.hold_township(tx, township)
    service.revoke(tx, old, now, "swapped")
    return claims.give(tx, typed, township, staff, signer, now)


def enrolled(tx: Connection, device: str) -> int:
    """How many people have their face on a box, and will have to enrol again without it."""
    return len(templates.held_by(tx, device))
