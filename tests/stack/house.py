"""The whole line on one machine: database, broker, collector, sign, camera, box.

The demo and the end-to-end tests stand on this one house; every part is a process of its own.
"""

import json
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import psycopg
from yizhan_collector import helped_migrations
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.migrate import migrate
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.helped import workers
from yizhan_collector.rooms.publishing.model import Offered
from yizhan_collector.rooms.sharing import telling
from yizhan_collector.rooms.staff import service as staff
from yizhan_collector.rooms.staff.model import Role
from yizhan_provisioning.authority import Authority

from stack import builders as make
from stack import configure, outside, switchboard
from stack.broker import Broker
from stack.ear import Ear
from stack.host import REPO
from stack.lessons import furnish
from stack.population import populate
from stack.population_bookings import fill_bookings
from stack.population_hotline import fill_hotline
from stack.population_matters import fill_matters
from stack.population_ownership import fill_ownership
from stack.population_portal import fill_portal
from stack.population_sharing import COURT, fill_sharing
from stack.population_texts import fill_texts
from stack.population_tickets import fill_tickets
from stack.postgres import Postgres
from stack.process import Program, answers, free_port
from stack.sign import BoardSign
from stack.visitor import Visitor

ENV = {"PYTHONPATH": str(REPO / "tests")}
STAFF: tuple[tuple[str, str, Role, str], ...] = (
    ("county", "县局 王工", "officer_county", make.TOWN[:6]),
    ("county2", "县局 周工", "officer_county", make.TOWN[:6]),
    ("head", "县局 郑局", "head_county", make.TOWN[:6]),
    ("huanren", "桓仁局 冯工", "officer_county", "210522"),
    ("xiaoshi", "小市司法所 李工", "officer_township", make.TOWN),
    ("city", "市局 吴处", "supervisor_city", ""),
    ("prosecutor", "检察院 陈检", "prosecutor", make.TOWN[:6]),
    ("educator", "讲师 褚老师", "educator", make.TOWN[:6]),
    ("tech", "运维 赵工", "technician", ""),
    ("admin", "系统管理员 卫工", "administrator", ""),
    ("clerk", "法律援助中心 秦工", "clerk", make.TOWN[:6]),
    ("clerk2", "公共法律服务科 许工", "clerk", ""),
    ("chief", "公共法律服务科 尤科", "head_service", ""),
)
HELPER = ("bangjiao", "帮教 韩工", make.TOWN)
DAYS = 120  # of made-up reports
MATTERS = 150  # made up, in every state
CALLERS = 120  # of an afternoon


@dataclass(frozen=True)
class Ports:
    """Loopback ports of the pages; the rest is picked free."""

    office: int
    kiosk: int
    door: int
    camera: int
    portal: int

    @classmethod
    def free(cls, office: int = 0, kiosk: int = 0, portal: int = 0) -> "Ports":
        """Free ports, except those asked for."""
        rest = (free_port(), free_port(), portal or free_port())
        return cls(office or free_port(), kiosk or free_port(), *rest)


@dataclass(frozen=True)
class Guest:
    """A made-up person: id, check-in number, name, and the two secrets an officer gave them."""

    id: str
    number: str
    name: str
    permit: str
    code: str


Invite = Callable[[], Guest]


class House:
    """One post and its collector. `camera` "" means the living volunteer.

    `bureau` people fill the whole bureau and a help service opens; 0 is one post alone.
    """

    def __init__(
        self,
        folder: Path,
        ports: Ports | None = None,
        camera: str = "",
        tap: str = "",
        bureau: int = 0,
    ) -> None:
        self.bureau = bureau
        self.folder = folder.absolute()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o755)
        self.ports = ports or Ports.free()
        self.office_url = f"http://127.0.0.1:{self.ports.office}"
        self.kiosk_url = f"http://127.0.0.1:{self.ports.kiosk}"
        self.camera_url = f"http://127.0.0.1:{self.ports.camera}"
        self.camera = camera or f"net:{self.camera_url}/stream"
        self.passwords = {login: secrets.token_urlsafe(12) for login, *_ in STAFF}
        self._rooms = ExitStack()
        self._clerk: httpx.Client | None = None  # signing in costs half a second
        self.authority = self._authority(tap)
        self.postgres = Postgres(self.folder)
        self.broker = Broker(self.folder, self.authority, tap)
        self.sign = BoardSign(self.folder)
        self.ingest, self.work, self.serve = (
            self._collector(verb) for verb in ("ingest", "work", "serve")
        )
        self.help_port = free_port()
        self.help_url = f"http://127.0.0.1:{self.help_port}"
        config = ("serve", "--config", str(self.folder / "helped.toml"))
        self.helped = self._program("helped", "yizhan_collector.helped", *config)
        self.portal_url = f"http://127.0.0.1:{self.ports.portal}"
        settings = str(self.folder / "portal.toml")
        self.portal = self._program("portal", "yizhan_collector.portal", "--config", settings)
        self.accounts = outside.wechat(self.folder), outside.weibo(self.folder, self.portal_url)
        self.channels = self._collector("channels")
        self.chat_url = f"http://127.0.0.1:{free_port()}"
        address = ("--account", self.accounts[0].url, "--callback", f"{self.portal_url}/wechat")
        port = self.chat_url.rpartition(":")[2]
        self.follower = self._program("follower", "stack.follower", "--port", port, *address)
        self.telephony = self._collector("telephony")
        self.exchange = self.folder / "exchange"
        script = ("--folder", str(self.exchange), "--script", str(self.exchange / "script.json"))
        self.switchboard = self._program("switchboard", "stack.switchboard", *script)
        self.tell = self._collector("tell")
        self.court = Ear(self.authority, COURT, self.folder)
        self.partner_port = free_port()
        own = self.authority.issue(COURT, datetime.now(UTC))
        shown = ("--ca", str(own.ca), "--cert", str(own.cert), "--key", str(own.key))
        door = ("--door", f"https://127.0.0.1:{self.partner_port}", "--told", str(self.court.kept))
        self.court_program = self._program("court", "stack.court", *door, *shown)
        self.volunteer = self._volunteer()
        self.box = self._program("box", "yizhan_edge", "--config", str(self.folder / "edge.toml"))

    def steps(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """What to do, in order, each with its name in Chinese and English."""
        yield "数据库 database", self.start_database
        if self.bureau:
            yield f"{self.bureau} 名虚构人员 made-up people", self.fill
            yield "安置帮教服务 help service", self.start_help
        yield "消息代理 broker", self.broker.start
        yield "采集中心 collector", self.start_collector
        if self.bureau:
            yield "公共法律服务网 portal", self.start_portal
            yield "微信与微博 channels", self.start_channels
            yield "12348 交换机 exchange", self.start_exchange
            yield "通知法院 a court is told", self.start_telling
        yield "电子屏 sign", self.sign.start
        if self.camera.startswith("net:"):
            yield "摄像头前的志愿者 living volunteer", self.start_volunteer

    def start(self) -> None:
        """Everything but the box."""
        for _, step in self.steps():
            step()

    def start_database(self) -> None:
        """PostgreSQL, the schema, one box and the members of staff."""
        self.postgres.start()
        self.url = self.postgres.new_database()
        configure.collector(self.folder, self.url, self._places(self.ports.office))
        configure.issuing(self.folder)
        if self.bureau:
            table = outside.tables(self.folder, *self.accounts, self.portal_url, every_s=1)
            configure.add(self.folder / "collector.toml", table)
            configure.add(self.folder / "collector.toml", switchboard.table(self.exchange))
            configure.callbacks(self.folder)
            configure.partner_door(self.folder, self.partner_port)
        migrate(self.url)
        with psycopg.connect(self.url) as tx:
            now = datetime.now(UTC)
            if not self.bureau:
                devices.claim(tx, make.BOX, make.TOWN, now)
            for login, name, role, area in STAFF:
                staff.join(tx, login, name, role, area, self.passwords[login], now)

    def fill(self) -> None:
        """A made-up bureau: people in every state at 60 posts, with courses to take."""
        now = datetime.now(UTC)
        populate(self.url, size=self.bureau, days=DAYS, now=now)
        fill_sharing(self.url, now)
        with psycopg.connect(self.url) as tx:
            telling.set_callback(tx, COURT, self.court.address)
        fill_matters(self.url, now, MATTERS)
        with psycopg.connect(self.url) as tx:
            row = tx.execute("select id from staff where login = 'educator'").fetchone()
        assert row is not None
        furnish(self.url, configure.media(self.folder), row[0], make.TOWN[:6], now)
        fill_portal(self.url, now)
        fill_texts(self.url, Offered(self.portal_url, True, True, True), now)
        fill_bookings(self.url, now)
        fill_hotline(self.url, now)
        fill_tickets(self.url, now)
        fill_ownership(self.url, now)  # last: of all that is there

    def start_help(self) -> None:
        """The help service with one helper, over a database of its own."""
        url = self.postgres.new_database()
        migrate(url, files(helped_migrations))
        login, name, area = HELPER
        self.passwords[login] = secrets.token_urlsafe(12)
        with psycopg.connect(url) as tx:
            workers.join(tx, login, name, area, self.passwords[login], datetime.now(UTC))
        configure.helped(self.folder, url, self.help_port)
        self.helped.start(lambda: answers(self.help_port))

    def start_collector(self) -> None:
        """`ingest`, `work` and `serve`."""
        self.ingest.start(lambda: True)
        self.work.start(lambda: True)
        self.serve.start(lambda: answers(self.ports.office) and answers(self.ports.door), 60)

    def start_portal(self) -> None:
        """The public's pages, by a login that reads what is published."""
        login = self.postgres.portal_url(self.url)
        configure.portal(self.folder, login, self.ports.portal)
        configure.add(self.folder / "portal.toml", outside.door(self.folder, self.accounts[0]))
        self.portal.start(lambda: answers(self.ports.portal), 60)

    def start_channels(self) -> None:
        """A WeChat and a Weibo account of our own making, and what carries texts there."""
        for one in self.accounts:
            one.start()
        self.channels.start(lambda: True)
        self.follower.start(lambda: answers(int(self.chat_url.rpartition(":")[2])))

    def start_exchange(self) -> None:
        """A telephone exchange with callers of its own, and what listens to it."""
        callers = switchboard.callers(CALLERS)
        (self.exchange / "script.json").write_text(json.dumps(callers))
        self.switchboard.start(lambda: True)
        self.telephony.start(lambda: True)

    def start_telling(self) -> None:
        """The listener and the program of a court, and what tells it."""
        self.court.start()
        self.court_program.start(lambda: True)
        self.tell.start(lambda: True)

    def start_volunteer(self) -> None:
        """A camera picture of somebody who does as the kiosk asks."""
        self.volunteer.start(lambda: answers(self.ports.camera), 60)

    def start_box(self) -> None:
        """The box; ready when its kiosk page answers."""
        places = self._places(self.ports.kiosk)
        configure.box(self.folder, self.camera, str(self.sign.port), places, self.office_url)
        self.box.start(self._kiosk_open, 60)

    def stop(self) -> None:
        """End every part that runs, the last started first."""
        self._rooms.close()
        for one in (
            self.box,
            self.volunteer,
            self.sign,
            self.helped,
            self.telephony,
            self.switchboard,
            self.follower,
            self.tell,
            self.court_program,
            self.court,
            self.channels,
            *self.accounts,
            self.portal,
            self.serve,
            self.work,
            self.ingest,
        ):
            one.stop()
        self.broker.stop()
        self.postgres.stop()

    def programs(self) -> list[Program]:
        """The Python parts, for whoever watches them."""
        return [self.ingest, self.work, self.serve, self.portal, self.box]

    def roster_in_force(self) -> bool:
        """Whether the box says that it holds the newest roster."""
        with psycopg.connect(self.url) as tx:
            row = tx.execute(
                "select (select count(*) from outbox), (select max(version) from roster),"
                " (select max((body ->> 'version')::int) from device_note"
                "  where kind = 'applied' and body ->> 'what' = 'roster')"
            ).fetchone()
        return row is not None and row[0] == 0 and row[1] is not None and row[1] == row[2]

    def play(self, mode: str, portrait: str = "collins") -> None:
        """Change who stands before the camera."""
        httpx.post(
            f"{self.camera_url}/mode", json={"mode": mode, "portrait": portrait}
        ).raise_for_status()

    @contextmanager
    def officer(self, login: str = "county") -> Iterator[httpx.Client]:
        """A signed-in client of the office API."""
        with httpx.Client(base_url=self.office_url, timeout=20) as client:
            me = client.post(
                "/api/login", json={"login": login, "password": self.passwords[login]}
            ).raise_for_status()
            client.headers["X-CSRF-Token"] = me.json()["csrf"]
            yield client

    def visitor(self) -> Visitor:
        """Somebody at the kiosk."""
        return Visitor(self.kiosk_url)

    def invite(self, name: str = "演示志愿者", face_allowed: bool = True) -> Guest:
        """An officer adds a person who must report today; ready when the box knows them."""
        today = legal_day(datetime.now(UTC)).isoformat()
        person = {"name": name, "gender": "female", "township": make.TOWN}
        rest = {"face_allowed": face_allowed, "first_due_on": today, "every_days": 7}
        with self.officer() as officer:
            made = officer.post("/api/people", json=person | rest).raise_for_status().json()
            secrets = [self._secret(officer, made["id"], kind) for kind in ("permit", "code")]
        return Guest(made["id"], made["number"], name, *secrets)

    def due(self, person: str) -> dict[str, Any] | None:
        """The row of the officer's due list for this person, once it shows a check-in."""
        if self._clerk is None:
            self._clerk = self._rooms.enter_context(self.officer())
        rows = self._clerk.get("/api/due").raise_for_status().json()["rows"]
        found = [row for row in rows if row["person"] == person and row["checkin"]]
        return found[0] if found else None

    def _secret(self, officer: httpx.Client, person: str, kind: str) -> str:
        made = officer.post(f"/api/people/{person}/{kind}").raise_for_status().json()
        return str(made[kind])

    def _kiosk_open(self) -> bool:
        try:
            return httpx.get(f"{self.kiosk_url}/api/visit", timeout=1).is_success
        except httpx.TransportError:
            return False

    def _authority(self, tap: str) -> Authority:
        now = datetime.now(UTC)
        made = Authority.create(self.folder / "authority", now)
        for name in filter(None, ("broker", "collector", make.BOX, tap)):
            made.issue(name, now)
        return made

    def _program(self, name: str, module: str, *rest: str) -> Program:
        command = [sys.executable, "-m", module, *rest]
        return Program(name, command, self.folder / f"{name}.log", ENV)

    def _collector(self, verb: str) -> Program:
        config = ("--config", str(self.folder / "collector.toml"))
        return self._program(verb, "yizhan_collector", verb, *config)

    def _places(self, page: int) -> configure.Places:
        return configure.Places(self.broker.port, page, self.ports.door)

    def _volunteer(self) -> Program:
        ports = ("--port", str(self.ports.camera), "--kiosk", self.kiosk_url)
        return self._program("volunteer", "stack.volunteer", *ports, "--portrait", "collins")
