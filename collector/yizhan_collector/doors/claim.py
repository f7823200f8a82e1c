"""The one address a box may ask without a certificate: to be claimed. Bounded and paced."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Body, Request, Response
from yizhan_wire.claims import LARGEST, Answer

from yizhan_collector.doors.access import Now, Tx
from yizhan_collector.doors.portal.pace import Pace, address
from yizhan_collector.rooms.devices import claims

router = APIRouter(prefix="/claim")


@router.post("/wish")
def wish(
    given: Annotated[bytes, Body(media_type="application/octet-stream", max_length=LARGEST)],
    request: Request,
    tx: Tx,
    now: Now,
) -> Response:
    """A blank box says what it is and hears what it was given, if anything."""
    where = address(request)
    pace: Pace = request.app.state.pace
    pace.step("claim", where)
    grant = claims.ask(tx, claims.read(given.decode(errors="replace")), where, now)
    return Response(msgspec.json.encode(Answer(grant)), media_type="application/json")
