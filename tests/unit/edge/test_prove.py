"""What a trial owes: what held before it, and always a page at which people can check in."""

import threading
from pathlib import Path

import pytest
from stack.process import wait_for
from yizhan_edge.update import prove, slots
from yizhan_edge.update.prove import Proving
from yizhan_edge.update.slots import Ended, Trial


def boom() -> bool:
    raise OSError


def test_what_was_broken_before_is_not_asked_for() -> None:
    checks = {"page": lambda: True, "camera": lambda: False, "sign": lambda: True}
    assert prove.missing(checks, ["sign"]) == set()
    assert prove.missing(checks, ["sign", "camera"]) == {"camera"}


def test_a_page_is_always_owed() -> None:
    assert prove.missing({"page": lambda: False}, []) == {"page"}


def test_a_check_that_a_newer_agent_does_not_know_is_not_owed() -> None:
    assert prove.missing({"page": lambda: True}, ["abacus"]) == set()


def test_a_check_that_fails_in_an_odd_way_does_not_hold() -> None:
    assert prove.holding({"page": boom, "sign": lambda: True}) == ["sign"]


@pytest.fixture
def on_trial(tmp_path: Path) -> Path:
    slots.try_out(tmp_path, Trial("a", "one", None, ["camera", "face"]))
    return tmp_path


def run(folder: Path, checks: prove.Checks) -> tuple[threading.Event, threading.Event]:
    proved, failed = threading.Event(), threading.Event()
    Proving(folder, checks, ["camera", "face"], proved.set, failed.set).start()
    wait_for(lambda: proved.is_set() or failed.is_set(), 10, "an end")
    return proved, failed


def test_a_trial_is_proved_once_nothing_is_owed(
    on_trial: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prove, "LOOK_S", 0.01)
    looks = iter([False, False, True])
    checks = {"page": lambda: True, "face": lambda: True, "camera": lambda: next(looks)}
    proved, _ = run(on_trial, checks)
    assert proved.is_set()
    assert slots.read(on_trial).good == "a"
    assert slots.owed(on_trial) == "camera"


def test_networks_that_do_not_work_take_a_trial_back_at_once(on_trial: Path) -> None:
    checks = {"page": lambda: True, "face": lambda: False, "camera": lambda: True}
    _, failed = run(on_trial, checks)
    assert failed.is_set()
    assert slots.read(on_trial).ended == Ended("one", "went_back", None, "face")
