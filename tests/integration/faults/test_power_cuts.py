"""A hundred power cuts at random moments, on a file system that loses what was not synced."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CUTS = 100
SEED = int(os.environ.get("YIZHAN_SEED", "20261127"))


PRIVATE = ("unshare", "--mount", "--propagation", "private")


def can_mount(folder: Path) -> bool:
    """Whether this machine lets us mount a file system that lies in a file."""
    image, place = folder / "trial.img", folder / "trial"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(8 * 1024 * 1024)
    made = ["mkfs.ext4", "-q", "-F", str(image)]
    steps = (made, [*PRIVATE, "mount", "-o", "loop", str(image), str(place)])
    try:
        return all(
            subprocess.run(one, capture_output=True, check=False).returncode == 0 for one in steps
        )
    except FileNotFoundError:
        return False


@pytest.mark.timeout(600)
def test_a_hundred_power_cuts_lose_no_record_and_leave_no_box_that_needs_hands(
    tmp_path: Path,
) -> None:
    if not can_mount(tmp_path):
        pytest.skip("this machine lets nobody mount a file system in a file (root, loop device)")
    given = ["--folder", str(tmp_path), "--cuts", str(CUTS), "--seed", str(SEED)]
    done = subprocess.run(
        [
            *PRIVATE,
            *(sys.executable, "-m", "stack.cuts", *given),
        ],
        capture_output=True, text=True, timeout=580, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"YIZHAN_SEED={SEED}\n{done.stderr[-3000:]}"
    seen = json.loads(done.stdout)
    assert seen["cuts"] == CUTS
    assert seen["appended"] > CUTS
    assert seen["ends"] >= seen["orders"] // 2, "too few updates went through to say anything"
