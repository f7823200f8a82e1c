"""What every page of the portal stands on: a transaction that sees little, and the moment."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import BoundedSemaphore
from typing import Annotated

from fastapi import Depends, Request
from psycopg import Connection
from psycopg_pool import ConnectionPool

from yizhan_collector.doors.attempts import Attempts
from yizhan_collector.doors.portal.keep import Pages
from yizhan_collector.doors.portal.pace import Pace
from yizhan_collector.doors.portal.tally import Tally
from yizhan_collector.doors.turns import Turn
from yizhan_collector.doors.wechat.seal import Seal

STAND = "select set_config('yizhan.key', %s, true)"


@dataclass(frozen=True)
class PortalHouse:
    """What the public's process stands on."""

    pool: ConnectionPool[Connection]
    secret: str
    attempts: Attempts
    now: Callable[[], datetime]
    secure: bool
    address: str  # where the public finds it, for feeds and site maps
    pages: Pages = field(default_factory=Pages)
    pace: Pace = field(default_factory=Pace)
    tally: Tally = field(default_factory=Tally)

    @contextmanager
    def reading(self, wait_s: float | None = None) -> Iterator[Connection]:
        """A connection to read what is published: nothing is written, so nothing is begun."""
        with self.pool.connection(wait_s) as tx:
            tx.autocommit = True
            try:
                yield tx
            finally:
                if not tx.closed:
                    tx.autocommit = False

    wechat: Seal | None = None  # of the official account, where there is one
    oauth: str = ""  # where WeChat says who somebody is, where the account may ask
    verify: str = ""  # the word by which WeChat knows this domain
    waiting: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(8))


def house(request: Request) -> PortalHouse:
    """The house this application was created with."""
    found = request.app.state.house
    assert isinstance(found, PortalHouse)  # noqa: S101 # create_portal_app put it there
    return found


Standing = Annotated[PortalHouse, Depends(house)]


def transaction(house: Standing, _: Turn) -> Iterator[Connection]:
    """One transaction a request: committed before the answer is sent, undone by a refusal."""
    with house.pool.connection() as tx:
        yield tx


def moment(house: Standing) -> datetime:
    """The time of this request, UTC."""
    return house.now()


Tx = Annotated[Connection, Depends(transaction, scope="function")]
Now = Annotated[datetime, Depends(moment)]


def stand(tx: Connection, digest: bytes) -> None:
    """Until this transaction ends the database shows the one matter with this follow code."""
    tx.execute(STAND, [digest.hex()])
