"""The help service over a database of its own, and its clock in our hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import httpx
import psycopg
import pytest
from psycopg_pool import ConnectionPool
from stack.postgres import Postgres
from stack.process import free_port, wait_for
from yizhan_collector import helped_migrations
from yizhan_collector.doors.attempts import Attempts
from yizhan_collector.doors.helped.access import HelpHouse
from yizhan_collector.doors.helped.site import create_help_app
from yizhan_collector.ground.migrate import migrate
from yizhan_collector.ground.pool import pool
from yizhan_collector.rooms.helped import workers
from yizhan_collector.rooms.helped.seal import Seal, new_key
from yizhan_collector.serve import Door, office_config
from yizhan_collector.settings import Office

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
PASSWORD = "长夜灯火 lamp 42"
CSRF = re.compile(r'name="csrf" value="([0-9a-f]+)"')


@dataclass
class Desk:
    """The help service, its door open."""

    url: str
    pool: ConnectionPool[psycopg.Connection]
    now: datetime = NOON
    seal: Seal = field(default_factory=lambda: Seal(new_key()))
    clients: list[httpx.Client] = field(default_factory=list)

    def __post_init__(self) -> None:
        secret = "helped-0f8b2c7d5e9a4163-service!"
        house = HelpHouse(self.pool, secret, self.seal, Attempts(), lambda: self.now, secure=False)
        office = Office(port=free_port())
        self.address = f"http://127.0.0.1:{office.port}"
        self.door = Door("helped", office_config(create_help_app(house), office))
        self.door.thread.start()
        wait_for(lambda: self.door.server.started, 10, "the help service")

    def visitor(self) -> httpx.Client:
        """A browser nobody has signed in with."""
        client = httpx.Client(base_url=self.address, timeout=20, follow_redirects=True)
        self.clients.append(client)
        return client

    def stop(self) -> None:
        """Close the browsers and the door."""
        for client in self.clients:
            client.close()
        self.door.stop()

    def helper(self, login: str = "xiaoshi") -> "Helper":
        """A signed-in helper."""
        client = self.visitor()
        page = client.post("/sign-in", data={"login": login, "password": PASSWORD})
        assert page.status_code == 200, page.text
        [csrf] = set(CSRF.findall(page.text))
        return Helper(client, csrf)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What the database holds."""
        with psycopg.connect(self.url) as tx:
            return tx.execute(query, values).fetchall()


@dataclass
class Helper:
    """A helper's browser."""

    client: httpx.Client
    csrf: str

    def post(self, path: str, **given: object) -> httpx.Response:
        """Send a form."""
        return self.client.post(path, data={"csrf": self.csrf, **given})

    def take_in(self, **changes: object) -> tuple[str, str, str]:
        """Begin to help somebody; id, card and code."""
        given = {
            "name": "测试丙",
            "phone": "000-0000",
            "address": "小市镇测试路",
            "township": "210521100",
            "origin": "prison",
            "released_on": "2026-11-01",
            "agrees": "true",
        }
        page = self.post("/clients", **(given | changes))
        assert page.status_code == 200, page.text
        [card, code] = re.findall(r'class="big">(\d{4} \d{4})<', page.text)
        [client] = re.findall(r'href="/clients/([0-9a-f-]{36})"', page.text)
        return client, card, code


@pytest.fixture
def desk(postgres: Postgres) -> Iterator[Desk]:
    """The help service at noon."""
    url = postgres.new_database()
    migrate(url, files(helped_migrations))
    with psycopg.connect(url) as tx:
        workers.join(tx, "xiaoshi", "小市 韩工", "210521100", PASSWORD, NOON)
        workers.join(tx, "huanren", "桓仁 杨工", "210522", PASSWORD, NOON)
    with pool(url) as connections:
        one = Desk(url, connections)
        yield one
        one.stop()
    postgres.drop(url)
