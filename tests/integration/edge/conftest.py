"""A kiosk on the bench, with files on the disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from stack import box
from stack.bench import Bench
from stack.filmed import Post, room
from yizhan_edge.spool import Spool


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A kiosk with one person on its roster."""
    spool = Spool(tmp_path / "spool.db", "bx-210521100-1")
    yield Bench(tmp_path, spool)
    spool.close()


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds of a room."""
    path = tmp_path_factory.mktemp("film") / "room.avi"
    box.film(path, [room(place) for place in range(36)])
    return path


@pytest.fixture
def post(tmp_path: Path, film: Path, bench: Bench) -> Iterator[Post]:
    """A post before that room."""
    made = Post(tmp_path, film, bench)
    yield made
    made.made.stop()
    made.camera.close()
