"""A box from blank to its end: real agent, real broker, real office."""

import ssl
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import msgspec
import psycopg
import pytest
from stack import device
from stack.box import Box
from stack.broker import Broker
from stack.desk import Desk, new_person, settings_file
from stack.knock import revoked
from stack.process import Program, wait_for
from yizhan_collector import jobs
from yizhan_collector.ground.days import legal_day
from yizhan_provisioning.authority import Authority, Identity
from yizhan_wire import claims

FILES = ("box.crt", "box.key")
EMPTY = "210521102"  # a township without a box
SOON = 60.0


class Blank(Box):
    """A box out of the carton: it knows where the office is, and nothing of itself."""

    def __init__(self, folder: Path, authority: Authority, broker: Broker, door: str) -> None:
        (folder / "authority").symlink_to(authority.folder)
        super().__init__(folder, "file:/nowhere", broker.port, int(door.rsplit(":", 1)[1]))
        self.settings.pop("device")
        for table in ("broker", "collector"):
            self.settings[table] = {
                key: one for key, one in self.settings[table].items() if key not in ("cert", "key")
            }
        self.settings |= {"identity": str(folder / "identity"), "stick": str(folder / "stick")}

    def claim_page(self) -> dict[str, Any]:
        """What its page shows before the claim."""
        found: dict[str, Any] = httpx.get(f"{self.url}/api/claim").raise_for_status().json()
        return found

    def state(self) -> str:
        """How the claim stands."""
        return str(self.claim_page()["state"])

    def runs(self) -> bool:
        """Whether the kiosk page has taken the claim page's place."""
        try:
            return httpx.get(f"{self.url}/api/visit", timeout=2).is_success
        except httpx.TransportError:
            return False


@dataclass
class Town:
    """The office with its door and its broker, and boxes to claim."""

    desk: Desk
    authority: Authority
    broker: Broker
    url: str
    folder: Path
    rooms: ExitStack
    boxes: int = 0

    def blank(self) -> Blank:
        """One more box, running."""
        self.boxes += 1
        folder = self.folder / f"carton-{self.boxes}"
        folder.mkdir()
        made = Blank(folder, self.authority, self.broker, self.url)
        self.rooms.callback(made.program.stop)
        made.start()
        return made

    def claim(self, code: str, township: str = EMPTY) -> dict[str, Any]:
        """A technician claims what shows this code."""
        given = {"code": code, "township": township}
        answer = self.desk.sign_in("tech").post("/api/claims", json=given)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def relist(self) -> None:
        """What `work` does when a box is revoked, and the unit that watches the list."""
        with psycopg.connect(self.desk.url) as tx:
            assert jobs.relist(device.issuing(self.authority), tx, datetime.now(UTC))
        self.broker.reload()


@pytest.fixture
def town(desk: Desk, authority: Authority, broker: Broker, tmp_path: Path) -> Iterator[Town]:
    desk.now = datetime.now(UTC)
    house = replace(desk.house, issuing=device.issuing(authority))
    desk.app.state.house = house
    with ExitStack() as rooms:
        url = rooms.enter_context(device.opened(house, authority))
        yield Town(desk, authority, broker, url, tmp_path, rooms)


def test_a_blank_box_is_claimed_over_the_line_and_goes_to_work_without_hands(town: Town) -> None:
    box = town.blank()
    wait_for(lambda: box.state() == "waiting", SOON, "the box to ask")
    shown = box.claim_page()["code"]
    picture = httpx.get(f"{box.url}/code.svg").raise_for_status()
    assert picture.headers["content-type"] == "image/svg+xml"
    wait_for(lambda: bool(town.desk.rows("select 1 from claim_wish")), SOON, "the wish")
    assert town.claim(shown)["device"] == f"bx-{EMPTY}-1"
    wait_for(box.runs, SOON, "the kiosk page")
    box.program.stop()
    box.start()  # and after a restart it knows who it is
    assert box.runs()


def test_from_the_carton_to_its_end_the_post_goes_on(town: Town) -> None:
    config, _ = settings_file(town.folder, town.desk.url, town.authority, town.broker.port)
    command = [sys.executable, "-m", "yizhan_collector", "ingest", "--config", str(config)]
    ingest = Program("ingest", command, town.folder / "ingest.log")
    ingest.start(lambda: True)
    town.rooms.callback(ingest.stop)
    old = town.blank()
    first = town.claim(waiting(town, old))["device"]
    wait_for(old.runs, SOON, "the kiosk page")
    check_in(town, old)
    assert visits(town) == [(first,)]
    spare = town.blank()
    code = waiting(town, spare)
    tech = town.desk.sign_in("tech")
    made = tech.post(f"/api/posts/{first}/swap", json={"code": code}).raise_for_status().json()
    town.relist()
    wait_for(spare.runs, SOON, "the spare")
    check_in(town, spare)
    assert visits(town) == [(first,), (made["device"],)]
    gone = Identity(town.authority.ca, *(old.folder / "identity/current" / one for one in FILES))
    wait_for(lambda: revoked(town.broker, gone), SOON, "the broker to refuse the old box")
    context = ssl.create_default_context(cafile=str(town.authority.ca))
    context.load_cert_chain(gone.cert, gone.key)
    with httpx.Client(base_url=town.url, verify=context) as client:
        for method, path in (("GET", "/device/roster"), ("POST", "/device/certificate")):
            assert client.request(method, path).status_code in (403, 422)
    old.program.stop()
    old.start()  # and if it comes back, it serves nobody
    wait_for(lambda: old.runs() and old.page()["page"] == "desk", SOON, "the old box to know")


def waiting(town: Town, box: Blank) -> str:
    """The code of a box, once the office has heard of it."""
    code = claims.typed(box.claim_page()["code"])
    asked = "select 1 from claim_wish where code = %s"
    wait_for(lambda: bool(town.desk.rows(asked, code)), SOON, "the wish")
    return code


def check_in(town: Town, box: Blank) -> None:
    """Somebody new of the township reports there with an officer's code, until it is stored."""
    officer, before = town.desk.sign_in("county"), len(visits(town))
    today = legal_day(town.desk.now).isoformat()
    person = new_person(officer, township=EMPTY, first_due_on=today)
    code = officer.post(f"/api/people/{person['id']}/code").json()["code"]
    box.program.stop()
    box.start()  # it fetches the roster at once; `work`, which would tell it, does not run here
    wait_for(lambda: box.runs() and knows(box, person["number"]), SOON, "the roster")
    box.press("route", route="code")
    page = box.press("code", code=code)
    while page["page"] == "questions":
        asked = page["question"]
        page = box.press("answer", question=asked["code"], answer=asked["answers"][0]["code"])
    assert page["page"] == "done", page
    wait_for(lambda: len(visits(town)) == before + 1, SOON, "the visit to be stored")


def knows(box: Blank, number: str) -> bool:
    """Whether the box finds this number."""
    if box.page()["page"] == "desk":
        return False
    box.press("begin")
    if box.press("number", number=number)["page"] == "route":
        return True
    box.press("cancel")
    return False


def visits(town: Town) -> list[tuple[str]]:
    """Where each visit was, in order."""
    return town.desk.rows("select device from checkin order by received_at")


def test_a_box_without_a_line_is_claimed_by_a_stick(town: Town) -> None:
    folder = town.folder / "carton-1" / "stick" / "usb" / "yizhan"
    far = replace(town, url="https://127.0.0.1:9")
    box = far.blank()
    assert box.state() in ("waiting", "away")
    folder.mkdir(parents=True)
    wait_for(lambda: bool(list(folder.glob("wish-*.json"))), SOON, "the wish on the stick")
    [wish] = folder.glob("wish-*.json")
    code = wish.stem.removeprefix("wish-")
    tech = town.desk.sign_in("tech")
    tech.post("/api/claims/wishes", json={"wish": wish.read_text()}).raise_for_status()
    grant = msgspec.json.encode(msgspec.convert(town.claim(code), claims.Grant))
    place = folder / f"grant-{code}.json"
    place.write_bytes(grant[: len(grant) // 2])
    wait_for(lambda: box.state() == "grant", SOON, "half a file to be told")
    place.write_bytes(grant)
    wait_for(box.runs, SOON, "the kiosk page")


def test_a_clock_before_the_certificate_is_told_on_the_page(town: Town) -> None:
    town.authority.issue("collector", datetime.now(UTC) + timedelta(days=100))
    with device.opened(town.desk.house, town.authority) as url:
        box = replace(town, url=url).blank()
        wait_for(lambda: box.state() == "clock", SOON, "the clock to be named")
