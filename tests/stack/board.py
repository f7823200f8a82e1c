"""The firmware's own files: loaded one by one here, or run by both interpreters."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

from stack import host
from stack.host import REPO

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
    spec.loader.exec_module(module)
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
