"""Signed files on a disc, for an authority without a line: taken in, and given back."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Depends, Response
from pydantic import AwareDatetime, BaseModel, Field

from yizhan_collector.adapters.cms import MEDIA
from yizhan_collector.doors import discs as door
from yizhan_collector.doors.access import Now, Standing, Tx, able
from yizhan_collector.doors.office import sharing_shapes as shapes
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.names import require_name
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.sharing import batches, discs, hands
from yizhan_collector.rooms.sharing.discs import Brought
from yizhan_collector.rooms.sharing.model import OtherArea, Step
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["sharing"])
Sender = Annotated[Staff, Depends(able("decide_county"))]
Raw = Annotated[bytes, Body(media_type="application/octet-stream")]
SIGNED: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {MEDIA: {"schema": {"type": "string", "format": "binary"}}},
        "description": "A signed file (.p7m) with its content inside.",
    }
}


@router.post("/sharing/discs", status_code=201, responses=errors(400, 401, 403, 409, 413, 422, 503))
def take_disc(raw: Raw, tx: Tx, who: Sender, house: Standing, now: Now) -> shapes.BatchFaults:
    """Take a signed file (.p7m) that an authority without a line brought on a disc."""

    def noted(one: Brought) -> None:
        if one.partner.area and not who.reaches(one.partner.area):
            raise OtherArea
        audit.recorded(tx, who.id, "take_disc", now, None, one.label)

    made, faults = door.take(tx, house.cms, raw, now, noted)
    return shapes.BatchFaults(
        batch=shapes.batch(made), faults=[shapes.fault(one) for one in faults]
    )


@router.get(
    "/sharing/batches/{batch}/signed",
    responses=errors(401, 403, 404, 409, 422) | SIGNED,
    response_class=Response,
)
def batch_signed(batch: UUID, tx: Tx, who: Sender, house: Standing, now: Now) -> Response:
    """What came of a file, signed by us, to go back on the disc."""
    cms = door.require(house.cms)
    made, faults = batches.get(tx, batch)
    audit.recorded(tx, who.id, "answer_disc", now, None, f"{made.partner} {made.key}")
    return signed(cms.sealed(discs.outcome(made, faults, cms.name, now)), made.key)


class HandedStep(BaseModel):
    """What an officer was told of a packet that went by hand."""

    step: Step
    who: Annotated[str, Field(min_length=2, max_length=60, description="Who of the authority.")]
    at: AwareDatetime
    said: Annotated[str, Field(max_length=1000, description="The answer; of no other step.")] = ""


@router.get(
    "/sharing/packets/{packet}/signed",
    responses=errors(401, 403, 404, 409, 422) | SIGNED,
    response_class=Response,
)
def packet_signed(packet: UUID, tx: Tx, who: Sender, house: Standing, now: Now) -> Response:
    """A packet with its paper, signed by us, for a disc; the record must be open."""
    cms = door.require(house.cms)
    one, packed = hands.packed(tx, packet, cms.name, now)
    audit.recorded(tx, who.id, "carry_packet", now, one.person, f"{one.partner} {packet}")
    return signed(cms.sealed(packed), str(packet))


@router.post("/sharing/packets/{packet}/steps", responses=errors(400, 401, 403, 404, 409, 422))
def note_packet_step(
    packet: UUID, given: HandedStep, tx: Tx, who: Sender, now: Now
) -> shapes.PacketLine:
    """Note who of the authority took, read or answered a packet that went by hand."""
    name = require_name(given.who)
    told = (given.step, name, given.at, given.said.strip())
    made = hands.note(tx, packet, *told, who.id, now)
    audit.recorded(tx, who.id, "note_packet", now, made.person, f"{given.step} {packet}")
    return shapes.packet(made, now)


def signed(content: bytes, name: str) -> Response:
    """A signed file to keep under a name of our own letters."""
    head = {"Content-Disposition": f'attachment; filename="{name}.p7m"'}
    return Response(content, media_type=MEDIA, headers=head)
