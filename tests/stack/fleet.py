"""Many boxes in one process: real spool, uplink, certificates, updates and slots; no camera.

The kiosk is a visit every few seconds, and the starter is a loop that does what the starter does.
What an agent of a bundle is like stands in its `behaviour.json`: on which boxes it works.
"""

import argparse
import json
import signal
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from uuid import UUID

import msgspec
from psycopg import Connection
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.orders import service as orders
from yizhan_collector.rooms.people import service as people
from yizhan_edge.collector import Door
from yizhan_edge.errors import UpdateAway
from yizhan_edge.settings import Collector
from yizhan_edge.spool import Spool
from yizhan_edge.standing import Standing
from yizhan_edge.update import slots
from yizhan_edge.update.fetch import OverHttps
from yizhan_edge.update.slots import State
from yizhan_edge.update.updater import Place, Updater
from yizhan_edge.uplink import Address, Uplink
from yizhan_wire.events import Body
from yizhan_wire.orders import Update

from stack import builders as make
from stack.shelf import HARDWARE

STEP_S, VISIT_S, HEALTH_S, PROVE_S = 0.5, 20.0, 5.0, 2.0


@dataclass(frozen=True)
class Where:
    """What all boxes of a fleet share."""

    folder: Path
    authority: Path
    root: Path
    broker: int
    door: int


def town(number: int) -> str:
    """The made-up township of a box of the fleet: forty of them."""
    return f"2105219{number % 40:02d}"


def device(number: int) -> str:
    """The id of a box of the fleet."""
    return f"bx-{town(number)}-{number}"


def person(number: int) -> UUID:
    """Who checks in at a box."""
    return UUID(int=0xF1EE7 << 64 | number)


def settle(tx: Connection, number: int) -> None:
    """A claimed box of the fleet in its township, and somebody who must report there."""
    where, who = town(number), person(number)
    tx.execute("insert into township values (%s, %s) on conflict do nothing", [where, where])
    devices.claim(tx, device(number), where, make.NOON)
    made = people.add(tx, f"测试{number}", "female", where, True, make.NOON)
    tx.execute("update person set id = %s where id = %s", [who, made])
    orders.order_reports(tx, who, make.NOON.date(), 7, make.NOON)


class SimBox:
    """One box; `run` is its starter and never returns before `stopping`."""

    def __init__(self, number: int, where: Where, stopping: threading.Event) -> None:
        self.number, self.where, self.stopping = number, where, stopping
        self.data = where.folder / device(number)
        self.spool = Spool(self.data / "spool.db", device(number))
        self.standing = Standing(self.data / "standing.json")
        self.over = threading.Event()
        self.chance = Random(number)
        ca, name = where.authority, device(number)
        self.files = (ca / "ca.crt", ca / f"{name}.crt", ca / f"{name}.key")

    def run(self) -> None:
        """Start what is chosen, again and again."""
        place = Place(self.data / "update", self.where.root, HARDWARE, PROVE_S)
        url = f"https://127.0.0.1:{self.where.door}"
        opened = OverHttps(url, Door(Collector(url, *self.files)).context)
        while not self.stopping.is_set():
            self.over.clear()
            state = slots.count_start(place.folder)
            uplink = Uplink(self._address(), self.spool, {"update": self._ordered}, resend_s=10)
            uplink.start()
            self._live(state, Updater(place, opened, self, self.note))
            uplink.stop()
        opened.close()
        self.spool.close()

    def note(self, body: Body) -> bool:
        """Into the spool, as of now."""
        self.spool.append(body, datetime.now(UTC), make.GOOD)
        return True

    def _live(self, state: State, updater: Updater) -> None:
        """One life of an agent: people check in, whatever else there is."""
        begun, visit, health = time.monotonic(), 0.0, 0.0
        name = slots.name(updater.place.folder, state.chosen)
        while not (self.stopping.is_set() or self.over.is_set()):
            now = time.monotonic()
            if now >= visit:
                self.note(make.visit(person(self.number)))
                visit = now + VISIT_S * self.chance.uniform(0.7, 1.3)
            if now >= health:
                told = msgspec.structs.replace(make.health(), bundle=name, slot=state.chosen)
                self.note(told)
                health = now + HEALTH_S
            if state.trial and slots.read(updater.place.folder).trial:
                self._try(state, updater.place.folder, now - begun)
            self._work(updater)
            self.stopping.wait(STEP_S)

    def _try(self, state: State, folder: Path, since: float) -> None:
        agent = slots.parts(folder, state.chosen)["agent"]
        fails_at = json.loads((agent / "behaviour.json").read_text())["fails_at"]
        if self.number % 10 not in fails_at:
            slots.prove(folder)
        elif since > PROVE_S:
            slots.give_up(folder, "camera")
            self.over.set()

    def _work(self, updater: Updater) -> None:
        try:
            updater.tell_ended()
            updater.obey(self.standing.now.update, datetime.now(UTC))
        except UpdateAway:
            return  # the next step asks again

    def _ordered(self, payload: bytes) -> None:
        self.standing.take(msgspec.json.decode(payload, type=Update))

    def _address(self) -> Address:
        return Address("127.0.0.1", self.where.broker, *self.files)

    def trusts_clock(self) -> bool:
        """It may judge."""
        return True

    def quiet(self) -> bool:
        """Nobody stands there just now."""
        return True

    def holding(self) -> list[str]:
        """Both hold."""
        return ["page", "camera"]

    def change_over(self) -> None:
        """Start what is chosen."""
        self.over.set()


def main() -> None:
    """Run the boxes from `first` on until told to end."""
    parser = argparse.ArgumentParser()
    for name in ("folder", "authority", "root"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    for name in ("broker", "door", "first", "count"):
        parser.add_argument(f"--{name}", type=int, required=True)
    given = parser.parse_args()
    where = Where(given.folder, given.authority, given.root, given.broker, given.door)
    stopping = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stopping.set())
    boxes = [SimBox(given.first + number, where, stopping) for number in range(given.count)]
    threads = [threading.Thread(target=one.run) for one in boxes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
