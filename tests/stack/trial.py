"""Agents that behave as told, in slots, under the real starter."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from yizhan_edge.update import slots
from yizhan_edge.update.slots import Slot
from yizhan_edge.whole import write_whole
from yizhan_wire.bundle import Bundle

from stack.process import wait_for
from stack.shelf import Shelf
from stack.shelf import place as place_of

HEAD = """
import os, signal, sys, time
from pathlib import Path
from yizhan_edge.update import slots
FOLDER, SLOT = Path(os.environ["YIZHAN_UPDATE"]), os.environ["YIZHAN_SLOT"]
with (FOLDER / "ran").open("a") as log:
    log.write(f"{NAME}\\n")
def wait():
    signal.sigwait([signal.SIGTERM])
    sys.exit(0)
"""
GOOD = "slots.prove(FOLDER)\nwait()\n"
SILENT = "wait()\n"
DEAF = "signal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: time.sleep(60)\n"
CRASHES = "sys.exit(3)\n"
CHANGES_OVER = "sys.exit(75)\n"


def agent(name: str, does: str) -> dict[str, str]:
    """The files of an agent part."""
    return {"run.py": f"NAME = {name!r}\n{HEAD}\n{does}"}


class Trials:
    """One box under the starter."""

    def __init__(self, folder: Path) -> None:
        self.shelf = Shelf(folder)
        self.folder = place_of(self.shelf, folder / "box").folder
        self.folder.mkdir(parents=True)
        self.starter: subprocess.Popen[bytes] | None = None

    def put(self, slot: Slot, name: str, does: str) -> Bundle:
        """Write a bundle into a slot, as unpacked."""
        bundle = self.shelf.publish(name, agent(name, does))
        for part in bundle.parts:
            where = slots.part_folder(self.folder, part.sha256)
            where.mkdir(parents=True)
            (where / "run.py").write_text(agent(name, does)["run.py"])
        data = self.shelf.site.glob(f"targets/bundles/*.{name}.json")
        slots.stage(self.folder, slot, next(data).read_bytes())
        return bundle

    def good(self, slot: Slot) -> None:
        """Say which slot is good."""
        write_whole(
            self.folder / "state.json", f'{{"good":"{slot}","trial":null,"ended":null}}'.encode()
        )

    def start(self) -> None:
        """Start the starter, as systemd would."""
        command = [sys.executable, "-m", "yizhan_edge.update.start"]
        given = ["--folder", str(self.folder), "--config", str(self.folder / "none.toml")]
        self.starter = subprocess.Popen(
            [*command, *given], start_new_session=True, stderr=subprocess.DEVNULL
        )

    def stop(self) -> int:
        """Tell it to stop; its exit code."""
        assert self.starter
        self.starter.terminate()
        return self.starter.wait(30)

    def cut(self) -> None:
        """Cut the power: the starter and its agent are gone at once."""
        if self.starter:
            with suppress(ProcessLookupError):
                os.killpg(self.starter.pid, signal.SIGKILL)
            self.starter.wait(10)

    def ran(self) -> list[str]:
        """Names of the agents that were started, in order."""
        log = self.folder / "ran"
        return log.read_text().split() if log.exists() else []

    def until(self, holds: Callable[[], bool], within: float = 30) -> None:
        """Wait for it."""
        wait_for(holds, within, f"the agents that ran: {self.ran()}")

    def state(self) -> slots.State:
        """What the slots say."""
        return slots.read(self.folder)
