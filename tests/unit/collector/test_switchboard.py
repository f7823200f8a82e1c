"""The exchange that the demo and the tests play tells what a real one would."""

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from stack.switchboard import Faults, Scene, Switchboard
from yizhan_collector.adapters.filefed import FileFed, read
from yizhan_collector.adapters.telephony import Unmet
from yizhan_collector.rooms.hotline.model import CallEvent, Connect, Dial, Standing, summed


def told(board: Switchboard) -> list[object]:
    """What the file says by now."""
    return [read(line) for line in board.events.read_bytes().splitlines()]


def kinds(board: Switchboard, call: str) -> list[str]:
    """The events of a call, in the order of the file."""
    return [one.kind for one in told(board) if isinstance(one, CallEvent) and one.call == call]


@pytest.fixture
def board(tmp_path: Path) -> Switchboard:
    return Switchboard(tmp_path)


def test_a_caller_is_answered_rated_and_recorded(board: Switchboard) -> None:
    line = board.call("000-0000-0001")
    FileFed(board.events, board.commands).connect(Connect(line.call, "8001"))
    board.step()
    line.press(5)
    line.hang_up()
    expected = ["offered", "queued", "answered", "rated", "ended", "recording_ready"]
    assert kinds(board, line.call) == expected


@pytest.mark.parametrize("behaves", ["busy", "no_answer"])
def test_a_seat_that_does_not_pick_up_is_told_of(board: Switchboard, behaves: str) -> None:
    board.seats["8001"] = behaves
    line, fed = board.call(), FileFed(board.events, board.commands)
    fed.connect(Connect(line.call, "8001"))
    fed.dial(Dial("w", "8001", "000-0000-0002"))
    board.step()
    unmet = [one for one in told(board) if isinstance(one, Unmet)]
    assert [one.reason for one in unmet] == [behaves, behaves]
    assert [one.command for one in unmet] == [Connect(line.call, "8001"), Dial("w", "8001", "")]


def test_a_caller_who_gave_up_cannot_be_connected(board: Switchboard) -> None:
    line = board.call()
    line.hang_up()
    FileFed(board.events, board.commands).connect(Connect(line.call, "8001"))
    board.step()
    assert told(board)[-1] == Unmet(Connect(line.call, "8001"), "gone")


def test_a_restart_forgets_all_calls(board: Switchboard) -> None:
    board.call()
    board.restart()
    last = told(board)[-1]
    assert isinstance(last, Standing)
    assert last.calls == frozenset()


def test_doubled_and_late_events_come_to_the_same_call(tmp_path: Path) -> None:
    board = Switchboard(tmp_path, Faults(0.5, 0.5, random.Random(3)))
    line = board.call("000-0000-0001")
    line.answer("8001")
    line.press(3)
    line.hang_up()
    board.flush()
    events = [one for one in told(board) if isinstance(one, CallEvent)]
    assert len(events) > len({one.event for one in events}) == 6
    order = sorted(events, key=lambda one: one.at)
    assert [one.event for one in events] != [one.event for one in order]
    assert summed(line.call, events) == summed(line.call, order)


def test_the_script_of_the_demo_plays_by_the_clock(tmp_path: Path) -> None:
    clock = [datetime(2026, 11, 27, tzinfo=UTC)]
    board = Switchboard(tmp_path, clock=lambda: clock[0])
    callers: list[dict[str, object]] = [
        {"after": 0, "patience": 3, "number": ""},
        {"after": 2, "patience": 9, "talk": 4},
    ]
    scene = Scene(board, [{"number": "", "stars": 2} | one for one in callers])
    for second in range(16):
        clock[0] = scene.began + timedelta(seconds=second)
        scene.step()
        if second == 5:
            waiting = [one for one in board.lines.values() if not one.ended]
            FileFed(board.events, board.commands).connect(Connect(waiting[0].call, "8001"))
    assert [kinds(board, one) for one in board.lines] == [
        ["offered", "queued", "ended"],
        ["offered", "queued", "answered", "rated", "ended", "recording_ready"],
    ]
    assert json.loads(board.commands.read_text())["seat"] == "8001"
