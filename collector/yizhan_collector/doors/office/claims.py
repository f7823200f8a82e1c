"""A technician claims a blank box for a post: on a phone, by its code or its QR picture."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from yizhan_wire.claims import Grant

from yizhan_collector.doors.access import Now, Signing, Tx, able, own
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.devices import claims
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.devices.claim_store import Wished
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/claims", tags=["posts"])
Provisioner = Annotated[Staff, Depends(able("provision"))]
Township = Annotated[str, Field(pattern=r"^[0-9]{9}$")]
Code = Annotated[str, Field(min_length=1, max_length=40)]
BY_HAND = "-"


class BroughtWish(BaseModel):
    """A wish that was scanned or lay in a file."""

    wish: Annotated[str, Field(min_length=1, max_length=4096)]


class BoxWish(BaseModel):
    """A box that wants to be claimed."""

    code: str
    hardware: str = Field(description="As the box says it.")
    version: str
    seen_from: str = Field(description="The address it asks from; '-' when it was brought.")
    asked_at: datetime
    last_at: datetime
    device: str | None = Field(description="What it was claimed as; a code is used once.")


class NewClaim(BaseModel):
    """Which box for which post."""

    code: Code
    township: Township


class BoxGrant(BaseModel):
    """What the box is given; a file of it may be carried there. It holds no secret."""

    code: str
    device: str
    chain: str


@router.post("/wishes", responses=errors(400, 401, 403, 409, 413, 422))
def bring_wish(given: BroughtWish, staff: Provisioner, tx: Tx, now: Now) -> BoxWish:
    """Take the wish of a box that has no line; what asks already stays as it is."""
    wish = claims.read(given.wish)
    claims.ask(tx, wish, BY_HAND, now)
    return _wish(claims.find(tx, claims.code_of(wish), now))


@router.get("/wishes/{code}", responses=errors(401, 403, 404))
def box_wish(code: str, staff: Provisioner, tx: Tx, now: Now) -> BoxWish:
    """The box that asks under a code, however it was typed."""
    return _wish(claims.find(tx, code, now))


@router.post("", status_code=201, responses=errors(400, 401, 403, 404, 409, 413, 422))
def claim_box(given: NewClaim, staff: Provisioner, tx: Tx, signer: Signing, now: Now) -> BoxGrant:
    """Claim a box for a post, once; the office gives its name."""
    own(staff, given.township)
    people.require_township(tx, given.township)
    made = claims.grant(tx, given.code, given.township, staff.id, signer, now)
    audit.recorded(tx, staff.id, "claim_post", now, subject=f"{made.device}: {made.code}")
    return _grant(made)


@router.get("/{code}", responses=errors(401, 403, 404))
def box_grant(code: str, staff: Provisioner, tx: Tx, now: Now) -> BoxGrant:
    """What was given for a code, once more: for whoever was cut off before the file was kept."""
    found = claims.granted(claims.find(tx, code, now))
    if found is None:
        raise NotFound
    own(staff, devices.get(tx, found.device).township)
    return _grant(found)


def _wish(one: Wished) -> BoxWish:
    return BoxWish(**{key: value for key, value in asdict(one).items() if key in SHOWN})


def _grant(one: Grant) -> BoxGrant:
    return BoxGrant(code=one.code, device=one.device, chain=one.chain)


SHOWN = BoxWish.model_fields.keys()
