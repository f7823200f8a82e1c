"""Orders to the boxes: each is at the broker when `publish` returns, or BrokerAway says why not."""

import logging
import time
from collections.abc import Callable
from typing import Any

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from yizhan_collector.adapters.mqtt import Address
from yizhan_collector.ground.refusals import Refused

log = logging.getLogger(__name__)
PATIENCE_S = 5.0
PAUSE_S = 1.0  # after a failure, before the next try
STEP_S = 0.02


class BrokerAway(Refused):
    """The broker does not answer; the order is kept and sent later."""


class BrokerRefused(Refused):
    """The broker's permissions do not let us say this; write them again."""


class Publisher:
    """One session that belongs to the thread that made it: two in one TLS session corrupt it."""

    def __init__(self, address: Address, name: str) -> None:
        self._address = address
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2, name, protocol=mqtt.MQTTv5)
        self._client.tls_set(str(address.ca), str(address.cert), str(address.key))
        self._client.on_connect = self._on_connect
        self._client.on_publish = self._on_publish
        self._online = False
        self._answers: dict[int, Any] = {}
        self._not_before = 0.0

    def publish(self, topic: str, payload: bytes, retain: bool = False) -> None:
        """Say it at QoS 1 and wait for the broker; raises BrokerAway or BrokerRefused."""
        self._connect()
        sent = self._client.publish(topic, payload, qos=1, retain=retain)
        self._await(lambda: sent.mid in self._answers)
        answer = self._answers.pop(sent.mid)
        if answer.is_failure:
            raise BrokerRefused(str(answer))

    def pump(self) -> None:
        """Keep the session alive; call it at least every few seconds."""
        if self._online and self._client.loop(0) != mqtt.MQTT_ERR_SUCCESS:
            self._away()

    def close(self) -> None:
        """End the session."""
        self._client.disconnect()
        self._online = False

    def _connect(self) -> None:
        if self._online:
            return
        if time.monotonic() < self._not_before:
            raise BrokerAway
        try:
            self._client.connect(self._address.host, self._address.port, 30)
        except OSError as error:
            self._away()
            raise BrokerAway(type(error).__name__) from error
        self._await(lambda: self._online)

    def _await(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not condition():
            failed = self._client.loop(STEP_S) != mqtt.MQTT_ERR_SUCCESS
            if failed or time.monotonic() > end:
                self._away()
                raise BrokerAway

    def _away(self) -> None:
        # the rest of a batch fails at once instead of waiting its turn
        self._online = False
        self._not_before = time.monotonic() + PAUSE_S
        self._answers.clear()

    def _on_connect(
        self, _client: mqtt.Client, _data: Any, _flags: Any, code: Any, _p: Any
    ) -> None:
        self._online = not code.is_failure
        if code.is_failure:
            log.error("broker refused the connection: %s", code)

    def _on_publish(self, _client: mqtt.Client, _data: Any, mid: int, code: Any, _p: Any) -> None:
        self._answers[mid] = code
