"""Spool to broker, orders from broker. Only the collector's own receipt ends an event."""

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
from yizhan_wire import codec, topics
from yizhan_wire.errors import BadTopic
from yizhan_wire.orders import Receipt

from yizhan_edge.spool import Spool

log = logging.getLogger(__name__)

BATCH = 50
WINDOW = 2_000  # events on the way at once
RESEND_S = 20.0
IDLE_S = 0.25


@dataclass(frozen=True)
class Address:
    """Where the broker is and who we are to it, PEM files."""

    host: str
    port: int
    ca: Path
    cert: Path
    key: Path


Order = Callable[[bytes], None]


class Uplink:
    """One MQTT 5 session; `start` returns at once, the line may come and go."""

    def __init__(
        self,
        address: Address,
        spool: Spool,
        orders: Mapping[str, Order] | None = None,
        resend_s: float = RESEND_S,
    ) -> None:
        self.address = address
        self.spool = spool
        self.orders = orders or {}
        self.resend_s = resend_s
        self.wake = threading.Event()
        self.stopping = threading.Event()
        self.online = threading.Event()
        self.on_the_way = 0
        self.client = self._client()
        self._threads = [
            threading.Thread(target=self._line, name="uplink-line", daemon=True),
            threading.Thread(target=self._pump, name="uplink-pump", daemon=True),
        ]

    def _client(self) -> mqtt.Client:
        device = self.spool.device
        client = mqtt.Client(CallbackAPIVersion.VERSION2, device, protocol=mqtt.MQTTv5)
        client.tls_set(str(self.address.ca), str(self.address.cert), str(self.address.key))
        client.will_set(topics.state(device), b"offline", qos=1, retain=True)
        client.on_connect = self._on_connect
        client.on_disconnect = lambda *_: self.online.clear()
        client.on_message = self._on_message
        return client

    def start(self) -> None:
        """Begin to connect and to send."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Say `stopped` and end both threads."""
        self.stopping.set()
        self.wake.set()
        if self.online.is_set():
            last = self.client.publish(topics.state(self.spool.device), b"stopped", 1, True)
            last.wait_for_publish(2)
        self.client.disconnect()
        for thread in self._threads:
            thread.join(5)

    def _line(self) -> None:
        pause = 0.2
        while not self.stopping.is_set():
            try:
                self.client.connect(self.address.host, self.address.port, 30)
                pause = 0.2
                while not self.stopping.is_set():
                    if self.client.loop(0.2) != mqtt.MQTT_ERR_SUCCESS:
                        break
            except OSError as error:
                log.warning("broker not reachable: %s", error)
            self.online.clear()
            self.stopping.wait(pause * random.uniform(0.5, 1.5))  # noqa: S311 # jitter
            pause = min(pause * 2, 30)

    def _on_connect(self, client: mqtt.Client, _data: Any, _flags: Any, code: Any, _p: Any) -> None:
        if code.is_failure:
            log.error("broker refused the connection: %s", code)
            return
        client.subscribe([(topics.down(self.spool.device, kind), 1) for kind in topics.DOWN_KINDS])
        client.publish(topics.state(self.spool.device), b"online", qos=1, retain=True)
        self.spool.resend_all()
        self.on_the_way = 0
        self.online.set()
        self.wake.set()

    def _pump(self) -> None:
        while not self.stopping.is_set():
            self.wake.wait(IDLE_S)
            self.wake.clear()
            while self.online.is_set() and not self.stopping.is_set() and self._send_some():
                pass

    def _send_some(self) -> bool:
        """Send one message; False when there is nothing to send or enough is on the way."""
        now = time.monotonic()
        if self.on_the_way >= WINDOW and self.spool.pending >= WINDOW:
            self.on_the_way = 0  # counted afresh after each pause
            return False
        some = self.spool.waiting(now - self.resend_s, BATCH)
        if not some:
            return False
        sent_at = datetime.now(UTC)
        message = codec.dump([msgspec.structs.replace(one, sent_at=sent_at) for one in some])
        self.spool.mark_sent((one.seq for one in some), now)
        self.client.publish(topics.up(self.spool.device, some[0].kind), message, qos=1)
        self.on_the_way += len(some)
        return True

    def _on_message(self, _client: mqtt.Client, _data: Any, message: mqtt.MQTTMessage) -> None:
        try:
            topic = topics.parse(message.topic)
            if topic.kind == "receipt":
                self._receipt(bytes(message.payload))
            elif topic.kind in self.orders:
                self.orders[topic.kind](bytes(message.payload))
        except (BadTopic, msgspec.DecodeError, ValueError) as error:
            log.warning("an order could not be read: %s", type(error).__name__)

    def _receipt(self, payload: bytes) -> None:
        receipt = msgspec.json.decode(payload, type=Receipt)
        gone = self.spool.forget(receipt.life, receipt.ranges)
        self.on_the_way = max(self.on_the_way - gone, 0)
        self.wake.set()
