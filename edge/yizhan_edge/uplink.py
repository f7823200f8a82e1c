"""Spool to broker, orders from broker. Only the collector's own receipt ends an event."""

import logging
import random
import socket
import sqlite3
import ssl
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
IDLE_S = 0.05


@dataclass(frozen=True)
class Address:
    """Where the broker is and who we are to it, PEM files."""

    host: str
    port: int
    ca: Path
    cert: Path
    key: Path


Order = Callable[[bytes], None]


def _without_delay(_client: mqtt.Client, _data: Any, line: Any) -> None:
    # else the second of two small messages waits some 40 ms for the first one's TCP acknowledgement
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class Uplink:
    """One MQTT 5 session; `start` returns at once, the line may come and go.

    Orders and `connected` are called on its thread and must return at once.
    """

    def __init__(
        self,
        address: Address,
        spool: Spool,
        orders: Mapping[str, Order] | None = None,
        resend_s: float = RESEND_S,
        connected: Callable[[], None] = lambda: None,
    ) -> None:
        self.address = address
        self.spool = spool
        self.orders = orders or {}
        self.resend_s = resend_s
        self.connected = connected
        self.stopping = threading.Event()
        self.online = threading.Event()
        self.stored = threading.Event()  # the collector has stored something in this life of ours
        self.on_the_way = 0
        self.counted_at = time.monotonic()
        self._context = ssl.create_default_context(cafile=str(address.ca))
        self._context.load_cert_chain(str(address.cert), str(address.key))
        self._anew = threading.Event()
        self.client = self._client()
        # one thread owns the connection: two in one TLS session corrupt its memory
        self._thread = threading.Thread(target=self._line, name="uplink", daemon=True)

    def _client(self) -> mqtt.Client:
        device = self.spool.device
        client = mqtt.Client(CallbackAPIVersion.VERSION2, device, protocol=mqtt.MQTTv5)
        client.tls_set_context(self._context)
        client.will_set(topics.state(device), b"offline", qos=1, retain=True)
        client.on_socket_open = _without_delay
        client.on_connect = self._on_connect
        client.on_disconnect = lambda *_: self.online.clear()
        client.on_message = self._on_message
        return client

    def start(self) -> None:
        """Begin to connect and to send."""
        self._thread.start()

    def show_anew(self) -> None:
        """Read our certificate again and connect with it; returns at once."""
        self._anew.set()

    def stop(self) -> None:
        """Say `stopped` and end the thread."""
        self.stopping.set()
        self._thread.join(5)

    def _line(self) -> None:
        pause = 0.2
        while not self.stopping.is_set():
            try:
                self.client.connect(self.address.host, self.address.port, 30)
                pause = 0.2
                self._serve()
            except OSError as error:
                log.warning("broker not reachable: %s", error)
            self.online.clear()
            self.stopping.wait(pause * random.uniform(0.5, 1.5))  # noqa: S311 # jitter
            pause = min(pause * 2, 30)

    def _serve(self) -> None:
        while not self.stopping.is_set():
            if self.client.loop(IDLE_S) != mqtt.MQTT_ERR_SUCCESS:
                return
            if self._anew.is_set():
                self._leave_to_come_back()
                return
            if self.online.is_set():
                self._try_pump()
        self._say_stopped()

    def _leave_to_come_back(self) -> None:
        self._anew.clear()
        self._context.load_cert_chain(str(self.address.cert), str(self.address.key))
        self.client.disconnect()

    def _try_pump(self) -> None:
        try:
            self._pump()
        except sqlite3.Error as error:
            log.warning("the spool cannot be read or marked now: %s", error)
            self.stopping.wait(1)

    def _pump(self) -> None:
        for _ in range(WINDOW // BATCH):
            if self.on_the_way >= WINDOW or not self._send_some():
                break
        if time.monotonic() - self.counted_at > self.resend_s:
            self.on_the_way, self.counted_at = 0, time.monotonic()  # a lost receipt heals

    def _say_stopped(self) -> None:
        last = self.client.publish(topics.state(self.spool.device), b"stopped", 1, True)
        end = time.monotonic() + 2
        while not last.is_published() and time.monotonic() < end:
            if self.client.loop(IDLE_S) != mqtt.MQTT_ERR_SUCCESS:
                return
        self.client.disconnect()

    def _on_connect(self, client: mqtt.Client, _data: Any, _flags: Any, code: Any, _p: Any) -> None:
        if code.is_failure:
            log.error("broker refused the connection: %s", code)
            return
        client.subscribe([(topics.down(self.spool.device, kind), 1) for kind in topics.DOWN_KINDS])
        client.publish(topics.state(self.spool.device), b"online", qos=1, retain=True)
        self.spool.resend_all()
        self.on_the_way = 0
        self.online.set()
        self.connected()

    def _send_some(self) -> bool:
        """Send one message; False when there is nothing to send."""
        now = time.monotonic()
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
        except (BadTopic, msgspec.DecodeError, ValueError, sqlite3.Error) as error:
            log.warning("an order could not be read: %s", type(error).__name__)

    def _receipt(self, payload: bytes) -> None:
        receipt = msgspec.json.decode(payload, type=Receipt)
        gone = self.spool.forget(receipt.life, receipt.ranges)
        self.stored.set()
        self.on_the_way = max(self.on_the_way - gone, 0)
