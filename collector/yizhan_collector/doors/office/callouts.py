"""The register of who looks at a recording and why; without a row of one's own there is no byte."""

from collections.abc import Collection
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import FileResponse, PlainTextResponse
from psycopg import Connection
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Standing, Tx, able, own
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.sessions import callouts, clips, playlist
from yizhan_collector.rooms.sessions.register import (
    Call,
    CallKind,
    Callout,
    CallReason,
    Ended,
    Fate,
)
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["sessions"])
Seer = Annotated[Staff, Depends(able("see_people"))]
Caller = Annotated[Staff, Depends(able("call_out"))]
ASK = errors(400, 401, 403, 404, 409, 422)
LOOK = errors(401, 403, 404, 410)
Words = Annotated[str, Field(min_length=4, max_length=500, pattern=r"\S.*\S")]


class LiveWish(BaseModel):
    """Why somebody wants to look; it stands in the register."""

    reason: CallReason
    words: Words


class ClipWish(LiveWish):
    """Which segments, and why."""

    first: Annotated[int, Field(ge=1)]
    last: Annotated[int, Field(ge=1, description="Included; 240 segments at most.")]


class CalloutItem(BaseModel):
    """A row of the register."""

    id: UUID
    kind: CallKind
    post: str
    township: str
    session: UUID | None
    first: int
    last: int
    reason: CallReason
    words: str
    by: str
    unit: str = Field(description="The office of who called out: code of a county, or '' the city.")
    asked_at: datetime
    until: datetime
    ended_at: datetime | None
    ended_why: Ended | None
    yours: bool = Field(description="Whether you may look now.")


class PieceItem(BaseModel):
    """What became of a segment; only `stored` can be looked at."""

    number: int
    outcome: Fate
    size: int
    at: datetime


class ViewItem(BaseModel):
    """Somebody looked; 0 is the live picture."""

    number: int
    by: str
    at: datetime


class CalloutRecord(CalloutItem):
    """A call-out, what came of it, and each look."""

    pieces: list[PieceItem]
    views: list[ViewItem]


@router.get("/callouts", name="callouts", responses=errors(401, 403))
def listed(
    staff: Seer,
    tx: Tx,
    now: Now,
    wanted: Wanted,
    session: Annotated[UUID | None, Query(description="Of one session.")] = None,
) -> Page[CalloutItem]:
    """The register, newest first."""
    found, total = callouts.page(tx, session, wanted.size, wanted.offset)
    names = staff_room.names(tx, {one.staff for one in found})
    return wanted.of([_item(one, names, staff, now) for one in found], total)


@router.post("/sessions/{procedure}/callouts", status_code=201, name="call_out_clip", responses=ASK)
def call_out_clip(
    procedure: UUID, given: ClipWish, staff: Caller, tx: Tx, now: Now
) -> CalloutRecord:
    """Call out a part of a recording for a written reason; the box sends it within minutes."""
    call = Call(given.reason, given.words, given.first, given.last)
    made = callouts.call_out(tx, procedure, call, staff, now)
    audit.recorded(tx, staff.id, "call_out", now, subject=str(made.id))
    return _record(tx, made, staff, now)


@router.post("/posts/{post}/callouts", status_code=201, name="call_out_live", responses=ASK)
def call_out_live(post: str, given: LiveWish, staff: Caller, tx: Tx, now: Now) -> CalloutRecord:
    """Look through a camera for ten minutes at most, for a written reason."""
    own(staff, devices.get(tx, post).township)
    made = callouts.look_live(tx, post, Call(given.reason, given.words), staff, now)
    audit.recorded(tx, staff.id, "call_out", now, subject=str(made.id))
    return _record(tx, made, staff, now)


@router.get("/callouts/{callout}", name="callout", responses=errors(401, 403, 404))
def one_callout(callout: UUID, staff: Seer, tx: Tx, now: Now) -> CalloutRecord:
    """One row, what became of each segment, and each look."""
    return _record(tx, callouts.get(tx, callout), staff, now)


@router.get(
    "/callouts/{callout}/playlist", name="clip_playlist", response_class=PlainTextResponse,
    responses=LOOK,
)  # fmt: skip
def clip_playlist(callout: UUID, staff: Caller, tx: Tx, now: Now) -> PlainTextResponse:
    """An HLS list of the segments that came; no picture is in it."""
    found = callouts.own(tx, callout, staff.id, now)
    text = playlist.of(found, callouts.lengths(tx, found))
    return PlainTextResponse(text, media_type="application/vnd.apple.mpegurl")


@router.get(
    "/callouts/{callout}/segments/{number}", name="clip_segment", response_class=FileResponse,
    responses=LOOK,
)  # fmt: skip
def clip_segment(
    callout: UUID, number: int, staff: Caller, tx: Tx, now: Now, house: Standing
) -> FileResponse:
    """A segment for who called it out, while the call-out lasts; each look is written down."""
    callouts.looked(tx, callout, number, staff.id, now)
    path = clips.path_of(house.media, callout, number)
    if not path.is_file():
        raise NotFound
    audit.recorded(tx, staff.id, "view_clip", now, subject=f"{callout} {number}")
    return FileResponse(path, media_type="video/mp2t")


@router.get(
    "/callouts/{callout}/picture", name="live_picture", response_class=Response, responses=LOOK
)
def live_picture(callout: UUID, staff: Caller, tx: Tx, now: Now, house: Standing) -> Response:
    """The newest picture for who called it out, 204 while none has come; the look is kept."""
    found = callouts.own(tx, callout, staff.id, now)
    if found.kind != "live":
        raise NotFound
    jpeg, first = house.looking.look(callout, now)
    if first:
        callouts.looked(tx, callout, 0, staff.id, now)
        audit.recorded(tx, staff.id, "view_live", now, subject=str(callout))
    return Response(jpeg, media_type="image/jpeg") if jpeg else Response(status_code=204)


@router.post("/callouts/{callout}/end", status_code=204, name="end_callout", responses=LOOK)
def end_callout(callout: UUID, staff: Caller, tx: Tx, now: Now, house: Standing) -> None:
    """It is not needed any more; the page says so too when it is left."""
    callouts.own(tx, callout, staff.id, now)
    callouts.end(tx, callout, "ended", now)
    house.looking.forget(callout)
    audit.recorded(tx, staff.id, "end_callout", now, subject=str(callout))


def _item(one: Callout, names: dict[UUID, str], staff: Staff, now: datetime) -> CalloutItem:
    yours = one.staff == staff.id and one.live(now)
    given = {**vars(one), "post": one.device, "by": names.get(one.staff, ""), "yours": yours}
    return CalloutItem.model_validate(given)


def _record(tx: Connection, one: Callout, staff: Staff, now: datetime) -> CalloutRecord:
    looks = callouts.views(tx, one.id)
    who: Collection[UUID] = {one.staff, *(each.staff for each in looks)}
    names = staff_room.names(tx, who)
    return CalloutRecord(
        **_item(one, names, staff, now).model_dump(),
        pieces=[PieceItem(**vars(each)) for each in callouts.pieces(tx, one.id)],
        views=[
            ViewItem(number=each.number, by=names.get(each.staff, ""), at=each.at) for each in looks
        ],
    )
