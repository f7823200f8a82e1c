"""A kiosk on the bench, with files on the disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from stack.bench import Bench
from yizhan_edge.spool import Spool


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A kiosk with one person on its roster."""
    spool = Spool(tmp_path / "spool.db", "bx-210521100-1")
    yield Bench(tmp_path, spool)
    spool.close()
