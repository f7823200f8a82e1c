"""The portal over one database, for tests: the real server, a login that sees little, our clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

import httpx
import psycopg
from psycopg_pool import ConnectionPool
from yizhan_collector.doors.attempts import Attempts
from yizhan_collector.doors.portal.access import PortalHouse
from yizhan_collector.doors.portal.site import POLICY
from yizhan_collector.doors.wechat.seal import Seal
from yizhan_collector.ground.pool import pool
from yizhan_collector.portal import portal_config
from yizhan_collector.serve import Door
from yizhan_collector.settings import Office

from stack.builders import NOON
from stack.process import free_port, wait_for

SECRET = "integration-0f8b2c7d5e9a4163-portal"
__all__ = ["POLICY", "Public", "opened"]


@dataclass
class Public:
    """The portal as the public meets it."""

    pool: ConnectionPool[psycopg.Connection]
    now: datetime = NOON
    wechat: Seal | None = None
    oauth: str = ""
    clients: list[httpx.Client] = field(default_factory=list)

    def __post_init__(self) -> None:
        office = Office(port=free_port())
        self.address = f"http://127.0.0.1:{office.port}"
        self.house = PortalHouse(
            self.pool,
            SECRET,
            Attempts(),
            lambda: self.now,
            False,
            self.address,
            wechat=self.wechat,
            oauth=self.oauth,
            verify="w3chat" if self.wechat else "",
        )
        self.door = Door("portal", portal_config(self.house, office))

    def visitor(self) -> httpx.Client:
        """Somebody without an account; a redirect is not followed."""
        client = httpx.Client(base_url=self.address, timeout=20)
        self.clients.append(client)
        return client


@contextmanager
def opened(portal_url: str, wechat: Seal | None = None, oauth: str = "") -> Iterator[Public]:
    """The portal over a database, reached by the login of `Postgres.portal_url`."""
    with pool(portal_url) as connections:
        public = Public(connections, wechat=wechat, oauth=oauth)
        public.house.pages.start(portal_url)
        public.door.thread.start()
        wait_for(lambda: public.door.server.started, 10, "the portal")
        try:
            yield public
        finally:
            for client in public.clients:
                client.close()
            public.house.pages.stop()
            public.door.server.should_exit = True
            public.door.stop()
