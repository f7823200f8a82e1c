"""The callback of the official account: kept first, answered at once, done by `work`."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Body, Query, Response

from yizhan_collector.doors.portal.access import Now, PortalHouse, Standing, Tx
from yizhan_collector.doors.portal.promises import says
from yizhan_collector.doors.wechat import read
from yizhan_collector.doors.wechat.seal import Seal, Unreadable
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.followers import arriving
from yizhan_collector.rooms.followers.model import Arrival

router = APIRouter(prefix="/wechat", tags=["wechat"])
Sign = Annotated[str, Query(max_length=64)]
Stamp = Annotated[str, Query(max_length=20)]
Nonce = Annotated[str, Query(max_length=64)]
Xml = Annotated[bytes, Body(media_type="text/xml")]


def agreed(house: PortalHouse) -> Seal:
    """What we and the account agreed on; raises NotFound where there is no account."""
    if house.wechat is None:
        raise NotFound
    return house.wechat


@router.get("", response_class=Response, responses=says(403, 404, 422, 503, media="text/plain"))
def wechat_hello(
    house: Standing,
    now: Now,
    signature: Sign,
    timestamp: Stamp,
    nonce: Nonce,
    echostr: Annotated[str, Query(max_length=200)],
) -> Response:
    """WeChat asks once whether this is us; raises Forged or Stale."""
    agreed(house).require(signature, now, timestamp, nonce)
    return Response(echostr, media_type="text/plain")


@router.post(
    "",
    response_class=Response,
    responses=says(400, 403, 404, 413, 422, 503, media="text/plain"),
)
def wechat_said(
    house: Standing,
    tx: Tx,
    now: Now,
    msg_signature: Sign,
    timestamp: Stamp,
    nonce: Nonce,
    body: Xml,
) -> Response:
    """A follower's message, in safe mode only; raises Forged, Stale or Unreadable.

    A repeat is answered like the first. Plain mode is not taken: it could be read on its way.
    """
    seal = agreed(house)
    sealed = read.fields(body).get("Encrypt", "")
    seal.require(msg_signature, now, timestamp, nonce, sealed)
    one = read.message(seal.open(sealed))
    arriving.keep(tx, _arrival(one), now)
    return Response("success", media_type="text/plain")


def _arrival(one: read.Message) -> Arrival:
    if "\x00" in one.said + one.follower + one.media + one.key + one.repeat_of:
        raise Unreadable
    sent = datetime.fromtimestamp(one.sent_at, UTC)
    rest = (one.said, one.media, one.event, one.key)
    return Arrival(one.repeat_of, one.follower, one.kind, sent, *rest)
