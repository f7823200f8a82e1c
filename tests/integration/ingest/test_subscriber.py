"""The collector's end of the broker: nothing acknowledged before its commit, nothing cut in two."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import uuid4

import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion
from stack.broker import Broker
from stack.builders import BOX
from stack.process import wait_for
from yizhan_collector.adapters.mqtt import BATCH, BATCH_BYTES, Address, Arrival, Subscriber
from yizhan_provisioning.authority import Authority
from yizhan_wire import topics
from yizhan_wire.orders import Receipt

Receipts = Mapping[str, Sequence[Receipt]]
HEALTH = topics.up(BOX, "health")


class Taker:
    """Takes batches; may fail the first, as a stop or a dead database does."""

    def __init__(self, failures: int = 0, receipts: Receipts | None = None) -> None:
        self.failures = failures
        self.receipts = receipts or {}
        self.batches: list[Sequence[Arrival]] = []

    def __call__(self, batch: Sequence[Arrival]) -> Receipts:
        self.batches.append(batch)
        if len(self.batches) <= self.failures:
            raise OSError("not stored")
        return self.receipts

    def payloads(self) -> list[bytes]:
        """Everything that was taken, in order, failed batches too."""
        return [one.payload for batch in self.batches for one in batch]


@contextmanager
def listening(broker: Broker, taker: Taker) -> Iterator[Subscriber]:
    ca = broker.authority.folder
    files = (ca / "ca.crt", ca / "collector.crt", ca / "collector.key")
    made = Subscriber(Address("127.0.0.1", broker.port, *files), "collector-1", taker)
    subscribed = threading.Event()
    made.client.on_subscribe = lambda *_: subscribed.set()
    thread = threading.Thread(target=made.run)
    thread.start()
    try:
        assert subscribed.wait(10)
        yield made
    finally:
        made.stop()
        thread.join(10)
    assert not thread.is_alive()


@pytest.fixture
def box(broker: Broker, authority: Authority) -> Iterator[mqtt.Client]:
    """A connected box that keeps the receipts it hears."""
    authority.issue(BOX, datetime.now(UTC))
    ca = authority.folder
    heard: list[bytes] = []
    client = mqtt.Client(CallbackAPIVersion.VERSION2, BOX, protocol=mqtt.MQTTv5)
    client.user_data_set(heard)
    client.tls_set(str(ca / "ca.crt"), str(ca / f"{BOX}.crt"), str(ca / f"{BOX}.key"))
    client.max_inflight_messages_set(500)
    client.on_message = lambda _client, _data, message: heard.append(bytes(message.payload))
    client.connect("127.0.0.1", broker.port)
    client.loop_start()
    wait_for(client.is_connected, 10, "the box to connect")
    yield client
    client.disconnect()
    client.loop_stop()


def say(box: mqtt.Client, payloads: Sequence[bytes], qos: int = 1) -> None:
    told = [box.publish(HEALTH, one, qos=qos) for one in payloads]
    for one in told:
        one.wait_for_publish(30)


def test_what_was_not_stored_comes_again(broker: Broker, box: mqtt.Client) -> None:
    taker = Taker(failures=1)
    with listening(broker, taker):
        say(box, [b"one"])
        wait_for(lambda: taker.payloads() == [b"one", b"one"], 10, "the message to come again")


def test_what_was_stored_does_not_come_again(broker: Broker, box: mqtt.Client) -> None:
    many = [str(n).encode() for n in range(3000)]
    first, second = Taker(), Taker()
    with listening(broker, first):
        say(box, many)
        wait_for(lambda: len(first.payloads()) >= len(many), 30, "all messages")
    with listening(broker, second):
        say(box, [b"last"])
        wait_for(lambda: b"last" in second.payloads(), 10, "the last message")
    assert first.payloads() == many
    assert second.payloads() == [b"last"]


def test_what_comes_while_away_waits_at_the_broker(broker: Broker, box: mqtt.Client) -> None:
    with listening(broker, Taker()):
        pass
    many = [str(n).encode() for n in range(500)]
    say(box, many)
    taker = Taker()
    with listening(broker, taker):
        wait_for(lambda: len(taker.payloads()) >= len(many), 30, "what had waited")
    assert taker.payloads() == many


def test_large_and_small_messages_arrive_whole(broker: Broker, box: mqtt.Client) -> None:
    sizes = [1, 16_384, 16_385, 3, 400_000, 0, 65_536, 7]
    mixed = [bytes([n]) * size for n, size in enumerate(sizes, 1)]
    taker = Taker()
    with listening(broker, taker):
        say(box, mixed)
        wait_for(lambda: len(taker.payloads()) >= len(mixed), 10, "all messages")
    assert taker.payloads() == mixed


def test_a_batch_has_bounds(broker: Broker, box: mqtt.Client) -> None:
    with listening(broker, Taker()):
        pass
    say(box, [b"x" * 400_000] * 20 + [b"y"] * 3000)
    taker = Taker()
    with listening(broker, taker):
        wait_for(lambda: len(taker.payloads()) >= 3020, 60, "all messages")
    sizes = [sum(len(one.payload) for one in batch) for batch in taker.batches]
    assert max(len(batch) for batch in taker.batches) <= BATCH
    assert max(sizes) < BATCH_BYTES + 400_000


def test_a_message_without_an_id_ends_no_connection(broker: Broker, box: mqtt.Client) -> None:
    taker = Taker()
    lost: list[object] = []
    with listening(broker, taker) as subscriber:
        subscriber.client.on_disconnect = lambda *given: lost.append(given)
        say(box, [b"a", b"b"], qos=0)
        wait_for(lambda: taker.payloads() == [b"a", b"b"], 10, "both")
        say(box, [b"c"])
        wait_for(lambda: b"c" in taker.payloads(), 10, "the message after")
        assert lost == []


def test_a_receipt_goes_to_its_box(broker: Broker, box: mqtt.Client) -> None:
    receipt = Receipt(uuid4(), [(1, 2), (4, 4)])
    heard = box.user_data_get()
    box.subscribe(topics.down(BOX, "receipt"), qos=1)
    with listening(broker, Taker(receipts={BOX: [receipt]})):
        say(box, [b"anything"])
        wait_for(lambda: bool(heard), 10, "the receipt")
    assert heard == [b'{"life":"%s","ranges":[[1,2],[4,4]]}' % str(receipt.life).encode()]
