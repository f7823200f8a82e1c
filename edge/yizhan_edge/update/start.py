"""Starts the agent from the slot that is chosen, and goes back when a trial does not prove itself.

`/usr/lib/yizhan/start` of the image. Standard library only, and from the read-only root: a bad
bundle cannot break what takes it back.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType

from yizhan_edge.update import slots
from yizhan_edge.update.slots import Slot, State, Trial

CHANGE_OVER = 75  # the agent's exit code: start what is chosen now
LOOK_S = 0.2
STOP_S = 10.0
PAUSE_S = 1.0  # between two starts of a trial that ends by itself


class Starter:
    """One box's agent, whichever slot it is from."""

    def __init__(self, folder: Path, config: Path, log: Callable[[str], object]) -> None:
        self.folder, self.config, self.log = folder, config, log
        self.stopping = False
        self.child: subprocess.Popen[bytes] | None = None

    def run(self) -> int:
        """Until told to stop, or until an agent that is good ends; its exit code."""
        while True:
            state = slots.count_start(self.folder)
            trial, slot = state.trial, self._startable(state)
            if trial and slot != trial.slot:
                slots.give_up(self.folder, "not_whole")
                continue
            code = self._attend(slot, trial)
            on_trial = trial and slots.read(self.folder).trial
            if self.stopping:
                return 0
            if not (code == CHANGE_OVER or on_trial):
                return code
            if code != CHANGE_OVER:
                time.sleep(PAUSE_S)

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        """Pass the word on."""
        self.stopping = True
        if self.child:
            self.child.terminate()

    def _startable(self, state: State) -> Slot:
        """What is chosen, or where that is not whole the next best."""
        other: Slot = "b" if state.good == "a" else "a"
        order: tuple[Slot, ...] = (state.chosen, state.good, other)
        return next((one for one in order if self._whole(one)), "factory")

    def _whole(self, slot: Slot) -> bool:
        return slot == "factory" or (_agent(self.folder, slot) / "run.py").is_file()

    def _attend(self, slot: Slot, trial: Trial | None) -> int:
        """Start the agent and stay with it; a trial that is not proved in time is ended."""
        self.log(f"starting {slot} {slots.name(self.folder, slot)}")
        self.child = subprocess.Popen(
            command(self.folder, self.config, slot), env=environment(os.environ, self.folder, slot)
        )
        if self.stopping:
            self.child.terminate()
        if trial is None:
            return self.child.wait()
        end = time.monotonic() + trial.seconds
        while time.monotonic() < end and slots.read(self.folder).trial:
            try:
                return self.child.wait(LOOK_S)
            except subprocess.TimeoutExpired:
                continue
        if slots.read(self.folder).trial is None:
            return self.child.wait()
        return self._take_back()

    def _take_back(self) -> int:
        self.log("the trial did not prove itself in time")
        assert self.child  # noqa: S101 # it runs
        end(self.child)
        slots.give_up(
            self.folder, slots.owed(self.folder)
        )  # unless it was proved in that last moment
        return CHANGE_OVER


def end(child: subprocess.Popen[bytes]) -> None:
    """Ask the agent to end, then end it."""
    child.terminate()
    try:
        child.wait(STOP_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def command(folder: Path, config: Path, slot: Slot) -> list[str]:
    """How the agent of a slot is started."""
    program = ["-m", "yizhan_edge"] if slot == "factory" else [str(_agent(folder, slot) / "run.py")]
    return [sys.executable, *program, "--config", str(config)]


def environment(given: Mapping[str, str], folder: Path, slot: Slot) -> dict[str, str]:
    """The same, and where the agent finds the other parts of its bundle."""
    return {**given, "YIZHAN_SLOT": slot, "YIZHAN_UPDATE": str(folder)}


def _agent(folder: Path, slot: Slot) -> Path:
    return slots.parts(folder, slot).get("agent", folder / "nothing")


def main(arguments: list[str] | None = None) -> int:
    """Run until told to stop."""
    parser = argparse.ArgumentParser(prog="yizhan-start", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="slots and parts")
    parser.add_argument("--config", type=Path, required=True, help="the box's settings, TOML")
    chosen = parser.parse_args(arguments)
    starter = Starter(
        chosen.folder, chosen.config, lambda line: sys.stderr.write(f"yizhan-start: {line}\n")
    )
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, starter.stop)
    return starter.run()


if __name__ == "__main__":
    sys.exit(main())
