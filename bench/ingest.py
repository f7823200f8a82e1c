"""Draining a stored backlog exactly once, against COPY and against a one-insert loop."""

import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import paho.mqtt.client as mqtt
import psycopg
from figure import RUNS, figure, seconds
from paho.mqtt.enums import CallbackAPIVersion
from stack import builders as make
from stack.broker import Broker
from stack.postgres import Postgres
from yizhan_collector.adapters.mqtt import Address, Arrival, Receive, Subscriber
from yizhan_collector.doors.ingest import receive
from yizhan_collector.ground.migrate import migrate
from yizhan_provisioning.authority import Authority
from yizhan_wire import codec, topics
from yizhan_wire.orders import Receipt

MANY, FEW = 20_000, 1_000
TOPIC = topics.up(make.BOX, "health")


class Line:
    """A broker and a database with one box."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o755)
        authority = Authority.create(folder / "authority", datetime.now(UTC))
        for name in ("broker", "collector", make.BOX):
            authority.issue(name, datetime.now(UTC))
        self.ca = authority.folder
        self.broker, self.postgres = Broker(folder, authority), Postgres(folder)
        self.broker.start()
        self.postgres.start()
        self.url = self.postgres.new_database()
        migrate(self.url)
        make.post(self.url)

    def address(self, name: str) -> Address:
        """Where the broker is, as `name`."""
        files = (self.ca / "ca.crt", self.ca / f"{name}.crt", self.ca / f"{name}.key")
        return Address("127.0.0.1", self.broker.port, *files)

    def drain(self, messages: list[bytes], events: int, take: Receive) -> float:
        """Store messages in the broker, then time until `take` has committed all events."""
        done = threading.Event()
        left = [len(messages)]

        def counted(batch: Sequence[Arrival]) -> Mapping[str, Sequence[Receipt]]:
            receipts = take(batch)
            left[0] -= len(batch)
            if left[0] <= 0:
                done.set()
            return receipts

        subscriber = Subscriber(self.address("collector"), "bench", lambda _: {})
        _connect_once(subscriber)
        self._publish(messages)
        reader = Subscriber(self.address("collector"), "bench", counted)
        thread = threading.Thread(target=reader.run)
        thread.start()
        taken = seconds(lambda: done.wait(120))
        reader.stop()
        thread.join()
        if left[0] > 0:
            raise RuntimeError(f"{left[0]} messages never came.")
        return events / taken

    def _publish(self, messages: list[bytes]) -> None:
        address = self.address(make.BOX)
        client = mqtt.Client(CallbackAPIVersion.VERSION2, make.BOX, protocol=mqtt.MQTTv5)
        client.max_inflight_messages_set(500)
        client.tls_set(str(address.ca), str(address.cert), str(address.key))
        client.connect(address.host, address.port)
        client.loop_start()
        for one in [client.publish(TOPIC, message, qos=1) for message in messages]:
            one.wait_for_publish(60)
        client.disconnect()
        client.loop_stop()


def _connect_once(subscriber: Subscriber) -> None:
    """Leave a lasting session behind, so that the broker stores what comes."""
    subscribed = threading.Event()
    subscriber.client.on_subscribe = lambda *_: subscribed.set()
    thread = threading.Thread(target=subscriber.run)
    thread.start()
    subscribed.wait(10)
    subscriber.stop()
    thread.join()


@contextmanager
def line() -> Iterator[Line]:
    """A line that is taken down afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        made = Line(Path(folder))
        try:
            yield made
        finally:
            made.broker.stop()
            made.postgres.stop()


def backlog(count: int, size: int) -> list[bytes]:
    """Messages of `size` health events each."""
    life = uuid4()
    events = [make.event(make.health(), n, life) for n in range(1, count + 1)]
    return [codec.dump(events[at : at + size]) for at in range(0, count, size)]


def copy(url: str, count: int) -> float:
    """Rows a second of a plain COPY of the same rows."""
    body = codec.dump_body(make.health()).decode()
    rows = [f"{make.NOON.isoformat()}\t{make.BOX}\t{make.NOON.isoformat()}\t{body}\n"] * count
    with psycopg.connect(url) as tx, tx.cursor() as cursor:

        def run() -> None:
            into = "copy device_health (captured_at, device, received_at, body) from stdin"
            with cursor.copy(into) as out:
                for row in rows:
                    out.write(row)
            tx.commit()

        return count / seconds(run)


def figures() -> dict[str, Any]:
    """Events a second through the broker, and ratios to the peers of the same run."""
    found: dict[str, list[float]] = {"batched": [], "single": [], "insert": [], "copy": []}
    with line() as one, psycopg.connect(one.url, autocommit=True) as tx:

        def take(batch: Sequence[Arrival]) -> Mapping[str, Sequence[Receipt]]:
            return receive(tx, batch)

        def insert(batch: Sequence[Arrival]) -> dict[str, list[Receipt]]:
            for message in batch:
                [event] = codec.load(message.payload)
                tx.execute(
                    "insert into device_health values (%s, %s, %s, %s::jsonb)",
                    [
                        event.captured_at,
                        event.device,
                        message.received_at,
                        bytes(event.body).decode(),
                    ],
                )
            return {}

        for _ in range(RUNS):
            found["copy"].append(copy(one.url, MANY))
            found["batched"].append(one.drain(backlog(MANY, 50), MANY, take))
            found["single"].append(one.drain(backlog(MANY // 4, 1), MANY // 4, take))
            found["insert"].append(one.drain(backlog(FEW, 1), FEW, insert))
    return _ratios(found)


def _ratios(found: dict[str, list[float]]) -> dict[str, Any]:
    def ratio(a: str, b: str) -> list[float]:
        return [x / y for x, y in zip(found[a], found[b], strict=True)]

    return {
        "ingest: 50 a message, exactly once": figure(found["batched"], "events/s"),
        "ingest: one a message, exactly once": figure(found["single"], "events/s"),
        "ingest: batched / COPY": figure(ratio("batched", "copy"), "x", at_least=0.3),
        "ingest: one a message / insert loop": figure(ratio("single", "insert"), "x", at_least=15),
        "ingest: batched / insert loop": figure(ratio("batched", "insert"), "x", at_least=35),
    }
