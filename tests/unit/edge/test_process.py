"""A part that dies ends the process, a signal ends it well; what the machine tells of itself."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from yizhan_edge import __main__ as process
from yizhan_edge.agent import Agent
from yizhan_edge.health import rss, temperature


@pytest.fixture(autouse=True)
def hooks() -> Iterator[None]:
    """Put back what the process sets for itself."""
    hook = threading.excepthook
    before = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)}
    yield
    threading.excepthook = hook
    for one, handler in before.items():
        signal.signal(one, handler)


class OnePart:
    """An agent of one thread."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.thread = threading.Thread(target=work, name="eyes")
        self.stopped = False

    def start(self) -> None:
        self.thread.start()

    def run(self, stopping: threading.Event) -> int:
        assert stopping.wait(5)
        return 0

    def stop(self) -> None:
        self.thread.join(5)
        self.stopped = True


def test_a_part_that_dies_ends_the_whole_box_so_that_a_whole_one_is_started(
    caplog: pytest.LogCaptureFixture,
) -> None:
    agent = OnePart(lambda: 1 // 0)
    assert process._run(cast(Agent, agent), threading.Event()) == 1
    assert agent.stopped
    assert "part eyes died: ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_box_that_is_told_to_end_ends_well(told: signal.Signals) -> None:
    agent, stopping = OnePart(lambda: os.kill(os.getpid(), told)), threading.Event()
    process.until_told(stopping)
    assert process._run(cast(Agent, agent), stopping) == 0
    assert agent.stopped


def test_the_processor_tells_its_temperature_where_it_can(tmp_path: Path) -> None:
    (tmp_path / "temp").write_text("48250\n")
    assert temperature(tmp_path / "temp") == 48.25
    assert temperature(tmp_path / "none") is None


def test_the_memory_of_this_process_is_told_in_bytes() -> None:
    assert 10_000_000 < rss() < 10_000_000_000
