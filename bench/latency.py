"""Publish to committed, at 50 events a second from a box's own spool and uplink.

Box, broker, collector and database are processes of their own. An observer with a certificate that
may read everything hears both ends on one clock: each event on its way up, which carries the moment
the uplink published it (`sent_at`), and the collector's receipt for it, which is sent only after
the commit. So a figure here is the commit's latency and a little more: the receipt's own way
through the broker. An event that was sent again counts from the first time.
"""

import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles
from typing import Any

import msgspec
import paho.mqtt.client as mqtt
from figure import RUNS, figure
from stack import builders as make
from stack.line import Line
from stack.process import wait_for
from yizhan_wire import codec, topics
from yizhan_wire.orders import Receipt

RATE, EVENTS = 50, 500


class Observer:
    """When each event was first sent, and when its receipt was heard; seconds since 1970."""

    def __init__(self) -> None:
        self.sent: dict[int, float] = {}
        self.receipted: dict[int, float] = {}

    def hear(self, _client: mqtt.Client, _data: Any, message: mqtt.MQTTMessage) -> None:
        """One message of either way."""
        now = time.time()
        topic = topics.parse(message.topic)
        if topic.direction == "up":
            for event in codec.load(bytes(message.payload)):
                if event.sent_at:
                    self.sent.setdefault(event.seq, event.sent_at.timestamp())
        elif topic.kind == "receipt":
            for first, last in msgspec.json.decode(message.payload, type=Receipt).ranges:
                for seq in range(first, last + 1):
                    self.receipted.setdefault(seq, now)

    def latencies(self, first: int, last: int) -> list[float]:
        """Milliseconds of these events."""
        return [(self.receipted[n] - self.sent[n]) * 1000 for n in range(first, last + 1)]


def run(line: Line, observer: Observer, before: int) -> list[float]:
    """Latencies of the next EVENTS events."""
    total = before + EVENTS
    box = line.box(total, RATE)
    box.start(lambda: True)
    wait_for(lambda: line.delivered(total), EVENTS / RATE + 60, "the receipts")
    box.stop()
    wait_for(lambda: total in observer.receipted, 10, "the last receipt")
    return observer.latencies(before + 1, total)


def figures() -> dict[str, Any]:
    """The median and the 95th percentile of each run."""
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        line = Line(Path(folder), tap="tap")
        try:
            ingest = line.ingest()
            ingest.start(lambda: "listening" in ingest.tail())
            observer = Observer()
            with line.connected("tap") as tap:
                tap.on_message = observer.hear
                tap.subscribe(f"{topics.ROOT}/{make.BOX}/#", qos=0)
                for n in range(RUNS):
                    runs.append(run(line, observer, n * EVENTS))
        finally:
            line.stop()
    cuts = [quantiles(one, n=20) for one in runs]
    return {
        f"latency: published to committed at {RATE}/s, p50": figure([c[9] for c in cuts], "ms"),
        f"latency: published to committed at {RATE}/s, p95": figure(
            [c[18] for c in cuts], "ms", at_most=60
        ),
    }


if __name__ == "__main__":
    sys.stdout.write(f"{figures()}\n")
