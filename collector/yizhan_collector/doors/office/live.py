"""What just happened, pushed to the screens as server-sent events."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.sse import EventSourceResponse, ServerSentEvent
from psycopg import OperationalError
from psycopg_pool import PoolTimeout
from starlette.concurrency import run_in_threadpool

from yizhan_collector.doors.access import House, Standing, Token
from yizhan_collector.doors.feed import LOOK, Listener
from yizhan_collector.doors.problems import errors
from yizhan_collector.doors.turns import in_turn
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import NotSignedIn, Staff

router = APIRouter(tags=["live"])
CHECK_S = 15.0
PAUSE_S = 0.2  # a screen is told at once, and then at most so often


@dataclass(frozen=True)
class Watcher:
    """Who watches, and how to find out whether they still may."""

    house: House
    token: str
    staff: Staff
    until: datetime

    @property
    def over(self) -> bool:
        """Whether the session has ended by itself."""
        return self.house.now() >= self.until

    async def may_stay(self) -> bool:
        """Whether the session is still open; false while nobody can tell."""
        try:
            async with in_turn():
                return await run_in_threadpool(_who, self.house, self.token) is not None
        except (OperationalError, PoolTimeout):
            return False


async def watcher(house: Standing, token: Token) -> Watcher:
    """The person of this session, without keeping a transaction; raises NotSignedIn."""
    async with in_turn():
        found = await run_in_threadpool(_who, house, token or "")
    if found is None:
        raise NotSignedIn
    return Watcher(house, token or "", *found)


@router.get("/live", response_class=EventSourceResponse, responses=errors(401))
async def live(watcher: Annotated[Watcher, Depends(watcher)]) -> AsyncIterator[ServerSentEvent]:
    """Events `checkin` {id, person, due_on}, `post` {device}, `help` {device}, `quarantine` {},
    `alert` {id}, `matter` {id}, `call` {id} to whose call it is, `queue` {over_s} to all of the
    hotline: each reads it at a moment of its own within so many seconds.

    A comment every 15 s. The stream ends with the session. After a reconnect load the lists again.
    """
    listener = Listener(asyncio.get_running_loop(), watcher.staff)
    with watcher.house.feed.open(listener):
        while True:
            try:
                events = await asyncio.wait_for(listener.next(), CHECK_S)
                if events is None:
                    return
            except TimeoutError:
                events = [LOOK]
            if watcher.over or (LOOK in events and not await watcher.may_stay()):
                return
            for event in events:
                if event is not LOOK:
                    yield ServerSentEvent(event=event.name, data=event.data)
            await asyncio.sleep(PAUSE_S)


def _who(house: House, token: str) -> tuple[Staff, datetime] | None:
    with house.pool.connection() as tx:
        try:
            return staff_room.known(tx, token, house.now()), staff_room.session_ends(tx, token)
        except NotSignedIn:
            return None
