"""The line that the faults are done to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from stack.line import Line


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    """A broker and a database; ends whatever the test started."""
    made = Line(tmp_path)
    yield made
    made.stop()
