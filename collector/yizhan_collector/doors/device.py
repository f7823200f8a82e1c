"""The device door: a box fetches who may check in there, under its own certificate."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Body, Depends, Request, Response
from pydantic import BaseModel

from yizhan_collector.doors.access import Now, Signing, Tx
from yizhan_collector.ground.refusals import NotFound, RevokedDevice, UnknownDevice
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.devices import certificates
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.devices.certificates import LARGEST
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.people import sessions
from yizhan_collector.rooms.rosters import service as rosters

PEER = "yizhan.peer"  # in the request scope: the common name of the verified certificate
router = APIRouter(prefix="/device")


class Time(BaseModel):
    """The collector's clock."""

    now: datetime


class PassWish(BaseModel):
    """Who goes on to the own page; not from the desk, where nobody is known for certain yet."""

    person: UUID
    route: Literal["face", "code"]


class Pass(BaseModel):
    """A single-use key, for two minutes."""

    key: str


def box(request: Request, tx: Tx) -> str:
    """The box that asks; raises UnknownDevice or RevokedDevice."""
    device = request.scope.get(PEER) or ""
    reason = devices.refusal_reasons(tx, [device]).get(device)
    if reason == "revoked device":
        raise RevokedDevice(device)
    if reason:
        raise UnknownDevice(device)
    return str(device)


Box = Annotated[str, Depends(box)]


@router.get("/roster")
def roster(device: Box, tx: Tx, now: Now) -> Response:
    """The roster of this box as of now, byte for byte what its hash was taken of."""
    built = rosters.build(tx, device, now)
    return Response(built.body, media_type="application/json")


@router.post("/pass")
def page_pass(given: PassWish, device: Box, tx: Tx, now: Now) -> Pass:
    """A key to the own page of somebody who has just shown at this box who they are."""
    if people.get(tx, given.person).township != devices.get(tx, device).township:
        raise NotFound
    key = sessions.make_pass(tx, given.person, device, now)
    audit.recorded(tx, None, "own_pass", now, given.person, device)
    return Pass(key=key)


@router.post("/certificate")
def certificate(
    asked: Annotated[bytes, Body(media_type="application/pkcs10", max_length=LARGEST)],
    device: Box,
    tx: Tx,
    signer: Signing,
    now: Now,
) -> Response:
    """A further certificate for this box, over the key of its request; PEM, leaf first."""
    chain = certificates.renew(tx, device, asked, signer, now)
    return Response(chain, media_type="application/pem-certificate-chain")


@router.get("/time")
def time(device: Box, now: Now) -> Time:
    """The collector's clock, for a box to hold its own against."""
    return Time(now=now)
