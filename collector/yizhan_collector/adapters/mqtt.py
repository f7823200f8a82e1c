"""The broker: messages in by hand-acknowledged batches, orders out."""

import logging
import random
import select
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.subscribeoptions import SubscribeOptions
from yizhan_wire import topics
from yizhan_wire.orders import Receipt

from yizhan_collector.adapters import properties, tls
from yizhan_collector.ground.pulse import Pulse

log = logging.getLogger(__name__)

GROUP = "collector"
SESSION_S = 7 * 24 * 3600
# Trap 3 of the ingest measurements: acks wait for the commit, so this caps a batch.
RECEIVE_MAXIMUM = 4000
BATCH = 2000
BATCH_BYTES = 4 * 1024 * 1024
LINGER_S = 0.01
RECEIPTS = 1000  # on the way to boxes at once


@dataclass(frozen=True)
class Address:
    """Where the broker is and who we are to it, PEM files."""

    host: str
    port: int
    ca: Path
    cert: Path
    key: Path


class Arrival(NamedTuple):
    """One message as the broker gave it."""

    topic: str
    payload: bytes
    received_at: datetime


Receive = Callable[[Sequence[Arrival]], Mapping[str, Sequence[Receipt]]]


def _without_delay(_client: mqtt.Client, _data: Any, line: Any) -> None:
    # else a batch's receipts wait some 40 ms for the TCP acknowledgement of the last one's
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class Subscriber:
    """One thread: read until dry → `receive` commits → acknowledge and send receipts at once."""

    def __init__(self, address: Address, name: str, receive: Receive) -> None:
        self.address = address
        self.receive = receive
        self.stopping = threading.Event()
        self.pulse = Pulse()
        properties.share_tables()
        self.client = mqtt.Client(
            CallbackAPIVersion.VERSION2, name, protocol=mqtt.MQTTv5, manual_ack=True
        )
        self.client.max_inflight_messages_set(RECEIPTS)
        self.client.tls_set_context(tls.context(address.ca, address.cert, address.key))
        self.client.on_socket_open = _without_delay
        self.client.on_connect = self._on_connect
        self.client.on_disconnect = self._on_disconnect
        self.client.on_subscribe = self._on_subscribe
        self.client.on_message = self._on_message
        # with a writer of our own paho queues packets until `loop_write` instead of sending each
        self.client.on_socket_register_write = lambda *_: None
        self._forget()

    def _forget(self) -> None:
        """Begin an empty batch; ids belong to one connection and are never carried over."""
        self.waiting: list[Arrival] = []
        self.ids: list[int] = []
        self.size = 0
        self.first_at = 0.0

    def run(self) -> None:
        """Serve until `stop`; a lost broker is reconnected with growing, jittered pauses."""
        pause = 0.2
        while not self.stopping.is_set():
            self.pulse.beat()
            try:
                self._connect()
                pause = 0.2
                self._pump()
            except OSError as error:
                log.warning("broker not reachable: %s", error)
            self.stopping.wait(pause * random.uniform(0.5, 1.5))  # noqa: S311 # jitter
            pause = min(pause * 2, 10)
        self.client.disconnect()
        self.client.loop_write()

    def stop(self) -> None:
        """Ask `run` to end after the batch in hand."""
        self.stopping.set()

    def _connect(self) -> None:
        self._forget()  # what was read and not acknowledged comes again on the new connection
        wish = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call] # paho has no types here
        wish.SessionExpiryInterval = SESSION_S
        wish.ReceiveMaximum = RECEIVE_MAXIMUM
        self.client.connect(
            self.address.host, self.address.port, 30, clean_start=False, properties=wish
        )

    def _pump(self) -> None:
        line = self.client.socket()
        while isinstance(line, tls.Line) and not self.stopping.is_set():
            self.client.loop_write()
            if not line.pending():
                select.select([line], [], [], LINGER_S)
            self._read(line)
            due = self._full() or time.monotonic() - self.first_at >= LINGER_S
            if self.waiting and due:
                self._hand_over(line)
            self.client.loop_misc()
            self.pulse.beat()
            line = self.client.socket()

    def _read(self, line: tls.Line) -> None:
        line.dry = False
        while not (line.dry or self._full()):
            if self.client.loop_read() != mqtt.MQTT_ERR_SUCCESS:
                return

    def _full(self) -> bool:
        return len(self.waiting) >= BATCH or self.size >= BATCH_BYTES

    def _hand_over(self, line: tls.Line) -> None:
        batch, ids = self.waiting, self.ids
        self._forget()
        receipts = self.receive(batch)
        with line.together():
            for mid in ids:
                self.client.ack(mid, 1)
            for device, some in receipts.items():
                for receipt in some:
                    self._publish(topics.down(device, "receipt"), receipt)
            self.client.loop_write()

    def _publish(self, topic: str, word: msgspec.Struct) -> None:
        self.client.publish(topic, msgspec.json.encode(word), qos=1)

    def _on_connect(self, client: mqtt.Client, _data: Any, _flags: Any, code: Any, _p: Any) -> None:
        if code.is_failure:
            log.error("broker refused the connection: %s", code)
            return
        client.subscribe(
            [
                (f"$share/{GROUP}/{topics.ROOT}/+/up/+", SubscribeOptions(qos=1)),
                (f"$share/{GROUP}/{topics.ROOT}/+/state", SubscribeOptions(qos=1)),
            ]
        )

    def _on_disconnect(self, _c: mqtt.Client, _data: Any, _flags: Any, code: Any, _p: Any) -> None:
        if not self.stopping.is_set():
            log.warning("the broker's connection ended: %s", code)

    def _on_subscribe(self, _c: mqtt.Client, _data: Any, _mid: int, codes: Any, _p: Any) -> None:
        if any(code.is_failure for code in codes):
            log.error("broker refused the subscription: %s; see its permissions", codes)
        else:
            log.info("listening")

    def _on_message(self, _client: mqtt.Client, _data: Any, message: mqtt.MQTTMessage) -> None:
        if not self.waiting:
            self.first_at = time.monotonic()
        payload = bytes(message.payload)
        self.waiting.append(Arrival(message.topic, payload, datetime.now(UTC)))
        if message.qos:  # a QoS 0 message has no id, and acknowledging 0 ends the connection
            self.ids.append(message.mid)
        self.size += len(payload)
