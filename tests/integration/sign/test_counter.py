"""The box and the real firmware of the counter board, over a cable that goes wrong."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from signlink import words
from stack.board import CounterBoard as Board
from stack.cable import Faults
from stack.process import wait_for
from yizhan_edge.board import CounterBoard
from yizhan_edge.cable import open_cable
from yizhan_edge.paired import Paired
from yizhan_edge.signline import Pace
from yizhan_wire.events import BoardReport

QUICK = Pace(answer_s=0.3, tries=3, reopen_s=0.1, again_s=0.1, again_most_s=0.3)
Made = Callable[..., CounterBoard]


class Kept:
    """A spool in miniature, and what the sign was told."""

    def __init__(self) -> None:
        self.reports: list[BoardReport] = []
        self.full = False
        self.lit: list[int] = []

    def take(self, one: BoardReport) -> bool:
        if not self.full:
            self.reports.append(one)
        return not self.full

    def of(self, what: str) -> list[BoardReport]:
        return [one for one in self.reports if one.what == what]


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Board]:
    tmp_path.chmod(0o755)
    one = Board(tmp_path)
    one.start()
    yield one
    one.stop()


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def made(board: Board, kept: Kept, tmp_path: Path) -> Iterator[Made]:
    """Makes a started box's end; closed at the end."""
    ends: list[CounterBoard] = []

    def make(device: str = "bx-210521100-1") -> CounterBoard:
        paired = Paired(tmp_path / f"{device}.json", device)
        opened = partial(open_cable, str(board.port), QUICK)
        end = CounterBoard(opened, paired, kept.take, kept.lit.append, QUICK)
        end.start()
        ends.append(end)
        return end

    yield make
    for one in ends:
        one.close()


def test_a_press_reaches_the_spool_once_and_the_lamp_says_so(
    board: Board, made: Made, kept: Kept
) -> None:
    end = made()
    wait_for(lambda: end.state == "ok" and len(kept.reports) > 0, 10, "the board")
    assert [one.what for one in kept.reports] == ["hello"]
    first = kept.reports[0]
    assert (first.board, first.role, first.version) == (board.ident.hex(), "counter", "0.2.0")
    assert (first.reset, first.door, first.press) == ("power", "closed", 0)
    board.press()
    wait_for(board.lamp, 10, "the lamp")
    assert [one.press for one in kept.of("help")] == [1]


def test_a_full_spool_does_not_lose_a_press(board: Board, made: Made, kept: Kept) -> None:
    made()
    wait_for(lambda: len(kept.reports) > 0, 10, "the board")
    kept.full = True
    board.press()
    wait_for(lambda: board.kept.with_suffix(".b").exists(), 10, "the press on the board")
    assert not board.lamp()
    kept.full = False
    wait_for(board.lamp, 10, "the lamp")
    assert [one.press for one in kept.of("help")] == [1]


def test_a_press_while_the_cable_is_out_and_the_board_loses_power_is_not_lost(
    board: Board, made: Made, kept: Kept
) -> None:
    end = made()
    wait_for(lambda: len(kept.reports) > 0, 10, "the board")
    board.cable.set(Faults(pulled=True))
    wait_for(lambda: end.state == "absent", 10, "the cable to be out")
    assert end.alarms() == ["board_silent"]
    board.press()
    wait_for(lambda: board.kept.with_suffix(".b").exists(), 10, "the press on the board")
    board.feel("button", "up")
    board.reset()
    board.cable.set(Faults())
    wait_for(lambda: len(kept.of("help")) > 0, 15, "the press")
    wait_for(board.lamp, 10, "the lamp")
    assert ([one.press for one in kept.of("help")], end.alarms()) == ([1], [])


def test_a_noisy_cable_tells_every_press_and_none_twice(
    board: Board, made: Made, kept: Kept
) -> None:
    board.cable.set(Faults(seed=7, drop=0.004, flip=0.004, noise=0.002))
    made()
    for press in (1, 2):
        wait_for(lambda: not board.lamp(), 15, "the lamp to go out")
        board.press()
        wait_for(board.lamp, 20, "the lamp")
        board.feel("button", "up")
        assert [one.press for one in kept.of("help")] == list(range(1, press + 1))


def test_the_door_and_the_light_are_told_and_the_sign_hears_of_the_light(
    board: Board, made: Made, kept: Kept
) -> None:
    board.feel("light", "20000")
    made()
    wait_for(lambda: len(kept.reports) > 0, 10, "the board")
    board.feel("door", "open")
    wait_for(lambda: len(kept.of("door")) > 0, 10, "the door")
    assert kept.of("door")[0].door == "open"
    board.feel("light", "200")
    wait_for(lambda: kept.lit[-1:] == [0], 15, "darkness")


def test_two_boards_swapped_are_both_refused_until_somebody_says_otherwise(
    board: Board, made: Made, kept: Kept, tmp_path: Path
) -> None:
    mine = made()
    wait_for(lambda: mine.state == "ok", 10, "the board")
    mine.close()
    seen = len(kept.reports)
    other = made("bx-210521100-2")
    wait_for(lambda: other.state == "strange", 10, "a strange board")
    board.press()
    wait_for(lambda: board.kept.with_suffix(".b").exists(), 10, "the press on the board")
    assert (other.alarms(), len(kept.reports)) == (["board_strange"], seen)
    other.close()
    assert not (tmp_path / "bx-210521100-2.json").exists()
    again = made()
    wait_for(lambda: len(kept.of("help")) > 0, 10, "the press, for its own box")
    assert again.state == "ok"


def test_another_board_on_the_cable_of_ours_is_noticed(
    board: Board, made: Made, kept: Kept, tmp_path: Path
) -> None:
    end = made()
    wait_for(lambda: end.state == "ok", 10, "the board")
    board.board.kill()
    for copy in board.folder.glob("kept.*"):
        copy.unlink()
    place = board.board.command.index(board.ident.hex())
    board.board.command[place] = "aa55aa55"
    board.power()
    wait_for(lambda: end.state == "strange", 15, "a strange board")
    end.close()
    (tmp_path / "bx-210521100-1.json").unlink()
    again = made()
    wait_for(lambda: again.state == "ok", 10, "the new board")
    assert kept.reports[-1].board == "aa55aa55" + "0" * 8


def test_a_stuck_cable_is_silence_and_a_flood_is_not(board: Board, made: Made, kept: Kept) -> None:
    board.cable.set(Faults(drop=1.0))
    end = made()
    wait_for(lambda: end.state == "silent", 10, "silence")
    board.cable.set(Faults(seed=3, flood=20))
    wait_for(lambda: end.state == "ok", 20, "the board")
    board.press()
    wait_for(lambda: len(kept.of("help")) > 0, 20, "the press")


def test_a_board_that_was_reset_is_introduced_again(board: Board, made: Made, kept: Kept) -> None:
    made()
    wait_for(lambda: len(kept.of("hello")) > 0, 10, "the board")
    board.reset()
    wait_for(lambda: len(kept.of("hello")) > 1, 15, "the board again")
    assert words.CAUSES.index(kept.of("hello")[1].reset) == 1
