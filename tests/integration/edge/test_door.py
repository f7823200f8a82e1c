"""The box asks the collector's device door over mutual TLS, and believes nobody else."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from stack import box
from stack.builders import BOX
from stack.door import DeviceDoor
from yizhan_edge import collector
from yizhan_edge.collector import Door
from yizhan_edge.errors import CollectorAway, NotClaimed, SettingsRefused
from yizhan_edge.settings import Collector
from yizhan_provisioning.authority import Authority


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return box.authority(tmp_path)


@pytest.fixture
def served(authority: Authority) -> Iterator[DeviceDoor]:
    door = DeviceDoor(authority)
    door.start()
    yield door
    door.stop()


def settings(url: str, authority: Authority) -> Collector:
    here = authority.folder
    return Collector(url, here / "ca.crt", here / f"{BOX}.crt", here / f"{BOX}.key")


@pytest.fixture
def door(served: DeviceDoor, authority: Authority) -> Iterator[Door]:
    made = Door(settings(served.url, authority))
    yield made
    made.close()


def test_the_roster_comes_as_it_was_served(served: DeviceDoor, door: Door) -> None:
    served.answers["/device/roster"] = (200, b'{"version": 1,  "entries": []}')
    assert door.roster() == b'{"version": 1,  "entries": []}'


def test_the_time_comes_with_half_the_way_added(served: DeviceDoor, door: Door) -> None:
    told = datetime.now(UTC) + timedelta(days=365)
    served.answers["/device/time"] = (200, json.dumps({"now": told.isoformat()}).encode())
    assert timedelta(0) <= door.time() - told < timedelta(seconds=5)


def test_a_box_that_is_not_known_is_told_so(served: DeviceDoor, door: Door) -> None:
    served.answers["/device/roster"] = (403, b"{}")
    with pytest.raises(NotClaimed, match="claim it"):
        door.roster()


@pytest.mark.parametrize(("status", "body"), [
    (500, b""), (302, b""), (200, b"soon"), (200, b'{"now": 5}'), (200, b"\xff"),
])  # fmt: skip
def test_an_answer_that_is_none_is_the_collector_being_away(
    served: DeviceDoor, door: Door, status: int, body: bytes
) -> None:
    served.answers["/device/time"] = (status, body)
    with pytest.raises(CollectorAway, match="asks again"):
        door.time()


def test_an_answer_without_end_is_not_swallowed(
    served: DeviceDoor, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collector, "LARGEST", 1000)
    served.answers["/device/roster"] = (200, bytes(1001))
    with pytest.raises(CollectorAway, match="larger than"):
        door.roster()


def test_nobody_at_home_is_the_collector_being_away(authority: Authority) -> None:
    door = Door(settings("https://127.0.0.1:9", authority))
    with pytest.raises(CollectorAway):
        door.roster()
    door.close()


def test_another_authoritys_collector_is_not_believed(
    tmp_path: Path, served: DeviceDoor, authority: Authority
) -> None:
    (tmp_path / "other").mkdir()
    forged = Door(settings(served.url, box.authority(tmp_path / "other")))
    served.answers["/device/roster"] = (200, b"{}")
    with pytest.raises(CollectorAway):
        forged.roster()
    assert served.asked == []
    forged.close()


def test_a_certificate_that_is_none_is_refused_by_name(authority: Authority) -> None:
    (authority.folder / f"{BOX}.crt").write_text("no certificate")
    with pytest.raises(SettingsRefused, match=r"collector\.ca, cert, key"):
        Door(settings("https://127.0.0.1:9", authority))
