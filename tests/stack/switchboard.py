"""An exchange played through two files: callers, seats, and what goes wrong between.

In a test: `Switchboard(folder)` in our hand, `.call(number)` gives a line with `.hang_up()` and
`.press(stars)`, `.step()` carries out the commands that lie there, `.restart()` forgets all calls.
As a process: `python -m stack.switchboard --folder F --script S --seed N` plays the callers of a
script (JSON: `{"number", "after", "patience", "talk", "stars"}`, seconds) and seats that pick up.
"""

import argparse
import array
import json
import math
import os
import random
import wave
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from yizhan_collector.ground.stopping import signalled

Said = dict[str, Any]


@dataclass
class Faults:
    """How often an event is told twice, late or before another; none of itself."""

    doubled: float = 0
    late: float = 0
    chance: random.Random = field(default_factory=lambda: random.Random(0))


@dataclass
class Line:
    """One caller's line, or that of who was called."""

    board: "Switchboard"
    call: str
    number: str
    seat: str = ""
    ended: bool = False

    def hang_up(self, cause: str = "hung_up") -> None:
        """It is over; what was recorded can be fetched a moment later."""
        if self.ended:
            return
        self.ended = True
        self.board.tell("ended", self.call, cause=cause)
        if self.seat:
            name = f"call-{self.call}"
            self.board.record(name)
            self.board.tell("recording_ready", self.call, recording=name)

    def press(self, stars: int) -> None:
        """The caller is content, or not."""
        self.board.tell("rated", self.call, stars=stars)

    def answer(self, seat: str) -> None:
        """The seat has it."""
        self.seat = seat
        self.board.tell("answered", self.call, seat=seat)


class Switchboard:
    """The exchange; its clock is `clock`."""

    def __init__(
        self,
        folder: Path,
        faults: Faults | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.events, self.commands = folder / "events.jsonl", folder / "commands.jsonl"
        for one in (self.events, self.commands):
            one.touch()
        self.recordings = folder / "recordings"
        self.recordings.mkdir(exist_ok=True)
        self.faults, self.clock = faults or Faults(), clock
        self.lines: dict[str, Line] = {}
        self.seats: dict[str, str] = {}  # how each behaves; one that is not named answers
        self.asked: list[Said] = []  # the commands carried out so far
        self._held: deque[str] = deque()
        self._run, self._place, self._made = os.urandom(3).hex(), self.commands.stat().st_size, 0

    def call(self, number: str = "", queued: bool = True) -> Line:
        """A caller arrives, hears the notice and waits."""
        one = self._line(f"c{self._run}-{self._made}", number)
        self.tell("offered", one.call, number=number)
        if queued:
            self.tell("queued", one.call)
        return one

    def restart(self) -> None:
        """Every call is lost, and nobody is told of each."""
        self.lines.clear()
        self._write(json.dumps({"kind": "standing", "at": self.clock().isoformat(), "calls": []}))

    def record(self, name: str) -> None:
        """Two seconds of a tone, as a recording has."""
        tone = (int(8000 * math.sin(place / 4)) for place in range(16_000))
        with wave.open(str(self.recordings / f"{name}.wav"), "wb") as out:
            out.setparams((1, 2, 8000, 0, "NONE", ""))
            out.writeframes(array.array("h", tone).tobytes())

    def step(self) -> list[Said]:
        """Carry out the commands that came; returns them."""
        with self.commands.open() as there:
            there.seek(self._place)
            whole = there.read().rpartition("\n")[0]
        self._place += len(whole.encode()) + bool(whole)
        found: list[Said] = [json.loads(one) for one in whole.splitlines()]
        for one in found:
            (self._connect if one["command"] == "connect" else self._dial)(one)
        self.asked += found
        return found

    def flush(self) -> None:
        """What was held back is told now."""
        while self._held:
            self._write(self._held.popleft())

    def tell(self, kind: str, call: str, **more: Any) -> None:
        """One event, as the faults have it."""
        said = {"event": f"{call} {kind}", "call": call, "kind": kind} | more
        line, chance = json.dumps(said | {"at": self.clock().isoformat()}), self.faults.chance
        if chance.random() < self.faults.late:
            self._held.append(line)
            return
        for _ in range(2 if chance.random() < self.faults.doubled else 1):
            self._write(line)

    def _write(self, line: str) -> None:
        with self.events.open("a") as out:
            out.write(f"{line}\n")

    def _line(self, call: str, number: str) -> Line:
        self._made += 1
        self.lines[call] = Line(self, call, number)
        return self.lines[call]

    def _connect(self, asked: Said) -> None:
        line, behaves = self.lines.get(asked["call"]), self.seats.get(asked["seat"], "answers")
        if line is None or line.ended:
            self._unmet(asked, "gone")
        elif behaves == "answers":
            line.answer(asked["seat"])
        else:
            self._unmet(asked, behaves)

    def _dial(self, asked: Said) -> None:
        behaves = self.seats.get(asked["seat"], "answers")
        if behaves != "answers":
            self._unmet(asked, behaves)
            return
        line = self._line(f"dial-{asked['wish']}", asked["number"])
        given = {"number": line.number, "outgoing": True, "wish": asked["wish"]}
        self.tell("offered", line.call, **given)
        line.answer(asked["seat"])

    def _unmet(self, asked: Said, reason: str) -> None:
        given = {name: asked[name] for name in ("call", "wish", "seat") if name in asked}
        self._write(json.dumps({"kind": "unmet", "reason": reason, **given}))


@dataclass
class Scene:
    """Callers of a script as they come and go by the clock."""

    board: Switchboard
    script: list[Said]

    def __post_init__(self) -> None:
        self.began, self.due = self.board.clock(), list[tuple[datetime, Line, Said]]()
        self.coming = sorted(self.script, key=lambda one: float(one["after"]))

    def step(self) -> None:
        """Whoever is due comes, gives up, or has talked enough."""
        now = self.board.clock()
        while self.coming and self.began + _seconds(self.coming[0]["after"]) <= now:
            one = self.coming.pop(0)
            line = self.board.call(one["number"])
            self.due.append((now + _seconds(one["patience"]), line, one))
        for asked in self.board.step():
            self._answered(asked, now)
        for item in [one for one in self.due if one[0] <= now]:
            self.due.remove(item)
            _, line, one = item
            if line.seat and one.get("stars"):
                line.press(int(one["stars"]))
            line.hang_up()
        self.board.flush()

    def _answered(self, asked: Said, now: datetime) -> None:
        if asked["command"] == "dial":
            line = self.board.lines.get(f"dial-{asked['wish']}")
            if line:
                self.due.append((now + _seconds(20), line, {}))
        for item in list(self.due):
            if item[1].call == asked.get("call") and item[1].seat:
                self.due.remove(item)
                self.due.append((now + _seconds(item[2].get("talk", 20)), *item[1:]))


def table(folder: Path) -> str:
    """The table [telephony] of a settings file, for the two files in this folder."""
    folder.mkdir(exist_ok=True)
    events, commands = folder / "events.jsonl", folder / "commands.jsonl"
    for one in (events, commands):
        one.touch()
    there = f'events = "{events}"\ncommands = "{commands}"\nrecordings = "{folder}/recordings"'
    return f'[telephony]\nkind = "file"\n{there}\n'


def callers(count: int) -> list[Said]:
    """A script of so many callers, about one a minute; some give up, some are unhappy."""
    rng, after, made = random.Random(12348), 20.0, list[Said]()
    for place in range(count):
        number = "021-00000000" if rng.random() < 0.1 else f"000-0000-{place + 1:04}"
        given = {"number": number, "after": after, "patience": rng.randrange(30, 120)}
        made.append(given | {"talk": rng.randrange(30, 90), "stars": rng.choice((5, 5, 4, 1))})
        after += rng.randrange(30, 90)
    return made


def _seconds(said: float) -> timedelta:
    return timedelta(seconds=float(said))


def main() -> None:
    """Play until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(prog="stack.switchboard", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--script", type=Path, help="callers; none come without it")
    parser.add_argument("--seed", type=int, help="also doubles events and tells some late")
    given = parser.parse_args()
    faults = Faults() if given.seed is None else Faults(0.2, 0.2, random.Random(given.seed))
    script = json.loads(given.script.read_text()) if given.script else []
    scene, stopping = Scene(Switchboard(given.folder, faults), script), signalled()
    while not stopping.wait(0.1):
        scene.step()


if __name__ == "__main__":
    main()
