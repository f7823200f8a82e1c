"""An office with the staff of three areas on a real database, and its clock in our hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
from fastapi import FastAPI
from psycopg_pool import ConnectionPool
from yizhan_collector import jobs
from yizhan_collector.adapters.mqtt import Arrival
from yizhan_collector.app import create_app
from yizhan_collector.doors.access import COOKIE, House
from yizhan_collector.doors.attempts import Attempts
from yizhan_collector.doors.csrf import csrf_of
from yizhan_collector.doors.feed import Feed
from yizhan_collector.doors.ingest import receive
from yizhan_collector.ground import outbox
from yizhan_collector.ground.migrate import migrate
from yizhan_collector.ground.pool import pool
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.staff import service as staff
from yizhan_collector.rooms.staff.model import SESSION
from yizhan_collector.serve import Door, office_config
from yizhan_collector.settings import Office
from yizhan_collector.wiring import handlers
from yizhan_provisioning.authority import Authority
from yizhan_wire import codec, topics
from yizhan_wire.envelope import Envelope
from yizhan_wire.events import Body

from stack import builders as make
from stack.builders import BOX, NOON, TOWN
from stack.postgres import Postgres
from stack.process import free_port, wait_for

SECRET = "integration-0f8b2c7d5e9a4163-office"
PASSWORD = "长夜灯火 lamp 42"
TODAY = date(2026, 11, 24)
OTHER_TOWN, OTHER_BOX = "210521101", "bx-210521101-1"
STAFF = (
    ("xiaoshi", "小市 李工", "officer_township", TOWN),
    ("caohe", "草河掌 孙工", "officer_township", OTHER_TOWN),
    ("county", "县局 王工", "officer_county", TOWN[:6]),
    ("county2", "县局 周工", "officer_county", TOWN[:6]),
    ("minors", "县局 沈工", "officer_county", TOWN[:6]),
    ("head", "县局 郑局", "head_county", TOWN[:6]),
    ("huanren", "桓仁局 冯工", "officer_county", "210522"),
    ("city", "市局 吴处", "supervisor_city", ""),
    ("prosecutor", "检察院 陈检", "prosecutor", TOWN[:6]),
    ("educator", "讲师 褚老师", "educator", TOWN[:6]),
    ("tech", "运维 赵工", "technician", ""),
    ("admin", "系统管理员 卫工", "administrator", ""),
    ("clerk", "法律援助中心 秦工", "clerk", TOWN[:6]),
    ("clerk2", "公共法律服务科 许工", "clerk", ""),
    ("chief", "公共法律服务科 尤科", "head_service", ""),
)


# Applications no desk uses now: the first request to a new one takes 0.7 s, to read its routes.
RESTING: list[FastAPI] = []
SESSIONS: dict[str, str] = {}  # open in every copy of the database
ALONE = """
select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = %s
"""


@dataclass
class Desk:
    """The office over one database."""

    url: str
    pool: ConnectionPool[psycopg.Connection]
    now: datetime = NOON
    secure: bool = False
    life: UUID = field(default_factory=uuid4)
    seq: int = 0

    def __post_init__(self) -> None:
        self.feed = Feed(self.url, self.pool)
        self.media = TemporaryDirectory()
        self.house = House(
            self.pool,
            SECRET,
            Attempts(),
            self.feed,
            lambda: self.now,
            self.secure,
            Path(self.media.name),
        )
        office = Office(port=free_port())
        self.address = f"http://127.0.0.1:{office.port}"
        self.app = RESTING.pop() if RESTING else create_app(self.house)
        self.app.state.house = self.house
        self.door = Door("office", office_config(self.app, office))
        self.clients: list[httpx.Client] = []

    def start(self) -> None:
        """Open the door."""
        self.feed.start()
        self.door.thread.start()
        wait_for(lambda: self.door.server.started, 10, "the office")

    def stop(self) -> None:
        """Close it."""
        for client in self.clients:
            client.close()
        self.door.server.should_exit = True  # both end at once
        self.feed.stop()
        self.door.stop()
        RESTING.append(self.app)
        self.media.cleanup()

    def visitor(self) -> httpx.Client:
        """A browser nobody has signed in with."""
        client = httpx.Client(base_url=self.address, timeout=20)
        self.clients.append(client)
        return client

    def sign_in(self, login: str = "xiaoshi") -> httpx.Client:
        """A browser of a member of staff, in the session opened at noon while it lasts."""
        client = self.visitor()
        if NOON <= self.now < NOON + SESSION:
            client.cookies.set(COOKIE, SESSIONS[login])
            client.headers["X-CSRF-Token"] = csrf_of(SECRET, SESSIONS[login])
            return client
        answer = client.post("/api/login", json={"login": login, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        client.headers["X-CSRF-Token"] = answer.json()["csrf"]
        return client

    def report(self, body: Body, device: str = BOX, **changes: Any) -> Envelope:
        """Let a box report this; it arrives now."""
        self.seq += 1
        at = changes.pop("at", self.now)
        one = make.event(body, self.seq, self.life, device, at, **changes)
        arrival = Arrival(topics.up(device, one.kind), codec.dump([one]), self.now)
        with psycopg.connect(self.url, autocommit=True) as tx:
            assert receive(tx, [arrival])
        return one

    def carry_out(self) -> None:
        """What was committed is carried out at this moment, as `work` does; no box hears of it."""
        quiet = handlers(lambda *_: None)
        with psycopg.connect(self.url, autocommit=True) as tx:
            while outbox.drain(tx, quiet, self.now):
                pass

    def run_due(self) -> None:
        """What the clock asks for at this moment, and what follows."""
        self.run_jobs()
        self.carry_out()

    def run_jobs(self) -> None:
        """What the clock asks for at this moment; what follows stays in the outbox."""
        with psycopg.connect(self.url, autocommit=True) as tx:
            jobs.run_due(tx, self.now, Path(self.media.name))

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What the database holds."""
        with psycopg.connect(self.url) as tx:
            return tx.execute(query, values).fetchall()


def new_person(client: httpx.Client, **changes: Any) -> dict[str, Any]:
    """Take somebody into supervision through the API."""
    given = {
        "name": "测试甲",
        "gender": "female",
        "township": TOWN,
        "face_allowed": True,
        "first_due_on": TODAY.isoformat(),
        "every_days": 7,
    }
    answer = client.post("/api/people", json=given | changes)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def open_record(client: httpx.Client, person: str, reason: str = "report") -> dict[str, Any]:
    """Open a record."""
    answer = client.get(f"/api/people/{person}", params={"reason": reason})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@contextmanager
def staffed_database(postgres: Postgres) -> Iterator[str]:
    """A migrated database with staff and two boxes, to copy from."""
    url = postgres.new_database()
    migrate(url)
    with psycopg.connect(url) as tx:
        for login, name, role, area in STAFF:
            minors = login == "minors"
            staff.join(tx, login, name, role, area, PASSWORD, NOON, minors)  # type: ignore[arg-type]
            SESSIONS[login] = staff.sign_in(tx, login, PASSWORD, NOON)[1]
        devices.claim(tx, BOX, TOWN, NOON)
        devices.claim(tx, OTHER_BOX, OTHER_TOWN, NOON)
        tx.execute("delete from outbox")
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as tx:
        # a database that something is connected to cannot be copied, and TimescaleDB looks in
        name = url.rsplit("/", 1)[1]
        tx.execute(f"alter database {name} allow_connections false")
        tx.execute(ALONE, [name])
    yield url
    postgres.drop(url)


@contextmanager
def copied(postgres: Postgres, original: str) -> Iterator[str]:
    """A copy of that database, dropped afterwards."""
    url = postgres.url(f"o{uuid4().hex[:12]}")
    names = (one.rsplit("/", 1)[1] for one in (url, original))
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as tx:
        tx.execute("create database {} template {} strategy file_copy".format(*names))
    yield url
    postgres.drop(url)


@contextmanager
def opened(url: str, **changes: Any) -> Iterator[Desk]:
    """The office over this database, its door open."""
    with pool(url) as connections:
        desk = Desk(url, connections, **changes)
        desk.start()
        try:
            yield desk
        finally:
            desk.stop()


def settings_file(folder: Path, url: str, authority: Authority, broker: int) -> tuple[Path, int]:
    """A settings file for real processes, and the port of the office in it."""
    here, office, door = authority.folder, free_port(), free_port()
    own = f'ca = "{here}/ca.crt"\ncert = "{here}/collector.crt"\nkey = "{here}/collector.key"\n'
    path = folder / "collector.toml"
    path.write_text(
        f'database = "{url}"\nsecret = "{SECRET}"\n'
        f"[broker]\nport = {broker}\n{own}[office]\nport = {office}\n"
        f"[device_door]\nport = {door}\n{own}"
    )
    return path, office
