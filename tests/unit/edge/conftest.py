"""A kiosk on the bench for tests of the pages."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from stack.bench import MEMORY, Bench
from yizhan_edge.spool import Spool


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder in memory: full sync is tested elsewhere, here it only costs time."""
    with TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    """A spool of its own."""
    made = Spool(tmp_path / "spool.db", "bx-210521100-1")
    yield made
    made.close()


@pytest.fixture
def bench(tmp_path: Path, spool: Spool) -> Bench:
    """A kiosk on the bench, with one person on its roster."""
    return Bench(tmp_path, spool)
