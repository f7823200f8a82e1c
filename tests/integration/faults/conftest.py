"""The line that the faults are done to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from stack.host import walkable
from stack.line import Line
from stack.memory import quick_folder


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    """A broker and a database; ends whatever the test started."""
    with quick_folder(tmp_path) as quick:
        made = Line(tmp_path, data=walkable(quick))
        yield made
        made.stop()
