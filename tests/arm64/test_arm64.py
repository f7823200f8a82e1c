"""The agent and the networks of the image, run as arm64 programs under emulation."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from stack import arm64
from stack.host import REPO
from stack.portraits import collins, hopper
from yizhan_edge.face import card

pytestmark = pytest.mark.timeout(3600)
# what says something of the machine: arithmetic of pictures, sealing, files, the cable's words
FEW = (
    *("test_sealed.py", "test_slots.py", "test_settle.py", "test_settings.py"),
    *("test_wellness.py", "test_roster.py", "test_templates.py"),
)


def pictures() -> Path:
    folder = REPO / ".run/image"
    np.savez(folder / "pictures.npz", collins=collins(), hopper=hopper())
    return folder / "pictures.npz"


def test_the_networks_say_the_same_on_arm64() -> None:
    path = pictures()
    values = REPO / "tests/arm64/values.py"
    here = [str(values), str(path), "models/build", "models/models.lock"]
    native = json.loads(
        subprocess.run([sys.executable, *here], check=True, capture_output=True).stdout
    )
    inside = [f"{arm64.INSIDE}/{one.relative_to(REPO)}" for one in (values, path)]
    began = time.monotonic()
    box = "/usr/lib/yizhan/models"
    emulated = json.loads(arm64.run(*inside, box, f"{box}/models.lock"))
    apart = {}
    for name, wanted in native.items():
        found = emulated[name]
        apart[name] = float(np.linalg.norm(np.subtract(found["numbers"], wanted["numbers"])))
        assert found["side"] == pytest.approx(wanted["side"], abs=0.1)
        assert found["yaw"] == pytest.approx(wanted["yaw"], abs=0.01)
        assert found["presence"] == pytest.approx(wanted["presence"], abs=0.01)
    # no verdict is nearer to the threshold than a hundredth of it
    assert max(apart.values()) < card.load(REPO / "models/cards/face.toml").threshold / 100
    arm64.note(
        values={"largest_distance_to_native": max(apart.values())},
        seconds={"two_faces_emulated": round(time.monotonic() - began, 1)},
    )


def test_the_agents_own_tests_pass_on_arm64() -> None:
    files = [f"{arm64.INSIDE}/tests/unit/edge/{name}" for name in FEW]
    files += [f"{arm64.INSIDE}/tests/unit/wire"]
    told = arm64.run(
        *("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"),
        *("--confcutdir", f"{arm64.INSIDE}/tests/unit", "--rootdir", arm64.INSIDE, "-c"),
        *(f"{arm64.INSIDE}/tests/arm64/pytest.ini", *files),
        ours=True,
    )
    [passed] = re.findall(r"(\d+) passed", told)
    assert "failed" not in told
    arm64.note(tests={"passed": int(passed)})


def test_sizes_are_told() -> None:
    manifest = json.loads(arm64.IMAGE.with_suffix(".json").read_text())
    sizes = {name: round(size / 1024 / 1024) for name, size in manifest["sizes"].items()}
    arm64.note(mib=sizes)
    assert sizes["root.squashfs"] < 1536
