"""The box's sign against the real firmware, over a cable that goes wrong."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from stack.cable import Faults
from stack.process import wait_for
from stack.sign import BoardSign
from yizhan_edge.lettering import Lettering, Picture
from yizhan_edge.message import code
from yizhan_edge.sign import Sign
from yizhan_edge.signline import Pace

WORDS = Lettering()
THANKS, STANDS = "谢谢,已登记", "政务服务大厅 请按提示操作"
QUICK = Pace(answer_s=0.3, tries=3, ping_s=0.5, page_s=1, reopen_s=0.1, again_s=0.1)
STUBBORN = Pace(answer_s=0.2, tries=12, ping_s=0.5, reopen_s=0.1, again_s=0.1)
Made = Callable[..., Sign]
Reports = list[tuple[str, bool, int]]
forgetful = pytest.mark.parametrize("board", [False], indirect=True, ids=["no storage"])


def page(text: str) -> Picture:
    [only] = WORDS.pages(text)
    return only


@pytest.fixture
def board(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[BoardSign]:
    """A board that falls silent after two seconds, on a sound cable."""
    tmp_path.chmod(0o755)
    one = BoardSign(tmp_path, silence_s=2, storage=getattr(request, "param", True))
    one.start()
    yield one
    one.stop()


@pytest.fixture
def reports() -> Reports:
    return []


@pytest.fixture
def made(board: BoardSign, reports: Reports) -> Iterator[Made]:
    """Makes a started sign on the board's cable; closed at the end."""
    signs: list[Sign] = []

    def make(pace: Pace = QUICK, size: tuple[int, int] = (128, 32)) -> Sign:
        sign = Sign(str(board.port), lambda *one: reports.append(one), size=size, pace=pace)
        sign.start()
        signs.append(sign)
        return sign

    yield make
    for sign in signs:
        sign.close()


class Watcher(threading.Thread):
    """Reads the panel's file again and again and keeps all it saw, however short."""

    def __init__(self, board: BoardSign) -> None:
        super().__init__(daemon=True)
        self.board = board
        self.seen: set[str] = set()
        self.stopping = threading.Event()

    def run(self) -> None:
        while not self.stopping.wait(0.002):
            self.seen.add(self.board.screen.read_text())

    def __enter__(self) -> "Watcher":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self.join()


def test_a_message_is_shown_reported_once_and_gives_way(
    board: BoardSign, made: Made, reports: Reports
) -> None:
    sign = made()
    sign.stand(STANDS)
    wait_for(lambda: reports == [(code(STANDS), True, 1)], 5, "the standing message")
    sign.say(THANKS, 1)
    wait_for(lambda: reports[1:] == [(code(THANKS), True, 1)], 5, "the thanks")
    assert (board.state(), board.shown(), sign.state) == ("passing", page(THANKS), "ok")
    wait_for(lambda: board.state() == "standing", 5, "the standing message again")
    assert board.shown() == page(STANDS)
    assert len(reports) == 2


@pytest.mark.parametrize("seed", [1, 2])
def test_on_a_noisy_line_every_message_is_in_the_end_shown_once(
    board: BoardSign, made: Made, reports: Reports, seed: int
) -> None:
    texts = [f"请{number}号窗口准备" for number in range(1, 9)]
    board.cable.set(Faults(seed=seed, drop=2e-4, flip=2e-4, noise=3e-4))
    sign = made(STUBBORN)
    with Watcher(board) as watcher:
        sign.stand(STANDS)
        for text in texts:
            sign.say(text, 1)
        wait_for(lambda: len(reports) == len(texts) + 1, 60, f"every report, seed {seed}")
        wait_for(lambda: board.state() == "standing", 10, "the standing message")
    assert board.passed() == [page(text) for text in texts]
    assert board.shown() == page(STANDS)
    assert all(ok for _, ok, _ in reports)
    assert sum(attempts for *_, attempts in reports) > len(reports)  # the noise did bite
    default = board.history()[0][1]
    whole = {"\n".join(one.lines()) for one in (default, *map(page, [STANDS, *texts]))}
    assert {text.rsplit("\n", 2)[0] for text in watcher.seen} <= whole
    assert {picture for _, picture in board.history()} == {default, *map(page, [STANDS, *texts])}


def test_a_pulled_cable_is_noticed_on_both_ends_and_heals(
    board: BoardSign, made: Made, reports: Reports
) -> None:
    default = board.shown()
    sign = made()
    sign.stand(STANDS)
    wait_for(lambda: len(reports) == 1, 5, "the standing message")
    board.cable.set(Faults(pulled=True))
    wait_for(lambda: sign.state == "absent", 5, "the box to notice")
    sign.say(THANKS, 1)
    wait_for(lambda: board.state() == "default", 5, "the board's default")
    assert board.shown() == default
    board.cable.set(Faults())
    wait_for(lambda: sign.state == "ok" and board.state() == "standing", 5, "the message again")
    assert board.shown() == page(STANDS)
    # no thanks for a visit that is long over
    assert reports == [(code(STANDS), True, 1), (code(THANKS), False, 0)]
    assert board.passed() == []


def test_a_cut_wire_is_silence_and_the_standing_message_is_never_given_up(
    board: BoardSign, made: Made, reports: Reports
) -> None:
    board.cable.set(Faults(drop=1.0))
    sign = made()
    sign.stand(STANDS)
    wait_for(lambda: sign.state == "silent", 5, "the silence")
    sign.say(THANKS, 1)
    wait_for(lambda: reports == [(code(THANKS), False, QUICK.tries)], 5, "the thanks given up")
    board.cable.set(Faults())
    wait_for(lambda: len(reports) == 2, 10, "the standing message")
    assert reports[1][:2] == (code(STANDS), True)
    assert reports[1][2] > QUICK.tries
    assert (sign.state, board.shown()) == ("ok", page(STANDS))


def test_a_flood_of_garbage_does_not_stop_the_conversation(
    board: BoardSign, made: Made, reports: Reports
) -> None:
    board.cable.set(Faults(seed=3, flood=200))
    sign = made(STUBBORN)
    sign.stand(STANDS)
    sign.say(THANKS, 1)
    wait_for(lambda: len(reports) == 2, 20, "both reports")
    assert all(ok for _, ok, _ in reports)
    assert board.passed() == [page(THANKS)]


@forgetful
def test_a_board_that_forgot_is_told_again_at_the_next_ping(
    board: BoardSign, made: Made, reports: Reports
) -> None:
    made().stand(STANDS)
    wait_for(lambda: len(reports) == 1, 5, "the standing message")
    board.reset()
    wait_for(lambda: board.state() == "standing", 5, "the standing message again")
    assert [state for state, _ in board.history()] == ["default", "standing"] * 2
    assert len(reports) == 1


@forgetful
def test_a_board_changed_while_the_cable_was_out_is_told_at_once(
    board: BoardSign, made: Made
) -> None:
    sign = made(replace(QUICK, ping_s=600))
    sign.stand(STANDS)
    wait_for(lambda: board.state() == "standing", 5, "the standing message")
    board.cable.set(Faults(pulled=True))
    sign.say(THANKS, 1)
    wait_for(lambda: sign.state == "absent", 5, "the box to notice")
    board.reset()
    assert board.state() == "default"
    board.cable.set(Faults())
    wait_for(lambda: board.state() == "standing", 5, "the standing message again")


def test_a_box_that_starts_again_draws_nothing_anew(
    board: BoardSign, made: Made, reports: Reports
) -> None:
    first = made()
    first.stand(STANDS)
    wait_for(lambda: len(reports) == 1, 5, "the acknowledgement")
    first.close()
    made().stand(STANDS)
    wait_for(lambda: len(reports) == 2, 5, "the second one")
    assert [state for state, _ in board.history()] == ["default", "standing"]


def test_an_empty_text_is_the_board_s_own_default(
    board: BoardSign, made: Made, reports: Reports
) -> None:
    default = board.shown()
    sign = made()
    sign.stand(STANDS)
    wait_for(lambda: len(reports) == 1, 5, "the standing message")
    sign.stand("")
    wait_for(lambda: board.state() == "default", 5, "the default")
    assert board.shown() == default
    wait_for(lambda: [ok for _, ok, _ in reports] == [True, True], 5, "both reports")


def test_a_long_standing_text_turns_its_pages(board: BoardSign, made: Made) -> None:
    text = "办公时间上午八点半至十一点半下午一点半至五点周六周日休息"
    first, second = WORDS.pages(text)
    made().stand(text)
    wait_for(lambda: len(board.history()) >= 6, 15, "some turns of the pages")
    turns = [("standing", first), ("passing", second)]
    assert board.history()[1:6] == (turns * 3)[:5]


def test_a_picture_for_another_panel_is_refused_and_reported(
    board: BoardSign, made: Made, reports: Reports, caplog: pytest.LogCaptureFixture
) -> None:
    sign = made(size=(64, 16))
    sign.stand("小")
    wait_for(lambda: len(reports) == 1, 5, "the report")
    assert reports == [(code("小"), False, 1)]
    assert sign.state == "ok"
    assert "its panel has 128 by 32 dots" in caplog.text
    assert "小" not in caplog.text


def test_brightness_reaches_the_panel_and_again_after_a_reset(board: BoardSign, made: Made) -> None:
    sign = made()
    sign.bright(2)
    wait_for(lambda: board.bright() == 2, 5, "the brightness")
    board.screen.with_name(board.screen.name + ".bright").unlink()
    board.board.kill()
    wait_for(lambda: sign.state == "silent", 5, "silence")
    board.power()
    wait_for(lambda: board.bright() == 2, 10, "the brightness again")
