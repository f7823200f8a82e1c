"""The image of the house, made once, and a machine that runs it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from stack.emulated import Emulated
from stack.host import REPO

IMAGE = REPO / ".run/image/box.img"


@pytest.fixture(scope="session")
def image() -> Path:
    """What `make test-image` has made before."""
    assert IMAGE.exists(), "run `make test-image`, which makes the image first"
    return IMAGE


@pytest.fixture
def machine(tmp_path: Path, image: Path) -> Iterator[Emulated]:
    made = Emulated(tmp_path / "machine", image)
    yield made
    made.power_off()
    made.disk.unlink()
