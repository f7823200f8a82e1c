"""A technician puts a spare in the place of a dead box."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Signing, Tx, own
from yizhan_collector.doors.office.claims import BoxGrant, Code, Provisioner
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.devices import swaps

router = APIRouter(prefix="/posts", tags=["posts"])


class SwapOutlook(BaseModel):
    """What a swap of this box means."""

    post: str
    township: str
    live: bool = Field(description="Whether it is in service; else claim a box for the post.")
    enrolled: int = Field(description="People whose face is on it and has to be enrolled again.")


class NewSwap(BaseModel):
    """The code the spare shows."""

    code: Code


@router.get("/{post}/swap", responses=errors(401, 403, 404))
def swap_outlook(post: str, staff: Provisioner, tx: Tx) -> SwapOutlook:
    """How many people a swap concerns, before it is done."""
    found = devices.get(tx, post)
    own(staff, found.township)
    return SwapOutlook(
        post=post,
        township=found.township,
        live=found.revoked_at is None,
        enrolled=swaps.enrolled(tx, post),
    )


@router.post("/{post}/swap", status_code=201, responses=errors(400, 401, 403, 404, 409, 413, 422))
def swap_box(
    post: str, given: NewSwap, staff: Provisioner, tx: Tx, signer: Signing, now: Now
) -> BoxGrant:
    """Replace a box: the old one is refused everywhere, the new one has the next number."""
    own(staff, devices.get(tx, post).township)
    made = swaps.swap(tx, post, given.code, staff.id, signer, now)
    audit.recorded(tx, staff.id, "swap_post", now, subject=f"{post} > {made.device}: {made.code}")
    return BoxGrant(code=made.code, device=made.device, chain=made.chain)
