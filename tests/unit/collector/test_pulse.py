"""The watchdog hears that a loop turns: once a second, and nothing where nobody listens."""

import socket
from pathlib import Path

import pytest
from yizhan_collector.ground.pulse import Pulse


@pytest.fixture
def ear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> socket.socket:
    """Where systemd would listen."""
    made = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    made.bind(str(tmp_path / "notify"))
    made.settimeout(0)
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    return made


def heard(ear: socket.socket) -> list[bytes]:
    found = []
    try:
        while True:
            found.append(ear.recv(64))
    except BlockingIOError:
        return found


def test_many_beats_of_one_second_are_one_word(
    ear: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter([10.0, 10.1, 10.9, 11.0, 11.5])
    monkeypatch.setattr("time.monotonic", lambda: next(times))
    one = Pulse()
    for _ in range(5):
        one.beat()
    with ear:
        assert heard(ear) == [b"WATCHDOG=1"] * 2


def test_a_manager_that_went_away_is_no_fault_of_the_loop(ear: socket.socket) -> None:
    ear.close()
    Pulse().beat()


def test_without_a_manager_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    Pulse().beat()
