"""What a box sends under a call-out: pieces of a recording, and live pictures."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Body, Header, Response
from fastapi.responses import JSONResponse

from yizhan_collector.doors.access import Now, Standing, Tx
from yizhan_collector.doors.device import Box
from yizhan_collector.doors.problems import answer
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.sessions import callouts, clips
from yizhan_collector.rooms.sessions.register import CalloutOver, SegmentChanged

router = APIRouter(prefix="/device/callouts")
JPEG = b"\xff\xd8\xff"
Session = Annotated[UUID, Header(alias="X-Session")]


class NotAPicture(Refused):
    """This is no JPEG."""

    status = 422


@router.put("/{callout}/segments/{number}", status_code=204)
def take_segment(
    callout: UUID,
    number: int,
    session: Session,
    content: Annotated[bytes, Body(media_type="video/mp2t")],
    device: Box,
    tx: Tx,
    now: Now,
    house: Standing,
) -> Response:
    """A piece that was called out; one that is not as it was made is refused, and that is noted."""
    found = clips.piece_of(tx, callout, number, device, session, now)
    if clips.take(tx, house.media, found, number, content, now):
        return Response(status_code=204)
    return _noted(SegmentChanged(str(number)))


@router.delete("/{callout}/segments/{number}", status_code=204)
def miss_segment(
    callout: UUID,
    number: int,
    why: Literal["deleted", "missing", "changed"],
    session: Session,
    device: Box,
    tx: Tx,
    now: Now,
) -> None:
    """The box has not got this piece any more."""
    found = clips.piece_of(tx, callout, number, device, session, now)
    clips.miss(tx, found, number, why, now)


@router.put("/{callout}/live", status_code=204)
def show(
    callout: UUID,
    content: Annotated[bytes, Body(media_type="image/jpeg")],
    device: Box,
    tx: Tx,
    now: Now,
    house: Standing,
) -> Response:
    """The newest picture of a live view; answers 410 once nobody looks, and the view is over."""
    found = clips.asked_of(tx, callout, device, None, now)
    if not content.startswith(JPEG):
        raise NotAPicture
    if house.looking.left(callout, found.asked_at, now):
        callouts.end(tx, callout, "left", now)
        house.looking.forget(callout)
        return _noted(CalloutOver())
    house.looking.show(callout, content, now)
    return Response(status_code=204)


def _noted(refusal: Refused) -> JSONResponse:
    """A refusal as an answer: what was written down about it stays."""
    return answer(refusal)
