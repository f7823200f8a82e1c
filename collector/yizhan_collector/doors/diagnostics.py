"""What a box sends when it was asked for a redacted diagnostic bundle."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body

from yizhan_collector.doors.access import Now, Tx
from yizhan_collector.doors.device import Box
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.commands import service as commands

router = APIRouter(prefix="/device/diagnostics")


class NothingSent(Refused):
    """The bundle is empty; send it again."""

    status = 422


@router.put("/{command}", status_code=204)
def take_diagnosis(
    command: UUID,
    content: Annotated[bytes, Body(media_type="application/octet-stream")],
    device: Box,
    tx: Tx,
    now: Now,
) -> None:
    """The bundle of a command that this box was given and has not answered yet."""
    if not content:
        raise NothingSent
    commands.take_bundle(tx, command, device, content, now)
