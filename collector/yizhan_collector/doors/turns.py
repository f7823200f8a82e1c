"""Whose turn it is: as many requests are at work as there are connections; others wait outside.

They wait in the event loop, without a thread. Each step of a request takes a thread of 40: were
those held by requests that wait for a connection, whoever has one could not go on, and 60 requests
at once stood still until they failed.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from anyio import Semaphore, fail_after
from anyio.lowlevel import RunVar
from fastapi import Depends
from psycopg_pool import PoolTimeout

from yizhan_collector.ground.pool import MOST, WAIT_S

_turns: RunVar[Semaphore] = RunVar("turns")  # one for each event loop, as the threads are


async def turn() -> AsyncIterator[None]:
    """Hold a turn; raises PoolTimeout when none came in time."""
    turns = _of_this_loop()
    try:
        with fail_after(WAIT_S):
            await turns.acquire()
    except TimeoutError as error:
        raise PoolTimeout from error
    try:
        yield
    finally:
        turns.release()


in_turn = asynccontextmanager(turn)
Turn = Annotated[None, Depends(turn, scope="function")]


def _of_this_loop() -> Semaphore:
    try:
        return _turns.get()
    except LookupError:
        made = Semaphore(MOST)
        _turns.set(made)
        return made
