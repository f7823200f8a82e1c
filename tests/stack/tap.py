"""Reads everything that passes the broker, as somebody who broke into it would."""

import threading

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from yizhan_provisioning.authority import Authority


class Tap:
    """Collects (topic, payload) of every message, retained ones included."""

    def __init__(self, authority: Authority, port: int, name: str) -> None:
        here = authority.folder
        self.heard: list[tuple[str, bytes]] = []
        self._listening = threading.Event()
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2, name, protocol=mqtt.MQTTv5)
        self._client.tls_set(
            str(here / "ca.crt"), str(here / f"{name}.crt"), str(here / f"{name}.key")
        )
        self._client.on_subscribe = lambda *_: self._listening.set()
        self._client.on_message = lambda _c, _d, m: self.heard.append((m.topic, bytes(m.payload)))
        self._client.on_connect = lambda client, *_: client.subscribe("#", 1)
        self._client.connect("127.0.0.1", port)

    def start(self) -> None:
        """Listen; returns when the broker has agreed."""
        self._client.loop_start()
        if not self._listening.wait(10):
            raise TimeoutError("the broker did not answer the tap")

    def kinds(self) -> set[str]:
        """The last words of the topics heard."""
        return {topic.rsplit("/", 1)[1] for topic, _ in self.heard}

    def stop(self) -> None:
        """Stop listening."""
        self._client.disconnect()
        self._client.loop_stop()
