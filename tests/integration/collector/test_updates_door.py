"""The signed repository at the device door: whole or in ranges, to boxes alone, never crowded."""

import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from stack.builders import BOX
from stack.process import free_port, wait_for
from stack.repository import Repository
from yizhan_collector.app import create_device_app
from yizhan_collector.doors.lanes import LANES, Lanes
from yizhan_collector.rooms.commands import service as commands
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.serve import Door, device_config
from yizhan_collector.settings import DeviceDoor
from yizhan_provisioning.authority import Authority

from .conftest import Desk

PART = bytes(range(256)) * 2048  # 512 KB
LARGE = PART * 48  # more than fits into the buffers of a connection
AT_ONCE = 50


@dataclass
class Shelf:
    """The door, its lanes, and the part on its shelf."""

    desk: Desk
    url: str
    context: ssl.SSLContext
    lanes: Lanes
    path: str
    large: str

    @contextmanager
    def client(self) -> Iterator[httpx.Client]:
        with httpx.Client(base_url=self.url, verify=self.context, timeout=20) as client:
            yield client

    def get(self, path: str, span: str = "") -> httpx.Response:
        with self.client() as client:
            return client.get(f"/device/updates/{path}", headers={"Range": span} if span else {})


@pytest.fixture
def shelf(desk: Desk, authority: Authority, tmp_path: Path) -> Iterator[Shelf]:
    here = authority.folder
    if not (here / f"{BOX}.crt").exists():
        authority.issue(BOX, datetime.now(UTC))
    repository = Repository(tmp_path / "updates")
    part, large = repository.add("2026.11.1", PART), repository.add("2026.11.2", LARGE)
    (tmp_path / "secret.json").write_text("secret")
    (tmp_path / "updates" / "metadata" / "way.json").symlink_to(tmp_path / "secret.json")
    door = DeviceDoor(
        port=free_port(), ca=authority.ca, cert=here / "collector.crt", key=here / "collector.key"
    )
    house = replace(desk.house, updates=tmp_path / "updates")
    opened = Door("device", device_config(create_device_app(house), door))
    opened.thread.start()
    wait_for(lambda: opened.server.started, 10, "the device door")
    context = ssl.create_default_context(cafile=authority.ca)
    context.load_cert_chain(here / f"{BOX}.crt", here / f"{BOX}.key")
    paths = [f"targets/parts/{one.name}" for one in (part, large)]
    yield Shelf(desk, f"https://127.0.0.1:{door.port}", context, house.lanes, *paths)
    opened.stop()


def test_a_part_comes_whole_and_a_broken_download_goes_on(shelf: Shelf) -> None:
    assert shelf.get("metadata/timestamp.json").json()["signatures"] == []
    assert shelf.get(shelf.path).content == PART
    rest = shelf.get(shelf.path, f"bytes={len(PART) - 1000}-")
    assert (rest.status_code, rest.content) == (206, PART[-1000:])
    beyond = shelf.get(shelf.path, f"bytes={len(PART)}-")
    assert beyond.status_code == 416


@pytest.mark.parametrize(
    "path",
    [
        "secret.json",
        "..%2fsecret.json",
        "metadata/..%2f..%2fsecret.json",
        "metadata/%2e%2e/%2e%2e/secret.json",
        "metadata/way.json",
        "metadata",
        "targets/parts",
        "targets//etc/passwd",
        "%2fetc%2fpasswd",
        "targets/bundles/nobody.json",
        "metadata/timestamp.json%00",
    ],
)
def test_nothing_beside_the_repository_is_reached(shelf: Shelf, path: str) -> None:
    assert shelf.get(path).status_code in (400, 404)


def test_a_revoked_box_fetches_nothing(shelf: Shelf) -> None:
    with shelf.desk.pool.connection() as tx:
        devices.revoke(tx, BOX, shelf.desk.now)
    assert shelf.get("metadata/timestamp.json").json()["code"] == "revoked_device"


def test_without_a_repository_there_is_nothing(shelf: Shelf) -> None:
    with shelf.client() as client:
        assert client.get("/device/updates/").status_code == 404
        assert client.put("/device/updates/metadata/timestamp.json").status_code == 405


def test_when_all_lanes_are_taken_a_box_comes_later_and_the_rest_goes_on(shelf: Shelf) -> None:
    with ExitStack() as open_:
        for _ in range(LANES):
            client = open_.enter_context(shelf.client())
            open_.enter_context(client.stream("GET", f"/device/updates/{shelf.large}"))
        later = shelf.get(shelf.path)
        assert (later.status_code, later.json()["code"]) == (503, "too_busy")
        assert int(later.headers["Retry-After"]) > 0
        assert shelf.get("metadata/timestamp.json").status_code == 200
        with shelf.client() as client:
            assert client.get("/device/roster").status_code == 200
    wait_for(lambda: shelf.get(shelf.path).status_code == 200, 10, "a lane that is free again")


def test_fifty_boxes_that_fetch_at_once_all_have_it_in_the_end(shelf: Shelf) -> None:
    left = AT_ONCE
    with ThreadPoolExecutor(AT_ONCE) as boxes:
        while left:
            answers = list(boxes.map(lambda _: shelf.get(shelf.path), range(left)))
            assert {one.status_code for one in answers} <= {200, 503}
            assert all(one.content == PART for one in answers if one.status_code == 200)
            later = [one for one in answers if one.status_code == 503]
            assert len(later) < left  # somebody gets on in every round
            left = len(later)
    lanes = [shelf.lanes.enter() for _ in range(LANES + 1)]
    assert lanes == [True] * LANES + [False]


def test_a_diagnostic_bundle_comes_in_by_the_same_door_and_is_bounded(shelf: Shelf) -> None:
    desk = shelf.desk
    with desk.pool.connection() as tx:
        [(tech,)] = tx.execute("select id from staff where login = 'tech'").fetchall()
        command = commands.ask(tx, BOX, "diagnose", "看日志", tech, desk.now).id
    with shelf.client() as client:
        path = f"/device/diagnostics/{command}"
        assert client.put(path, content=b"").status_code == 422
        assert client.put(path, content=b"x" * (2 * 1024 * 1024 + 1)).status_code == 413
        whole = b"x" * 2 * 1024 * 1024
        assert client.put(path, content=whole).status_code == 204
        assert client.put(f"/device/diagnostics/{UUID(int=1)}", content=b"x").status_code == 404
    assert desk.rows("select length(content) from post_diagnosis") == [(len(whole),)]
