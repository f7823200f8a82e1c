"""The real broker keeps every box in its own lane."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.reasoncodes import ReasonCode
from stack.broker import Broker
from stack.knock import connect, revoked
from stack.process import wait_for
from yizhan_provisioning.authority import Authority, Identity
from yizhan_wire import topics

BOX, OTHER = "bx-210521100-1", "bx-210522100-1"
NOW = datetime.now(UTC)


class Peer:
    """A plain MQTT 5 client that remembers what the broker answered."""

    def __init__(self, broker: Broker, who: Identity) -> None:
        self.connected, self.answered = threading.Event(), threading.Event()
        self.code: ReasonCode | None = None
        self.heard: list[str] = []
        self.client = mqtt.Client(CallbackAPIVersion.VERSION2, protocol=mqtt.MQTTv5)
        self.client.tls_set(str(who.ca), str(who.cert), str(who.key))
        self.client.on_connect = lambda *_: self.connected.set()
        self.client.on_publish = self._published
        self.client.on_message = lambda _c, _u, m: self.heard.append(m.topic)
        self.client.connect("127.0.0.1", broker.port)
        self.client.loop_start()
        assert self.connected.wait(5)

    def _published(self, _c: object, _u: object, _mid: int, code: ReasonCode, _p: object) -> None:
        self.code = code
        self.answered.set()

    def say(self, topic: str) -> str:
        """Publish and return the broker's answer by name."""
        self.answered.clear()
        self.client.publish(topic, b"{}", qos=1)
        assert self.answered.wait(5)
        return str(self.code)

    def listen(self, topic: str) -> None:
        """Subscribe and wait for the broker's answer."""
        done = threading.Event()
        self.client.on_subscribe = lambda *_: done.set()
        self.client.subscribe(topic, qos=1)
        assert done.wait(5)

    def close(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()


@pytest.fixture
def box(broker: Broker, authority: Authority):  # type: ignore[no-untyped-def]
    peer = Peer(broker, authority.issue(BOX, NOW))
    yield peer
    peer.close()


@pytest.fixture
def collector(broker: Broker, authority: Authority):  # type: ignore[no-untyped-def]
    here = authority.folder
    peer = Peer(broker, Identity(authority.ca, here / "collector.crt", here / "collector.key"))
    yield peer
    peer.close()


REFUSED = str(ReasonCode(PacketTypes.PUBACK, "Not authorized"))


def test_a_box_may_speak_as_itself_and_not_as_another(box: Peer) -> None:
    assert box.say(topics.up(BOX, "checkin")) != REFUSED
    assert box.say(topics.up(OTHER, "checkin")) == REFUSED
    assert box.say(topics.down(BOX, "receipt")) == REFUSED


def test_the_collector_may_order_and_not_report(collector: Peer) -> None:
    assert collector.say(topics.down(BOX, "receipt")) != REFUSED
    assert collector.say(topics.up(BOX, "checkin")) == REFUSED


def test_a_box_hears_its_own_orders_and_no_others(box: Peer, collector: Peer) -> None:
    box.listen(f"{topics.ROOT}/+/down/+")
    box.listen(topics.down(BOX, "receipt"))
    collector.say(topics.down(OTHER, "receipt"))
    collector.say(topics.down(BOX, "receipt"))
    box.say(topics.up(BOX, "health"))  # its answer comes after what was queued before
    assert set(box.heard) == {topics.down(BOX, "receipt")}


def test_a_certificate_of_a_forged_authority_is_refused(
    broker: Broker, authority: Authority, tmp_path: Path
) -> None:
    forged = Authority.create(tmp_path / "forged", NOW).issue(BOX, NOW)
    with pytest.raises(OSError):
        connect(broker, Identity(authority.ca, forged.cert, forged.key))


def test_a_revoked_certificate_is_refused_after_a_reload(
    broker: Broker, authority: Authority
) -> None:
    Peer(broker, authority.issue(BOX, NOW)).close()
    authority.revoke(BOX, NOW)
    broker.reload()
    here = authority.folder
    who = Identity(authority.ca, here / f"{BOX}.crt", here / f"{BOX}.key")
    wait_for(lambda: revoked(broker, who), 10, "the broker to read the revocation list")
