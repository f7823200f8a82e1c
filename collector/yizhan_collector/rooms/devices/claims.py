"""A blank box is claimed for a post: once, by its code, by somebody who may (decision 0027)."""

from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection
from yizhan_wire import claims as wire
from yizhan_wire.certificates import Signer
from yizhan_wire.claims import Grant, Wish
from yizhan_wire.errors import BadWish

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.devices import certificates, service
from yizhan_collector.rooms.devices import claim_store as store
from yizhan_collector.rooms.devices.claim_store import Wished

LASTS = timedelta(hours=1)  # after the box was last heard asking
MOST = 500  # boxes that wait at once; a county has a dozen


class UnreadWish(Refused):
    """This is no wish of a box, or only half of one; take it from the box again."""

    status = 422


class UnknownWish(Refused):
    """No box asks under this code; read it again, and look that the box shows `waiting`."""

    status = 404


class WishGranted(Refused):
    """This code was used already; a box is claimed once, so look at the list of posts."""

    status = 409


class WishClash(Refused):
    """Another key has this code already; reset the box so that it makes a new one."""

    status = 409


class PostServed(Refused):
    """This post has a live box; replace that one instead of adding another."""

    status = 409


class TooManyWishes(Refused):
    """Too many boxes wait to be claimed; claim some, or wait an hour."""

    status = 503
    retry_after = 600


def ask(tx: Connection, wish: Wish, place: str, now: datetime) -> Grant | None:
    """A box asks, or somebody brings its wish: what it was given, None while it waits.

    Raises UnreadWish, WishClash or TooManyWishes.
    """
    try:
        asked = wire.asked(wish)
    except BadWish as error:
        raise UnreadWish from error
    known = store.find(tx, asked.code)
    if known is None and store.waiting(tx) >= MOST:
        raise TooManyWishes
    if not store.seen(tx, asked, wish, place, now):
        raise WishClash
    return granted(known) if known else None


def read(text: str) -> Wish:
    """A wish as it was scanned or lay in a file; raises UnreadWish."""
    try:
        return wire.load(text)
    except BadWish as error:
        raise UnreadWish from error


def code_of(wish: Wish) -> str:
    """The code of a wish; raises UnreadWish."""
    try:
        return wire.asked(wish).code
    except BadWish as error:
        raise UnreadWish from error


def find(tx: Connection, typed: str, now: datetime, hold: bool = False) -> Wished:
    """The wish under a code somebody typed, granted or not; raises UnknownWish."""
    found = store.find(tx, wire.typed(typed), hold)
    if found is None or (found.granted_at is None and found.last_at < now - LASTS):
        raise UnknownWish
    return found


def granted(one: Wished) -> Grant | None:
    """What was given for a wish."""
    return Grant(one.code, one.device, one.chain) if one.device and one.chain else None


def grant(
    tx: Connection, typed: str, township: str, staff: UUID, signer: Signer, now: datetime
) -> Grant:
    """Claim the box for a post that has no live one; raises UnknownWish, WishGranted, PostServed.

    The office gives the name: the next number of the township.
    """
    store.hold_township(tx, township)
    if service.in_service(tx, township):
        raise PostServed
    return give(tx, typed, township, staff, signer, now)


def give(
    tx: Connection, typed: str, township: str, staff: UUID, signer: Signer, now: datetime
) -> Grant:
    """The next box of a township whose hold is ours; raises UnknownWish or WishGranted."""
    wish = find(tx, typed, now, hold=True)
    if wish.granted_at:
        raise WishGranted
    device = f"bx-{township}-{max(store.numbers(tx, township), default=0) + 1}"
    service.claim(tx, device, township, now)
    key = wire.asked(Wish(wish.request)).key
    chain = certificates.issue(tx, device, key, signer, now).decode()
    store.grant(tx, wish.code, device, staff, chain, now)
    return Grant(wish.code, device, chain)


def forget(tx: Connection, now: datetime) -> int:
    """Delete wishes that nobody granted within the hour; returns how many."""
    return store.forget(tx, now - LASTS)
