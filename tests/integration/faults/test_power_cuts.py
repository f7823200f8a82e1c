"""A hundred power cuts at random moments, on a file system that loses what was not synced."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CUTS = 100
SEED = int(os.environ.get("YIZHAN_SEED", "20261127"))


def can_mount() -> bool:
    return (
        os.geteuid() == 0 and Path("/dev/loop-control").exists() and bool(shutil.which("unshare"))
    )


@pytest.mark.skipif(not can_mount(), reason="mounting a file system in a file needs root and loop")
@pytest.mark.timeout(600)
def test_a_hundred_power_cuts_lose_no_record_and_leave_no_box_that_needs_hands(
    tmp_path: Path,
) -> None:
    given = ["--folder", str(tmp_path), "--cuts", str(CUTS), "--seed", str(SEED)]
    done = subprocess.run(
        [
            *("unshare", "--mount", "--propagation", "private"),
            *(sys.executable, "-m", "stack.cuts", *given),
        ],
        capture_output=True, text=True, timeout=580, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"YIZHAN_SEED={SEED}\n{done.stderr[-3000:]}"
    seen = json.loads(done.stdout)
    assert seen["cuts"] == CUTS
    assert seen["appended"] > CUTS
    assert seen["ends"] >= seen["orders"] // 2, "too few updates went through to say anything"
