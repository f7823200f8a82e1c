"""An office without boxes: real database, broker and collector; visits come by the ingest door."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest
from playwright.sync_api import Locator, Page
from stack import builders as make
from stack.host import walkable
from stack.house import House
from stack.process import answers
from yizhan_collector.adapters.mqtt import Arrival
from yizhan_collector.doors.ingest import receive
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.devices import service as devices
from yizhan_dashboards import root
from yizhan_wire import codec, topics
from yizhan_wire.envelope import new_id
from yizhan_wire.events import Body, CheckIn, FaceResult

OTHER_TOWN, OTHER_BOX = "210521103", "bx-210521103-1"
DOUBT = FaceResult("no_match", "passed", 14, 0.71, 0.5, "test-1")

TERM = {
    "sentence": "probation",
    "offence": "示例罪",
    "court": "示例县人民法院",
    "state": "active",
    "category": "ordinary",
}

SignIn = Callable[..., Page]


@dataclass
class Desk:
    """What the tests do behind the page."""

    house: House
    officer: httpx.Client
    life: UUID = field(default_factory=new_id)
    seq: int = 0
    named: int = 0

    @property
    def url(self) -> str:
        """Address of the page."""
        return self.house.office_url

    def serve_again(self) -> None:
        """Start the office's process anew on its port."""
        ports = self.house.ports
        self.house.serve.start(lambda: answers(ports.office) and answers(ports.door), 60)

    def add(self, township: str = make.TOWN, **changes: Any) -> dict[str, Any]:
        """A made-up person who must report today, as the API answers; names never repeat."""
        self.named += 1
        today = legal_day(datetime.now(UTC)).isoformat()
        given = {"name": f"测试{self.named:03d}", "gender": "female", "township": township}
        rest = {"face_allowed": True, "first_due_on": today, "every_days": 7}
        answer = self.officer.post("/api/people", json=given | rest | changes)
        return dict(answer.raise_for_status().json())

    def open(self, person: str, reason: str = "report") -> None:
        """Let the county officer state a reason, so that the page does not ask for one."""
        path = f"/api/people/{person}"
        self.officer.get(path, params={"reason": reason}).raise_for_status()

    def supervise(self, **changes: Any) -> dict[str, Any]:
        """Somebody in correction since half a year, with half a year to go."""
        person = self.add()
        day = legal_day(datetime.now(UTC))
        since = day - timedelta(days=180)
        given = TERM | {"id": new_id(), "person": person["id"], "created_at": datetime.now(UTC)}
        given |= dict.fromkeys(("judged_on", "effective_on", "starts_on", "report_by"), since)
        given |= dict.fromkeys(("received_on", "declared_on"), since)
        given |= {"ends_on": day + timedelta(days=180), "judgment_no": person["number"]} | changes
        names, places = ", ".join(given), ", ".join(["%s"] * len(given))
        with psycopg.connect(self.house.url) as tx:
            query = f"insert into term ({names}) values ({places})"  # noqa: S608 # our own names
            tx.execute(query.encode(), list(given.values()))
        return person

    def ask_leave(self, person: str) -> str:
        """The county officer asks for a leave of twelve days; returns the request."""
        day = legal_day(datetime.now(UTC))
        wish = {"from_on": str(day + timedelta(days=3)), "to_on": str(day + timedelta(days=14))}
        wish |= {"region": "210100", "place": "沈阳市第一示例医院", "reason": "family"}
        wish |= {"why": "母亲住院，前往陪护", "proof": "住院通知单"}
        self.officer.post(f"/api/people/{person}/leaves", json=wish).raise_for_status()
        return str(self.ask("select id from request where person = %s", person))

    def hear(self, body: Body, device: str = make.BOX) -> UUID:
        """Let the collector take this event as if a box had sent it now; returns its id."""
        self.seq += 1
        now = datetime.now(UTC)
        event = make.event(body, self.seq, self.life, device, now)
        with psycopg.connect(self.house.url) as tx:
            receive(tx, [Arrival(topics.up(device, event.kind), codec.dump([event]), now)])
        return event.id

    def doubtful_visit(self) -> UUID:
        """A visit whose face did not match."""
        return self.hear(CheckIn(UUID(self.add()["id"]), "face", DOUBT))

    def ask(self, query: str, *values: object) -> Any:
        """The first field of the first row."""
        with psycopg.connect(self.house.url) as tx:
            row = tx.execute(query, values).fetchone()
        return row[0] if row else None


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A running collector with its pages built."""
    assert (root() / "index.html").is_file(), "run `npm run build` in dashboards/"
    folder = walkable(tmp_path_factory.mktemp("office"))
    house = House(folder)
    try:
        house.start_database()
        with psycopg.connect(house.url) as tx:
            devices.claim(tx, OTHER_BOX, OTHER_TOWN, datetime.now(UTC))
        house.broker.start()
        house.start_collector()
        with house.officer() as officer:
            yield Desk(house, officer)
    finally:
        house.stop()


@pytest.fixture
def sign_in(page: Page, desk: Desk) -> SignIn:
    """Sign in beside the page and open one of its addresses."""

    def enter(path: str = "/due", login: str = "county") -> Page:
        given = {"login": login, "password": desk.house.passwords[login]}
        assert page.request.post(f"{desk.url}/api/login", data=given).ok
        page.goto(desk.url + path)
        return page

    return enter


def row(page: Page, text: str) -> Locator:
    """The table row that holds this text."""
    return page.get_by_role("row").filter(has_text=text)
