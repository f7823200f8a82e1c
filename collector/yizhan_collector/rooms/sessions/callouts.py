"""Use cases of the register: call out a clip or a live view, look, end; nothing without a row."""

from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id
from yizhan_wire.orders import Command

from yizhan_collector.ground import outbox
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.sessions import callout_store as store
from yizhan_collector.rooms.sessions import holds, service, told_store
from yizhan_collector.rooms.sessions.model import PostNotHere, Session
from yizhan_collector.rooms.sessions.playlist import Length
from yizhan_collector.rooms.sessions.register import (
    MOST,
    Call,
    CallKind,
    Callout,
    CalloutOver,
    Ended,
    NoSuchPiece,
    Piece,
    VideoDeleted,
    View,
)
from yizhan_collector.rooms.staff.model import NotAllowed, Staff

CALLED_OUT = "called_out"


def call_out(tx: Connection, session: UUID, call: Call, staff: Staff, now: datetime) -> Callout:
    """Call out some segments of a recording for a written reason; the box sends them.

    Raises NotFound, VideoDeleted, NoSuchPiece and NotAllowed.
    """
    found = service.get(tx, session)
    if deleted(tx, found, now):
        raise VideoDeleted
    known = {one.number for one in told_store.segments(tx, session)}
    if not {call.first, call.last} <= known or not 0 <= call.last - call.first < MOST:
        raise NoSuchPiece
    hours = rules.book(tx, legal_day(now)).number("callout.keep_hours")
    at = (found.plan.device, found.township)
    return _register(tx, at, session, call, staff, now, timedelta(hours=hours))


def look_live(tx: Connection, device: str, call: Call, staff: Staff, now: datetime) -> Callout:
    """Look through a post's camera for some minutes, for a written reason.

    Raises NotFound, PostNotHere and NotAllowed.
    """
    post = devices.get(tx, device)
    if post.revoked_at is not None:
        raise PostNotHere
    minutes = rules.book(tx, legal_day(now)).number("callout.live_minutes")
    at = (device, post.township)
    return _register(tx, at, None, call, staff, now, timedelta(minutes=minutes))


def get(tx: Connection, callout: UUID) -> Callout:
    """One row of the register; raises NotFound."""
    found = store.get(tx, callout)
    if found is None:
        raise NotFound
    return found


def page(
    tx: Connection, session: UUID | None, limit: int, offset: int
) -> tuple[list[Callout], int]:
    """The register, newest first, of one session if named; and how many rows."""
    return store.page(tx, session, limit, offset)


def pieces(tx: Connection, callout: UUID) -> list[Piece]:
    """What became of each segment of a call-out so far."""
    return store.pieces(tx, callout)


def views(tx: Connection, callout: UUID) -> list[View]:
    """Who looked at it, newest first."""
    return store.views(tx, callout)


def lengths(tx: Connection, callout: Callout) -> list[Length]:
    """The segments that can be played, and how long each lasts."""
    if callout.session is None:
        return []
    stored = {one.number for one in store.pieces(tx, callout.id) if one.outcome == "stored"}
    told = told_store.segments(tx, callout.session)
    return [
        Length(one.number, max((one.ended_at - one.started_at).total_seconds(), 0.0))
        for one in told
        if one.number in stored
    ]


def own(tx: Connection, callout: UUID, staff: UUID, now: datetime) -> Callout:
    """A live call-out of who asks; raises NotFound for somebody else's, CalloutOver."""
    found = get(tx, callout)
    if found.staff != staff:
        raise NotFound
    if not found.live(now):
        raise CalloutOver
    return found


def looked(tx: Connection, callout: UUID, number: int, staff: UUID, now: datetime) -> None:
    """Write down that somebody looks at a segment, or with 0 at the live picture.

    Raises NotFound, CalloutOver, and NotFound for a segment that is not there.
    """
    found = own(tx, callout, staff, now)
    stored = {one.number for one in store.pieces(tx, callout) if one.outcome == "stored"}
    if (found.kind == "clip") != bool(number) or (number and number not in stored):
        raise NotFound
    store.view(tx, callout, number, staff, now)


def end(tx: Connection, callout: UUID, why: Ended, now: datetime) -> None:
    """It is not needed any more; what was sent is deleted. Raises NotFound."""
    get(tx, callout)
    store.end(tx, callout, why, now)


def deleted(tx: Connection, session: Session, now: datetime) -> bool:
    """Whether the recording is past its days and was deleted at the box; held ones are not."""
    days = rules.book(tx, legal_day(now)).number("video.keep_days")
    return now - session.ended_at >= timedelta(days=days) and not holds.held(tx, session.id)


def commands(tx: Connection, device: str, now: datetime) -> list[Command]:
    """What a box is still to send, as orders; a repeated one does no harm."""
    return [one for found in store.running(tx, device, now) if (one := _order(tx, found, now))]


def _order(tx: Connection, one: Callout, now: datetime) -> Command | None:
    if one.kind == "live":
        return Command(one.id, "show_live", seconds=int((one.until - now).total_seconds()))
    done = {piece.number for piece in store.pieces(tx, one.id)}
    left = [number for number in range(one.first, one.last + 1) if number not in done]
    if not left:
        return None
    return Command(one.id, "send_clip", session=one.session, first=left[0], last=left[-1])


def _register(
    tx: Connection,
    at: tuple[str, str],
    session: UUID | None,
    call: Call,
    staff: Staff,
    now: datetime,
    lasts: timedelta,
) -> Callout:
    if not staff.may("call_out"):
        raise NotAllowed
    kind: CallKind = "clip" if session else "live"
    first, last = (call.first, call.last) if session else (0, 0)
    made = Callout(
        new_id(), kind, *at, session, first, last, call.reason, call.words.strip(), staff.id,
        staff.area, now, now + lasts,
    )  # fmt: skip
    store.insert(tx, made)
    outbox.emit(tx, CALLED_OUT, {"device": made.device})
    return made
