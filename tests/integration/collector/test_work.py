"""The real `work` process: orders reach the boxes through the real broker, now or later."""

import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import paho.mqtt.client as mqtt
import psycopg
import pytest
from paho.mqtt.enums import CallbackAPIVersion
from stack.broker import Broker
from stack.builders import BOX
from stack.process import Program, wait_for
from yizhan_collector import jobs, work
from yizhan_collector.ground import ear as outbox_ear
from yizhan_collector.ground import outbox
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.pulse import Pulse
from yizhan_collector.rooms.devices import service as devices
from yizhan_provisioning.authority import Authority
from yizhan_wire import topics
from yizhan_wire.events import Enrolled
from yizhan_wire.orders import Command, RosterReady, Signage

from .conftest import Desk, new_person, settings_file


class Ear:
    """A box that only listens; one thread owns its session."""

    def __init__(self, broker: Broker, authority: Authority) -> None:
        here = authority.issue(BOX, datetime.now(UTC))
        self.heard: list[mqtt.MQTTMessage] = []
        self.agreed: list[bool] = []
        self.client = mqtt.Client(CallbackAPIVersion.VERSION2, BOX, protocol=mqtt.MQTTv5)
        self.client.tls_set(str(here.ca), str(here.cert), str(here.key))
        self.client.on_message = lambda _client, _data, message: self.heard.append(message)
        self.client.on_connect = self._subscribe
        self.client.on_subscribe = lambda *_: self.agreed.append(True)
        self.client.connect("127.0.0.1", broker.port)
        wait_for(self._agreed, 10, "the broker's word")

    def _agreed(self) -> bool:
        self.client.loop(0.05)
        return bool(self.agreed)

    def _subscribe(self, client: mqtt.Client, *_: Any) -> None:
        client.subscribe(topics.down(BOX, "#"), 1)

    def hears(self, kind: str) -> bool:
        """Whether an order of this kind has come by now."""
        self.client.loop(0.05)
        return any(one.topic == topics.down(BOX, kind) for one in self.heard)

    def last(self, kind: str) -> mqtt.MQTTMessage:
        """Wait for an order of this kind; the newest one."""
        wait_for(lambda: self.hears(kind), 20, f"an order: {kind}")
        return [one for one in self.heard if one.topic == topics.down(BOX, kind)][-1]


@dataclass
class Line:
    """The office, a broker, and `work` between them."""

    desk: Desk
    broker: Broker
    authority: Authority
    work: Program
    ears: list[Ear] = field(default_factory=list)

    def listen(self) -> Ear:
        """A box that comes online."""
        self.ears.append(Ear(self.broker, self.authority))
        return self.ears[-1]

    def idle(self) -> bool:
        """Whether nothing waits in the outbox."""
        return self.desk.rows("select count(*) from outbox") == [(0,)]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database holds."""
        return self.desk.rows(query)


@pytest.fixture
def line(desk: Desk, broker: Broker, authority: Authority, tmp_path: Path) -> Iterator[Line]:
    # the process has its own clock, so the office goes by it too
    desk.now = datetime.now(UTC)
    config, _ = settings_file(tmp_path, desk.url, authority, broker.port)
    command = [sys.executable, "-m", "yizhan_collector", "work", "--config", str(config)]
    work = Program("work", command, tmp_path / "work.log")
    work.start(lambda: desk.rows("select count(*) from job_run") != [(0,)])
    made = Line(desk, broker, authority, work)
    yield made
    work.stop()
    for ear in made.ears:
        ear.client.disconnect()


def person(line: Line) -> dict[str, Any]:
    """Somebody new, due from today on."""
    return new_person(line.desk.sign_in(), first_due_on=legal_day(line.desk.now).isoformat())


def test_a_new_person_makes_a_roster_ready_for_a_box_that_comes_later(line: Line) -> None:
    person(line)
    wait_for(line.idle, 20, "the outbox")
    order = line.listen().last("roster")
    assert order.retain
    ready = msgspec.json.decode(order.payload, type=RosterReady)
    kept = line.desk.rows("select version, sha256 from roster where device = %s", BOX)
    assert kept == [(ready.version, ready.sha256)]


def test_no_order_names_anybody(line: Line) -> None:
    ear = line.listen()
    somebody = person(line)
    code = line.desk.sign_in().post(f"/api/people/{somebody['id']}/code").json()["code"]
    wait_for(line.idle, 20, "the outbox")
    ear.last("roster")
    for message in ear.heard:
        for secret in (somebody["number"], somebody["name"], code):
            assert secret.encode() not in message.payload
            assert secret not in line.work.tail()


def test_a_standing_message_goes_out_retained(line: Line) -> None:
    line.desk.sign_in().post(f"/api/posts/{BOX}/signage", json={"text": "请依次报到"})
    wait_for(line.idle, 20, "the outbox")
    order = line.listen().last("signage")
    assert order.retain
    assert msgspec.json.decode(order.payload, type=Signage) == Signage(1, "请依次报到")


def test_a_deletion_is_ordered_again_until_the_box_reports_it(line: Line) -> None:
    desk, ear = line.desk, line.listen()
    who = person(line)["id"]
    desk.report(Enrolled(UUID(who), None, "created", 5, "m"))
    desk.sign_in().post(f"/api/people/{who}/face", json={"allowed": False})
    order = ear.last("command")
    assert not order.retain
    command = msgspec.json.decode(order.payload, type=Command)
    assert (command.do, str(command.person)) == ("delete_template", who)
    ear.heard.clear()
    come_online(desk)
    again = msgspec.json.decode(ear.last("command").payload, type=Command)
    assert msgspec.structs.replace(again, expires_at=command.expires_at) == command
    desk.report(Enrolled(UUID(who), None, "deleted"))
    wait_for(line.idle, 20, "the outbox")
    assert line.rows("select done_at is not null from device_command") == [(True,)]


def test_a_template_made_after_the_withdrawal_is_deleted_all_the_same(line: Line) -> None:
    ear, who = line.listen(), person(line)["id"]
    line.desk.sign_in().post(f"/api/people/{who}/face", json={"allowed": False})
    wait_for(line.idle, 20, "the outbox")
    assert not ear.hears("command")
    line.desk.report(Enrolled(UUID(who), None, "created", 5, "m"))
    assert msgspec.json.decode(ear.last("command").payload, type=Command).do == "delete_template"


def test_orders_wait_for_a_broker_that_is_away(line: Line) -> None:
    line.broker.stop()
    person(line)
    wait_for(lambda: line.rows("select 1 from outbox where attempts > 0") != [], 20, "a failure")
    reasons = line.rows("select reason from outbox where attempts > 0")
    assert {reason.split(":")[0] for (reason,) in reasons} == {"BrokerAway"}
    line.broker.start()
    wait_for(line.idle, 60, "the outbox")
    line.listen().last("roster")


def test_a_revoked_box_is_told_nothing(line: Line) -> None:
    ear = line.listen()
    ear.last("roster")
    ear.heard.clear()
    with psycopg.connect(line.desk.url) as tx:
        devices.revoke(tx, BOX, line.desk.now)
    person(line)
    come_online(line.desk)
    wait_for(line.idle, 20, "the outbox")
    assert not ear.hears("roster")


def test_a_killed_process_leaves_its_work_to_the_next(line: Line) -> None:
    line.work.kill()
    person(line)
    assert not line.idle()
    line.work.start(line.idle)
    line.listen().last("roster")


def test_it_ends_when_asked(line: Line) -> None:
    line.work.stop()
    assert line.work.child is not None
    assert line.work.child.returncode == 0


def come_online(desk: Desk) -> None:
    """The presence word of a box arrives."""
    with psycopg.connect(desk.url) as tx:
        devices.hear_state(tx, BOX, "online", desk.now)


def test_jobs_run_on_time_though_what_was_committed_never_ends(desk: Desk) -> None:
    stopping, ran = threading.Event(), threading.Event()

    def again(tx: psycopg.Connection, _: outbox.Body, __: datetime) -> None:
        outbox.emit(tx, "again", {})

    def due(_: psycopg.Connection, now: datetime, *__: object) -> list[str]:
        if now - began > timedelta(seconds=2):
            ran.set()
        return []

    began = datetime.now(UTC)
    with psycopg.connect(desk.url, autocommit=True) as tx, pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "run_due", due)
        outbox.emit(tx, "again", {})
        given = (tx, outbox_ear.Ear(desk.url, outbox.CHANNEL), Quiet(), {"again": (again,)})
        thread = threading.Thread(target=work._serve, args=(*given, Path(), stopping, Pulse()))
        thread.start()
        try:
            assert ran.wait(20), "no job was asked for while events went on"
        finally:
            stopping.set()
            thread.join(10)
        given[1].close()
        tx.execute("delete from outbox")


class Quiet:
    """A publisher with nothing to say."""

    def pump(self) -> None:
        """Nothing waits."""
