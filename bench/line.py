"""The line that figures are taken on, and the collector's `ingest` on it."""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stack.line import Line
from yizhan_collector import ingest, settings

NAME = "collector-1"


@contextmanager
def line() -> Iterator[Line]:
    """A line that is taken down afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        made = Line(Path(folder))
        try:
            yield made
        finally:
            made.stop()


@contextmanager
def collector(line: Line) -> Iterator[None]:
    """The collector's own `ingest`, in a thread, while the block runs."""
    chosen = settings.load(line.config(NAME))
    stopping = threading.Event()
    thread = threading.Thread(target=ingest.run, args=(chosen, stopping))
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()
