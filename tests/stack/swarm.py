"""Thousands of boxes on one thread: each its own certificate, session, spool and receipts.

What a box does on the wire is here as `yizhan_edge.uplink` does it: spool first, resend what has no
receipt, come back after a pause that doubles. The disk, the camera and the kiosk are not.
"""

import argparse
import heapq
import json
import random
import resource
import select
import signal
import ssl
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from yizhan_wire import codec, topics
from yizhan_wire.envelope import Envelope, new_id
from yizhan_wire.orders import Receipt

from stack import builders as make
from stack.fleet import device, person

BATCH, RESEND_S, LONGEST_PAUSE_S = 50, 20.0, 30.0
FILES = 20_000  # sockets and the like a process may have open


class Member:
    """One box."""

    def __init__(self, number: int, authority: Path, port: int) -> None:
        self.device, self.number, self.port = device(number), number, port
        self.life, self.seq = uuid4(), 0
        self.waiting: dict[int, tuple[float, Envelope]] = {}
        self.late: list[float] = []  # seconds from the event to its receipt
        self.pause, self.online, self.sent_at = 0.2, False, 0.0
        self.line: Any = None  # its socket, as it is watched
        self.tries = True  # a connect is due
        context = ssl.create_default_context(cafile=str(authority / "ca.crt"))
        here = authority / self.device
        context.load_cert_chain(f"{here}.crt", f"{here}.key")
        self.client = mqtt.Client(CallbackAPIVersion.VERSION2, self.device, protocol=mqtt.MQTTv5)
        self.client.tls_set_context(context)
        self.client.will_set(topics.state(self.device), b"offline", 1, True)
        self.client.on_connect = self._up
        self.client.on_disconnect = self._down
        self.client.on_message = self._receipt

    def note(self, kind: str) -> None:
        """Something happened: kept until its receipt, sent now where there is a line."""
        self.seq += 1
        body = make.visit(person(self.number)) if kind == "checkin" else make.health()
        made = make.event(body, self.seq, self.life, self.device, datetime.now(UTC))
        made = msgspec.structs.replace(made, id=new_id())
        self.waiting[self.seq] = time.monotonic(), made
        if self.online:
            self.client.publish(topics.up(self.device, kind), codec.dump([made]), 1)

    def resend(self) -> None:
        """All that has no receipt, as after a reconnect."""
        self.sent_at = time.monotonic()
        for kind in ("checkin", "health"):
            some = [one for _, one in self.waiting.values() if one.kind == kind]
            for at in range(0, len(some), BATCH):
                message = codec.dump(some[at : at + BATCH])
                self.client.publish(topics.up(self.device, kind), message, 1)

    def lacks_receipts(self, now: float) -> bool:
        """Whether the oldest event waits too long, and nothing was sent again since."""
        oldest = next(iter(self.waiting.values()), None)
        return oldest is not None and now - max(oldest[0], self.sent_at) > RESEND_S

    def _up(self, client: mqtt.Client, _data: Any, _flags: Any, code: Any, _p: Any) -> None:
        if code.is_failure:
            return
        client.subscribe([(topics.down(self.device, kind), 1) for kind in topics.DOWN_KINDS])
        client.publish(topics.state(self.device), b"online", 1, True)
        self.online, self.pause = True, 0.2
        self.resend()

    def _down(self, *_: Any) -> None:
        self.online = False

    def _receipt(self, _client: mqtt.Client, _data: Any, message: mqtt.MQTTMessage) -> None:
        if topics.parse(message.topic).kind != "receipt":
            return
        receipt = msgspec.json.decode(message.payload, type=Receipt)
        if receipt.life != self.life:
            return
        now = time.monotonic()
        for first, last in receipt.ranges:
            for seq in range(first, last + 1):
                if held := self.waiting.pop(seq, None):
                    self.late.append(now - held[0])


class Swarm:
    """The members, their sockets, and what is due when."""

    def __init__(self, members: list[Member], health_s: float, visit_s: float) -> None:
        self.members, self.health_s, self.visit_s = members, health_s, visit_s
        self.epoll = select.epoll()
        self.lines: dict[int, Member] = {}
        self.due: list[tuple[float, int, str]] = []
        self.chance = random.Random(members[0].number)
        now = time.monotonic()
        for place in range(len(members)):
            self._later(now, place, "connect", 0.0)
            self._later(now + self.chance.uniform(0, health_s), place, "health", 0.0)
            self._later(now + self.chance.uniform(0, visit_s), place, "checkin", 0.0)
            self._later(now, place, "look", self.chance.uniform(1, 2))

    def _later(self, now: float, place: int, what: str, seconds: float) -> None:
        heapq.heappush(self.due, (now + seconds, place, what))

    def step(self) -> None:
        """What is due, then what the sockets have."""
        now = time.monotonic()
        end = now + 0.05
        while self.due and self.due[0][0] <= now and time.monotonic() < end:
            _, place, what = heapq.heappop(self.due)
            self._do(now, place, what)
        wait = 0.0 if self.due and self.due[0][0] <= now else 0.01
        for number, mask in self.epoll.poll(wait):
            self._io(self.lines[number], mask)

    def _do(self, now: float, place: int, what: str) -> None:
        one = self.members[place]
        if what == "connect":
            self._connect(now, place)
        elif what == "look":
            self._look(now, place)
        else:
            one.note(what)
            self._watch(one)
            self._later(now, place, what, self.health_s if what == "health" else self.visit_s)

    def _connect(self, now: float, place: int) -> None:
        one = self.members[place]
        one.tries = False
        try:
            one.client.connect("127.0.0.1", one.port, 60)
            self._watch(one)
        except OSError:
            self._again(now, place)

    def _again(self, now: float, place: int) -> None:
        """Another try after a pause that doubles, as the uplink's."""
        one = self.members[place]
        one.tries = True
        self._later(now, place, "connect", one.pause * self.chance.uniform(0.5, 1.5))
        one.pause = min(one.pause * 2, LONGEST_PAUSE_S)

    def _look(self, now: float, place: int) -> None:
        """Pings, resends, and a line that was lost."""
        one = self.members[place]
        one.client.loop_misc()
        if one.client.socket() is None and not one.tries:
            self._again(now, place)
        elif one.online and one.lacks_receipts(now):
            one.resend()
        self._watch(one)
        self._later(now, place, "look", 2.0)

    def _watch(self, one: Member) -> None:
        if (line := one.client.socket()) is None:
            return
        number = line.fileno()
        events = select.EPOLLIN | (select.EPOLLOUT if one.client.want_write() else 0)
        if self.lines.get(number) is one and one.line is line:
            self.epoll.modify(number, events)
        else:  # a closed socket leaves by itself, its number comes again
            self.epoll.register(number, events)
            self.lines[number], one.line = one, line

    def _io(self, one: Member, mask: int) -> None:
        if mask & (select.EPOLLIN | select.EPOLLHUP | select.EPOLLERR):
            one.client.loop_read(20)
            while _more(one.client.socket()):
                one.client.loop_read(20)
        if mask & select.EPOLLOUT and one.client.socket() is not None:
            one.client.loop_write()
        self._watch(one)

    def told(self) -> dict[str, Any]:
        """How it stands; the waits since the last time."""
        late = sorted(wait for one in self.members for wait in one.late)
        for one in self.members:
            one.late.clear()
        return {
            "online": sum(one.online for one in self.members),
            "given": sum(one.seq for one in self.members),
            "waiting": sum(len(one.waiting) for one in self.members),
            "late": [round(wait, 4) for wait in late],
        }


def _more(line: Any) -> bool:
    """Whether the TLS layer holds what the poll does not see."""
    return line is not None and line.pending() > 0


def main() -> None:
    """Run until told to end; a line of JSON each second says how it stands."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--authority", type=Path, required=True)
    for name in ("port", "first", "count"):
        parser.add_argument(f"--{name}", type=int, required=True)
    parser.add_argument("--health", type=float, default=60.0)
    parser.add_argument("--visit", type=float, default=600.0)
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    over: list[int] = []
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda number, _: over.append(number))
    numbers = range(given.first, given.first + given.count)
    members = [Member(number, given.authority, given.port) for number in numbers]
    swarm = Swarm(members, given.health, given.visit)
    said = 0.0
    while not over:
        swarm.step()
        if time.monotonic() - said >= 1:
            said = time.monotonic()
            sys.stdout.write(json.dumps(swarm.told() | {"at": time.time()}) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
