"""The firmware's own files: loaded one by one here, run by both interpreters, or as a board."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

from stack import host
from stack.cable import Cable
from stack.host import REPO
from stack.process import Program

FIRMWARE = REPO / "firmware"
# CPython lacks what boards count their time with; these run around as theirs do
TICKS = """
import sys, time
sys.path[:0] = [{folder!r} + "/" + one for one in ("", "board", "ports/unix")]
if not hasattr(time, "ticks_ms"):
    time.ticks_ms = lambda: int(time.monotonic() * 1000) % 2**30
    time.ticks_add = lambda ticks, delta: (ticks + delta) % 2**30
    time.ticks_diff = lambda one, other: (one - other + 2**29) % 2**30 - 2**29
"""


def load(name: str) -> ModuleType:
    """One pure file of `firmware/board` as a module of this interpreter."""
    spec = importlib.util.spec_from_file_location(name, FIRMWARE / f"board/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.append(str(FIRMWARE / "board"))  # a file may import its neighbours
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.pop()
    return module


def both(folder: Path, program: str) -> str:
    """What a program on the firmware's files prints, the same under CPython and MicroPython."""
    folder.chmod(0o755)
    shutil.copytree(FIRMWARE, folder / "firmware", dirs_exist_ok=True)
    file = folder / "both.py"
    file.write_text(TICKS.format(folder=str(folder / "firmware")) + program)
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    told = [
        subprocess.run([*run, str(file)], capture_output=True, text=True, check=False, env=env)
        for run in ([sys.executable], host.command(folder, ["micropython"]))
    ]
    here, there = (one.stdout.splitlines() for one in told)
    assert (told[0].returncode, told[1].returncode) == (0, 0), [one.stderr for one in told]
    assert here == there
    return told[0].stdout


def program(folder: Path, arguments: list[str], log: str) -> Program:
    """The real firmware under MicroPython, with a copy of its files as the flash."""
    flash = folder / "flash"
    shutil.copytree(FIRMWARE, flash, dirs_exist_ok=True)
    # a pulled cable is a hang-up of its terminal, which must not end the board
    run = ["nohup", "micropython", str(flash / "board" / "main.py"), *arguments]
    env = {"MICROPYPATH": f"{flash}:{flash}/ports/unix:.frozen"}
    return Program(folder.name, host.command(folder, run), folder / log, env)


class CounterBoard:
    """The board at a counter under `folder`/counter, on a cable that can go wrong."""

    def __init__(self, folder: Path, ident: bytes = b"\xc0\x01\xc0\x02\xc0\x03\xc0\x04") -> None:
        self.folder = folder.absolute() / "counter"
        self.cable = Cable(self.folder)
        self.port = self.folder / "box-tty"
        self.kept = self.folder / "kept"
        self.ident = ident
        self.sensors = self.folder / "sensors"
        self.sensors.mkdir()
        plain = [self.folder / "board-tty", self.kept, 60, ident.hex(), "counter", self.sensors]
        self.board = program(self.folder, [str(one) for one in plain], "counter.log")

    def start(self) -> None:
        """Plug the cable and power the board."""
        self.cable.start()
        self.power()

    def power(self) -> None:
        """Start the board alone; it answers as soon as it can."""
        self.board.start(lambda: True)

    def reset(self) -> None:
        """Power off and on: only what the board stored is left."""
        self.board.kill()
        self.power()

    def stop(self) -> None:
        """Power off and pull the cable."""
        self.board.stop()
        self.cable.stop()

    def feel(self, name: str, value: str) -> None:
        """Let a sensor be so: `door` open, `button` down, `light` a number."""
        part = self.sensors / f"{name}.new"
        part.write_text(value)
        part.rename(self.sensors / name)

    def press(self) -> None:
        """Press the help button until somebody lets it go."""
        self.feel("button", "down")

    def lamp(self) -> bool:
        """Whether the lamp in the button is lit."""
        told = self.sensors / "lamp"
        return told.exists() and told.read_text() == "on"
