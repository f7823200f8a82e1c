"""The signed repository at the device door: a box fetches what it was told to run.

Read-only, with ranges, so that a broken download goes on. A few large files at a time: when many
boxes fetch at once, the others are told to come later, and rosters and the clock are never late.
"""

import asyncio
import logging
import re
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse
from starlette.types import Receive, Scope, Send

from yizhan_collector.doors.access import Standing
from yizhan_collector.doors.device import Box
from yizhan_collector.doors.lanes import Lanes
from yizhan_collector.doors.problems import answer
from yizhan_collector.ground.refusals import NotFound, Refused

log = logging.getLogger(__name__)
router = APIRouter(prefix="/device/updates")
ROOM = re.compile(r"(metadata/|targets/(bundles/|parts/)?)[A-Za-z0-9_][A-Za-z0-9._-]{0,200}")
LARGE = 256 * 1024  # bytes: above, a download takes a lane
LONGEST_S = 900.0  # then the box goes on with a range of the rest
LATER_S = 20


class TooBusy(Refused):
    """Many boxes fetch at this moment; ask again after `Retry-After` seconds."""

    status = 503
    retry_after = LATER_S


class Download(FileResponse):
    """A file with ranges; a large one is sent in a lane or not now."""

    lanes: Lanes | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, for a quarter of an hour at most."""
        if self.lanes is None:
            return await super().__call__(scope, receive, send)
        if not self.lanes.enter():
            return await answer(TooBusy())(scope, receive, send)
        try:
            async with asyncio.timeout(LONGEST_S):
                await super().__call__(scope, receive, send)
        except TimeoutError:
            log.info("a download took its quarter of an hour; the box goes on later")
        finally:
            self.lanes.leave()


@router.get("/{path:path}")
def fetch(path: str, device: Box, house: Standing) -> Download:
    """A file of the repository."""
    found = file_of(house.updates, path)
    response = Download(found, media_type="application/octet-stream")
    if found.stat().st_size > LARGE:
        response.lanes = house.lanes
    return response


def file_of(folder: Path | None, path: str) -> Path:
    """The file of this path below the folder; raises NotFound for anything else."""
    if folder is None or not ROOM.fullmatch(path):
        raise NotFound
    found = (folder / path).resolve()
    if not found.is_relative_to(folder.resolve()) or not found.is_file():
        raise NotFound
    return found
