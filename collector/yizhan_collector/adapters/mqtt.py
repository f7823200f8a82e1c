"""The broker: messages in by hand-acknowledged batches, orders out."""

import logging
import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.subscribeoptions import SubscribeOptions
from yizhan_wire import topics
from yizhan_wire.orders import Receipt

log = logging.getLogger(__name__)

GROUP = "collector"
SESSION_S = 7 * 24 * 3600
# Trap 3 of the ingest measurements: acks wait for the commit, so this caps a batch.
RECEIVE_MAXIMUM = 4000
BATCH = 2000
LINGER_S = 0.02


@dataclass(frozen=True)
class Address:
    """Where the broker is and who we are to it, PEM files."""

    host: str
    port: int
    ca: Path
    cert: Path
    key: Path


@dataclass(frozen=True)
class Message:
    """One message as the broker gave it; `mid` belongs to the connection it came by."""

    topic: str
    payload: bytes
    received_at: datetime
    mid: int


Receive = Callable[[list[Message]], Mapping[str, list[Receipt]]]


class Subscriber:
    """Reads in its own thread of control: batch → `receive` commits → acknowledge → receipts."""

    def __init__(self, address: Address, name: str, receive: Receive) -> None:
        self.address = address
        self.receive = receive
        self.waiting: list[Message] = []
        self.first_at = 0.0
        self.stopping = threading.Event()
        self.client = mqtt.Client(
            CallbackAPIVersion.VERSION2, name, protocol=mqtt.MQTTv5, manual_ack=True
        )
        self.client.tls_set(str(address.ca), str(address.cert), str(address.key))
        self.client.on_connect = self._on_connect
        self.client.on_message = self._on_message

    def run(self) -> None:
        """Serve until `stop`; a lost broker is reconnected with growing, jittered pauses."""
        pause = 0.2
        while not self.stopping.is_set():
            try:
                self._connect()
                pause = 0.2
                self._pump()
            except OSError as error:
                log.warning("broker not reachable: %s", error)
            self.stopping.wait(pause * random.uniform(0.5, 1.5))  # noqa: S311 # jitter
            pause = min(pause * 2, 10)
        self.client.disconnect()

    def stop(self) -> None:
        """Ask `run` to end after the batch in hand."""
        self.stopping.set()

    def _connect(self) -> None:
        # what was read and not acknowledged comes again on the new connection
        self.waiting.clear()
        wish = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call] # paho has no types here
        wish.SessionExpiryInterval = SESSION_S
        wish.ReceiveMaximum = RECEIVE_MAXIMUM
        self.client.connect(
            self.address.host, self.address.port, 30, clean_start=False, properties=wish
        )

    def _pump(self) -> None:
        while not self.stopping.is_set():
            if self.client.loop(LINGER_S) != mqtt.MQTT_ERR_SUCCESS:
                return
            full = len(self.waiting) >= BATCH
            if self.waiting and (full or time.monotonic() - self.first_at >= LINGER_S):
                self._hand_over()

    def _hand_over(self) -> None:
        batch, self.waiting = self.waiting, []
        receipts = self.receive(batch)
        for message in batch:
            self.client.ack(message.mid, 1)
        for device, some in receipts.items():
            for receipt in some:
                self.client.publish(
                    topics.down(device, "receipt"), msgspec.json.encode(receipt), qos=1
                )

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

    def _on_message(self, _client: mqtt.Client, _data: Any, message: mqtt.MQTTMessage) -> None:
        if not self.waiting:
            self.first_at = time.monotonic()
        self.waiting.append(
            Message(message.topic, bytes(message.payload), datetime.now(UTC), message.mid)
        )
