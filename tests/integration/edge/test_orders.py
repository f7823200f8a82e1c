"""What the collector orders is carried out by a real box over a real broker, and answered."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import msgspec
import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion
from stack import box as make
from stack import configure
from stack.bench import TEMPLATE
from stack.box import Box
from stack.broker import Broker
from stack.builders import BOX
from stack.door import DeviceDoor
from stack.host import walkable
from stack.process import wait_for
from yizhan_collector.adapters import signing
from yizhan_edge.roster import digest
from yizhan_edge.sealed import Sealed
from yizhan_edge.templates import Templates
from yizhan_provisioning.authority import Authority
from yizhan_wire import codec, topics
from yizhan_wire.events import Applied, Body, Enrolled
from yizhan_wire.orders import Command, Config, RosterReady, Signage

HERE, GONE, REFUSED = make.entry(), make.entry("20260118"), make.entry("20260119", face=False)
ORDERED = make.roster(HERE, REFUSED, version=2)
SOON = 20.0


class Collector:
    """Publishes orders and hears what the box reports; sends no receipts."""

    def __init__(self, authority: Authority, port: int) -> None:
        here = authority.folder
        self.heard: list[tuple[str, bytes]] = []
        self.sign = signing.read(configure.command_key(here.parent))
        ready = threading.Event()
        client = mqtt.Client(CallbackAPIVersion.VERSION2, "collector", protocol=mqtt.MQTTv5)
        client.tls_set(
            str(here / "ca.crt"), str(here / "collector.crt"), str(here / "collector.key")
        )
        client.on_message = lambda _c, _d, m: self.heard.append((m.topic, bytes(m.payload)))
        client.on_connect = lambda one, *_: one.subscribe(f"{topics.ROOT}/+/up/+", 1)
        client.on_subscribe = lambda *_: ready.set()
        client.connect("127.0.0.1", port)
        client.loop_start()
        assert ready.wait(10)
        self.client = client

    def order(self, kind: str, body: Any) -> None:
        if isinstance(body, Command):
            body = self.sign(BOX, body)
        raw = body if isinstance(body, bytes) else msgspec.json.encode(body)
        retained = kind in topics.RETAINED_DOWN
        self.client.publish(topics.down(BOX, kind), raw, 1, retained).wait_for_publish(5)

    def close(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()


class Line:
    """A box, its broker, its collector and the device door."""

    def __init__(self, box: Box, collector: Collector, door: DeviceDoor) -> None:
        self.box, self.collector, self.door = box, collector, door
        self.version = 2

    def hears(self, body: Body) -> None:
        """Wait until the collector hears this from the box."""
        wait_for(lambda: body in self.bodies(), SOON, f"the collector to hear {body}")

    def bodies(self) -> list[Body]:
        """Everything the box reported so far."""
        messages = list(self.collector.heard)
        return [codec.load_body(one) for _, raw in messages for one in codec.load(raw)]

    def roster(self, *entries: Any, sha256: str = "") -> int:
        """Announce and serve a next roster; returns its version."""
        self.version += 1
        raw = make.roster(*entries, version=self.version)
        self.door.answers["/device/roster"] = (200, raw)
        self.collector.order("roster", RosterReady(self.version, sha256 or digest(raw)))
        return self.version


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    folder = walkable(tmp_path_factory.mktemp("orders"))
    authority = make.authority(folder)
    broker, door = Broker(folder, authority), DeviceDoor(authority)
    broker.start()
    door.start()
    box = Box(folder, "file:/nowhere", broker.port, door.server_address[1])
    templates = Templates(Sealed(box.data / "templates", box.key))
    for one in (HERE, GONE, REFUSED):
        templates.keep(one.person, TEMPLATE)
    ahead = datetime.now(UTC) + timedelta(hours=2)
    door.answers["/device/time"] = (200, json.dumps({"now": ahead.isoformat()}).encode())
    collector = Collector(authority, broker.port)
    try:
        box.start()
        yield Line(box, collector, door)
    finally:
        box.program.stop()
        collector.close()
        door.stop()
        broker.stop()


def test_a_roster_is_fetched_checked_and_answered_and_the_page_opens(line: Line) -> None:
    assert line.box.page()["page"] == "desk"
    line.door.answers["/device/roster"] = (200, ORDERED)
    line.collector.order("roster", RosterReady(2, digest(ORDERED)))
    line.hears(Applied("roster", 2))
    assert line.box.page()["page"] == "idle"


def test_who_left_the_roster_or_refused_the_camera_has_no_template_here(line: Line) -> None:
    for one in (GONE, REFUSED):
        line.hears(Enrolled(one.person, None, "deleted"))
    names = {path.name for path in (line.box.data / "templates").iterdir()}
    assert names == {f"{HERE.person}.sealed"}


def test_a_roster_with_another_hash_is_not_taken(line: Line) -> None:
    asked = len(line.door.asked)
    bad = line.roster(GONE, sha256="0" * 64)
    wait_for(lambda: "/device/roster" in line.door.asked[asked:], SOON, "the box to fetch")
    line.box.press("begin")
    assert line.box.press("number", number=GONE.number)["message"] == "unknown_number"
    assert line.box.press("number", number=HERE.number)["page"] == "route"
    line.box.press("cancel")
    assert Applied("roster", bad) not in line.bodies()
    line.hears(Applied("roster", line.roster(HERE)))


def test_a_standing_message_is_kept_and_answered_once(line: Line) -> None:
    line.collector.order("signage", Signage(4, "今日办公"))
    line.hears(Applied("signage", 4))
    line.collector.order("signage", Signage(3, "旧的"))
    line.collector.order("signage", Signage(5, ""))
    line.hears(Applied("signage", 5))
    assert Applied("signage", 3) not in line.bodies()
    assert b'"version":5' in (line.box.data / "standing.json").read_bytes()


def test_settings_from_afar_are_taken(line: Line) -> None:
    line.collector.order("config", Config(1, 3600))
    line.hears(Applied("config", 1))


def test_a_template_is_deleted_on_command_and_answered_also_when_there_is_none(
    line: Line,
) -> None:
    for person in (HERE.person, uuid4()):
        line.collector.order("command", Command(uuid4(), "delete_template", person))
        line.hears(Enrolled(person, None, "deleted"))
    assert list((line.box.data / "templates").iterdir()) == []


def test_on_command_everything_unconfirmed_is_sent_again(line: Line) -> None:
    line.hears(Applied("roster", 2))
    before = line.bodies().count(Applied("roster", 2))
    line.collector.order("command", Command(uuid4(), "resend"))
    wait_for(
        lambda: line.bodies().count(Applied("roster", 2)) > before, SOON, "the box to send again"
    )


def test_a_command_nobody_signed_is_not_carried_out(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line.collector, "sign", lambda _, order: order)
    person = uuid4()
    line.collector.order("command", Command(uuid4(), "delete_template", person))
    line.hears(Applied("roster", line.roster(HERE)))  # what came after it was done
    assert Enrolled(person, None, "deleted") not in line.bodies()


@pytest.mark.parametrize("raw", [b"", b"\xff", b"{}", b"[]", b'{"version": "x"}', b"{" * 4000])
def test_orders_that_cannot_be_read_change_nothing_and_stop_nothing(line: Line, raw: bytes) -> None:
    for kind in topics.DOWN_KINDS:
        line.collector.order(kind, raw)
    line.hears(Applied("roster", line.roster(HERE)))
    assert line.box.page()["page"] == "idle"


def test_a_box_that_was_revoked_sends_people_to_the_desk_until_it_is_known_again(
    line: Line,
) -> None:
    good = line.door.answers["/device/roster"]
    line.door.answers["/device/roster"] = (403, b"{}")
    line.collector.order("command", Command(uuid4(), "fetch_roster"))
    wait_for(lambda: line.box.page()["message"] == "not_claimed", SOON, "the desk page")
    line.door.answers["/device/roster"] = good
    line.collector.order("command", Command(uuid4(), "fetch_roster"))
    wait_for(lambda: line.box.page()["page"] == "idle", SOON, "the first page")


def test_events_say_how_far_the_clock_is_from_the_collectors(line: Line) -> None:
    line.hears(Applied("roster", line.roster(HERE)))
    clock = line.box.envelopes("applied")[-1].clock
    assert (clock.source, clock.confidence) == ("peer", "poor")
    assert clock.offset_s is not None
    assert abs(clock.offset_s - 7200) < 120


def test_nothing_private_was_said_or_logged(line: Line) -> None:
    said = b"".join(raw for _, raw in line.collector.heard) + line.box.log.read_bytes()
    for private in (HERE.number, GONE.number, make.CODE, make.PERMIT, HERE.codes[0].hash):
        assert private.encode() not in said
