"""From a finished visit to the own page: one key, behind "#", and a plain word when it fails."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from stack import box
from stack.bench import Bench
from stack.builders import BOX
from stack.door import DeviceDoor
from stack.process import answers, free_port, wait_for
from yizhan_edge.camera import Camera
from yizhan_edge.collector import Door
from yizhan_edge.kiosk.booth import Booth
from yizhan_edge.ownpage import OwnPage
from yizhan_edge.screen.server import Screen
from yizhan_edge.settings import Collector, Kiosk

KEY = "k" * 43


@pytest.fixture
def served(tmp_path: Path) -> Iterator[DeviceDoor]:
    door = DeviceDoor(box.authority(tmp_path))
    door.answers["/device/pass"] = (200, json.dumps({"key": KEY}).encode())
    door.start()
    yield door
    door.stop()


@pytest.fixture
def office() -> Iterator[socket.socket]:
    """Something that listens where the own page is said to be."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


@pytest.fixture
def client(
    bench: Bench, served: DeviceDoor, office: socket.socket, tmp_path: Path
) -> Iterator[httpx.Client]:
    here = tmp_path / "authority"
    door = Door(Collector(served.url, here / "ca.crt", here / f"{BOX}.crt", here / f"{BOX}.key"))
    page = f"http://127.0.0.1:{office.getsockname()[1]}/own"
    settings = Kiosk(free_port(), own_page=page)
    bench.kiosk.own_page = True
    booth = Booth(bench.kiosk, lambda: bench.moment)
    camera = Camera("file:none", bench.counter.journal.clock.judge)
    screen = Screen(settings, booth, camera, OwnPage(settings, door, booth).open)
    screen.start()
    wait_for(lambda: answers(settings.port), 10, "the page")
    with httpx.Client(base_url=settings.address, timeout=20) as made:
        yield made
    screen.stop()
    door.close()


def finish(bench: Bench) -> None:
    """A visit with a code."""
    bench.at_route()
    bench.press("route", route="code")
    bench.press("code", code=box.CODE)
    bench.answer_all()


def test_a_known_person_goes_on_with_a_key_that_no_server_is_sent(
    bench: Bench, client: httpx.Client, served: DeviceDoor
) -> None:
    bench.press("lang", lang="en")
    finish(bench)
    assert client.get("/api/visit").json()["own"] is True
    address = urlsplit(client.post("/api/own", json={}).json()["address"])
    assert (address.path, address.query) == ("/own", "")
    told = {name: values[0] for name, values in parse_qs(address.fragment).items()}
    assert told == {"pass": KEY, "back": str(client.base_url), "lang": "en"}
    assert json.loads(served.told[0]) == {"person": str(bench.one.person), "route": "code"}
    assert client.get("/api/visit").json()["page"] == "idle"


def test_nobody_goes_on_without_a_finished_visit(
    bench: Bench, client: httpx.Client, served: DeviceDoor
) -> None:
    bench.at_route()
    assert client.post("/api/own", json={}).status_code == 409
    assert served.told == []


def test_another_site_cannot_ask_for_a_key(
    bench: Bench, client: httpx.Client, served: DeviceDoor
) -> None:
    finish(bench)
    for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post("/api/own", json={}, headers=headers).status_code == 403
    assert client.get("/api/own").status_code in {404, 405}
    assert served.told == []


@pytest.mark.parametrize("answer", [(500, b""), (404, b"{}"), (403, b"{}"), (200, b'{"key": "x"}')])
def test_a_collector_that_gives_no_key_leaves_the_visit_where_it_is(
    bench: Bench, client: httpx.Client, served: DeviceDoor, answer: tuple[int, bytes]
) -> None:
    finish(bench)
    served.answers["/device/pass"] = answer
    assert client.post("/api/own", json={}).status_code == 503
    assert client.get("/api/visit").json()["page"] == "done"


def test_an_office_that_does_not_answer_is_noticed_before_the_browser_leaves(
    bench: Bench, client: httpx.Client, served: DeviceDoor, office: socket.socket
) -> None:
    finish(bench)
    office.close()
    assert client.post("/api/own", json={}).status_code == 503
    assert served.told == []
