"""Slow work is done in order, rounds come again, and a failure stops nothing."""

import threading
from collections.abc import Iterator

import pytest
from yizhan_edge.errands import Errands, Round
from yizhan_edge.errors import CollectorAway

SOON = 5.0


@pytest.fixture
def errands() -> Iterator[Errands]:
    made = Errands()
    yield made
    made.stop()


def away() -> None:
    raise CollectorAway("(test)")


def full() -> None:
    raise OSError(28, "No space left on device")


def test_jobs_are_done_in_order_and_a_failure_stops_nothing(errands: Errands) -> None:
    done, ended = list[int](), threading.Event()
    for job in (lambda: done.append(1), away, full, lambda: done.append(2), ended.set):
        errands.put(job)
    errands.start()
    assert ended.wait(SOON)
    assert done == [1, 2]


def test_a_round_is_run_at_the_start_and_when_it_is_wanted(errands: Errands) -> None:
    runs = threading.Semaphore(0)
    errands.every("roster", 3600, runs.release)
    errands.start()
    assert runs.acquire(timeout=SOON)
    assert not runs.acquire(timeout=0.05)
    errands.soon("roster")
    assert runs.acquire(timeout=SOON)


def test_a_round_wanted_while_it_runs_is_run_once_more(errands: Errands) -> None:
    runs, go = threading.Semaphore(0), threading.Event()

    def slow() -> None:
        runs.release()
        go.wait(SOON)

    errands.every("roster", 3600, slow)
    errands.start()
    assert runs.acquire(timeout=SOON)
    errands.soon("roster")
    go.set()
    assert runs.acquire(timeout=SOON)


def test_a_failed_round_comes_again_sooner_and_then_ever_later() -> None:
    one = Round(away, 600)
    pauses = []
    for _ in range(15):
        one.due = float("inf")
        one.ended(False, 1000.0)
        pauses.append(one.due - 1000)
    assert 3 <= pauses[0] <= 5
    assert pauses[5] > pauses[0]
    assert max(pauses) == pauses[-1] == 600
    one.due = float("inf")
    one.ended(True, 1000.0)
    assert (one.due, one.failures) == (1600, 0)
