"""Cuts the power of a box again and again, at random moments, on a real file system.

The box works on ext4 in a file. A cut stops its process where it is, keeps what the file system
had given to the disk by then and nothing that was only in memory, and mounts that. So what was
not synced is lost, as on a card. Needs root and a loop device: run it under `unshare --mount`.
"""

import argparse
import json
import os
import random
import select
import shutil
import signal
import sqlite3
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
from yizhan_edge.spool import Spool
from yizhan_edge.update import slots
from yizhan_edge.update.slots import Slot, State
from yizhan_edge.update.updater import Place, Updater
from yizhan_wire import codec
from yizhan_wire.envelope import Envelope
from yizhan_wire.events import Body, Updated
from yizhan_wire.orders import Update

from stack import builders as make
from stack.cutdisk import Disk
from stack.shelf import HARDWARE, Line, Room, Shelf

SHORTEST_S, LONGEST_S = 0.005, 0.35
WRITES_S = 0.004
FILLING = {f"site/module{number}.py": os.urandom(3000) for number in range(40)}


@dataclass
class Seen:
    """What the box had said was done, when its power was cut."""

    appended: int = 0
    life: str = ""
    proved: list[str] = field(default_factory=list)
    cuts: int = 0


class Box:
    """One life between two cuts: it writes events, obeys orders, proves itself or not."""

    def __init__(self, disk: Path, shelf: Shelf, told: int, seed: int) -> None:
        self.told, self.chance = told, random.Random(seed)
        self.data = disk / "box"
        self.spool = Spool(self.data / "spool.db", make.BOX)
        self.room = Room()
        # the root of trust is in the read-only image, not on what is written
        self.place = Place(disk / "update", shelf.place / "root.json", HARDWARE)
        self.updater = Updater(self.place, Line(shelf.site), self.room, self.note)

    def say(self, **what: object) -> None:
        """Tell the one who cuts what is certainly done."""
        os.write(self.told, (json.dumps(what) + "\n").encode())

    def note(self, body: Body) -> bool:
        """Into the spool."""
        self.say(appended=self.spool.append(body, make.NOON, make.GOOD))
        return True

    def live(self, orders: list[Update]) -> None:
        """Until the power is cut, or all orders are dealt with."""
        self.say(life=str(self.spool.life))
        threading.Thread(target=self._write, daemon=True).start()
        state = slots.count_start(self.place.folder)
        while not self._settled(state, orders):
            self.updater.tell_ended()
            self._try(state)
            state = slots.count_start(self.place.folder)
            self._obey(orders)
            state = slots.read(self.place.folder)

    def _write(self) -> None:
        person = uuid4()
        while True:
            self.note(make.visit(person))
            time.sleep(WRITES_S)

    def _try(self, state: State) -> None:
        if not state.trial:
            return
        time.sleep(self.chance.uniform(0, 0.05))
        if state.trial.bundle.startswith("bad"):
            slots.give_up(self.place.folder, "camera")
        else:
            slots.prove(self.place.folder)
            self.say(proved=state.trial.bundle)

    def _obey(self, orders: list[Update]) -> None:
        if slots.read(self.place.folder).trial is None:
            for order in orders:
                self.updater.obey(order, make.NOON)
                if slots.read(self.place.folder).trial:
                    return

    def _settled(self, state: State, orders: list[Update]) -> bool:
        if state.trial or state.ended:
            return False
        return self.updater._dealt().version >= orders[-1].version


def life(disk: Disk, work: Callable[[int], None], lasts_s: float | None) -> list[dict[str, object]]:
    """Start a box, cut its power after a time (None: let it end); what it had told."""
    reading, writing = os.pipe()
    box = os.fork()
    if not box:
        os.close(reading)
        try:
            work(writing)
            while lasts_s is not None:
                signal.pause()  # all is done; it goes on until the power is cut
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(writing)
    if lasts_s is not None:
        over = select.select([], [], [], lasts_s)
        assert over == ([], [], [])
        disk.cut(box)
    with os.fdopen(reading, "rb") as told:
        lines = told.read().splitlines()
    if lasts_s is None:
        assert os.waitpid(box, 0)[1] == 0
    return [json.loads(line) for line in lines]


def check(disk: Path, folder: Path, seen: Seen) -> None:
    """After a cut: what was said to be done is there, and something whole can start."""
    spool = Spool(disk / "box/spool.db", make.BOX)
    try:
        assert not spool.alarms, spool.alarms
        assert not seen.life or spool.life == UUID(seen.life), "another life: the store was lost"
        assert spool.last_seq >= seen.appended, f"{spool.last_seq} < {seen.appended}"
    finally:
        spool.close()
    state = slots.read(folder)
    if seen.proved:
        assert state.good != "factory", "what was proved is forgotten"
        good = slots.name(folder, state.good)
        assert number_of(good) >= number_of(seen.proved[-1]), f"{good} < {seen.proved[-1]}"
    for slot in ("a", "b"):
        whole(folder, slot)
    if state.good != "factory":
        assert slots.parts(folder, state.good), "what is good is not whole"


def number_of(name: str) -> int:
    """Bundles are ordered by number: good0, good1, good2, bad3 …"""
    return int(name.lstrip("abdgo") or -1)


def whole(folder: Path, slot: Slot) -> None:
    """Every file of a slot is as it was packed."""
    for part in slots.parts(folder, slot).values():
        for name, data in FILLING.items():
            assert (part / name).read_bytes() == data, f"{slot}: {name} is torn"


def note(seen: Seen, told: list[dict[str, object]]) -> None:
    """Remember what a box had said."""
    for one in told:
        seen.appended = max(seen.appended, int(str(one.get("appended", 0))))
        seen.life = str(one.get("life", seen.life))
        if "proved" in one:
            seen.proved.append(str(one["proved"]))


def reports(disk: Path) -> list[Updated]:
    """How trials ended, as the spool has it."""
    query = "select envelope from event where kind = 'updated' order by seq"
    with closing(sqlite3.connect(disk / "box/spool.db")) as db:
        rows = db.execute(query).fetchall()
    found = [codec.load_body(msgspec.json.decode(raw, type=Envelope)) for (raw,) in rows]
    ends = ("proved", "went_back", "refused")
    return [one for one in found if isinstance(one, Updated) and one.phase in ends]


def main() -> int:
    """Cut, look, go on; prints what was seen as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--cuts", type=int, default=100)
    parser.add_argument("--seed", type=int, required=True)
    chosen = parser.parse_args()
    chance, seen = random.Random(chosen.seed), Seen()
    shelf = Shelf(chosen.folder / "shelf")
    (shelf.place / "root.json").write_bytes(shelf.repository.root)
    names = [f"{'bad' if number % 4 == 3 else 'good'}{number}" for number in range(chosen.cuts)]
    orders: list[Update] = []
    disk = Disk(chosen.folder)
    folder = disk.place / "update"
    try:
        while seen.cuts < chosen.cuts:
            number = len(orders)
            if number <= seen.cuts // 3:
                shelf.publish(names[number], {"run.py": names[number], **FILLING})
                orders.append(Update(number + 1, names[number]))
            seed = chance.randrange(2**32)
            told = life(
                disk,
                lambda out, seed=seed: Box(disk.place, shelf, out, seed).live(orders[-1:]),  # type: ignore[misc]
                chance.uniform(SHORTEST_S, LONGEST_S),
            )
            seen.cuts += 1
            note(seen, told)
            check(disk.place, folder, seen)
        told = life(disk, lambda out: Box(disk.place, shelf, out, 0).live(orders[-1:]), None)
        note(seen, told)
        check(disk.place, folder, seen)
        ends = reports(disk.place)
        assert ends, "nothing was told"
        refused = [f"{one.bundle}: {one.why}" for one in ends if one.phase == "refused"]
        assert not refused, refused
        assert ends[-1].bundle == orders[-1].bundle, "the last order was not told"
        sys.stdout.write(json.dumps(asdict(seen) | {"orders": len(orders), "ends": len(ends)}))
    finally:
        disk.unmount()
        shutil.rmtree(chosen.folder / "shelf", ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
