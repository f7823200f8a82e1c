"""The peer of the ingest: exactly once, one message at a time, as most people would write it.

The same guarantees as ours: the inbox row and the domain row in one transaction, then the commit,
then the acknowledgement of this message. Plain paho with its own network thread and plain psycopg
(which prepares both statements after five uses); no registry check, no quarantine, no receipts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import paho.mqtt.client as mqtt
import psycopg
from line import NAME
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from stack.line import Line
from yizhan_collector.adapters.mqtt import GROUP, RECEIVE_MAXIMUM, SESSION_S
from yizhan_wire import codec, topics

SEEN = "insert into inbox (device, life, seq) values (%s, %s, %s) on conflict do nothing"
STORE = (
    "insert into device_health (captured_at, device, received_at, body)"
    " values (%s, %s, %s, %s::jsonb)"
)
FILTER = f"$share/{GROUP}/{topics.ROOT}/+/up/+"


def session(line: Line) -> mqtt.Client:
    """A client in the collector's lasting session, not yet connected."""
    client = line.client("collector", NAME, manual_ack=True)
    client.on_connect = _subscribe
    return client


def _subscribe(client: mqtt.Client, *_: Any) -> None:
    client.subscribe(FILTER, qos=1)


def connect(client: mqtt.Client, line: Line) -> None:
    """Take the session up again with room for a backlog."""
    wish = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call] # paho has no types here
    wish.SessionExpiryInterval, wish.ReceiveMaximum = SESSION_S, RECEIVE_MAXIMUM
    client.connect("127.0.0.1", line.broker.port, clean_start=False, properties=wish)


@contextmanager
def peer(line: Line) -> Iterator[None]:
    """The one-at-a-time loop while the block runs."""
    with psycopg.connect(line.url) as tx:

        def take(client: mqtt.Client, _data: Any, message: mqtt.MQTTMessage) -> None:
            [event] = codec.load(bytes(message.payload))
            codec.load_body(event)
            if tx.execute(SEEN, [event.device, event.life, event.seq]).rowcount:
                body = bytes(event.body).decode()
                tx.execute(STORE, [event.captured_at, event.device, datetime.now(UTC), body])
            tx.commit()
            client.ack(message.mid, message.qos)

        client = session(line)
        client.on_message = take
        connect(client, line)
        client.loop_start()
        yield
        client.disconnect()
        client.loop_stop()
