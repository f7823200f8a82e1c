"""The driver of a bought controller against a simulator of it; no real one was here."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from stack.cable import Cable, Faults
from stack.onbon import PROGRAM, OnbonBoard
from stack.process import wait_for
from yizhan_edge import onbonsign
from yizhan_edge.message import code
from yizhan_edge.onbonsign import OnbonSign
from yizhan_edge.sign import Sign
from yizhan_edge.signkind import sign_of
from yizhan_edge.signline import Pace

QUICK = Pace(answer_s=0.3, tries=3, reopen_s=0.1, again_s=0.2)
STANDS, THANKS = "政务服务大厅", "谢谢,已登记"
Reports = list[tuple[str, bool, int]]


@pytest.fixture
def cable(tmp_path: Path) -> Iterator[Cable]:
    one = Cable(tmp_path)
    one.start()
    yield one
    one.stop()


@pytest.fixture
def board(cable: Cable) -> Iterator[OnbonBoard]:
    one = OnbonBoard(cable.folder, cable.folder / "board-tty")
    one.start()
    yield one
    one.program.stop()


@pytest.fixture
def reports() -> Reports:
    return []


@pytest.fixture
def sign(cable: Cable, board: OnbonBoard, reports: Reports) -> Iterator[OnbonSign]:
    port = str(cable.folder / "box-tty")
    one = OnbonSign(port, lambda *shown: reports.append(shown), pace=QUICK)
    one.start()
    yield one
    one.close()


def test_what_stands_is_shown_and_a_passing_text_gives_way_to_it(
    sign: OnbonSign, board: OnbonBoard, reports: Reports
) -> None:
    sign.stand(STANDS)
    board.wait(STANDS)
    sign.say(THANKS, 1)
    board.wait(THANKS)
    board.wait(STANDS)
    sign.stand("")
    board.wait(PROGRAM)
    wait_for(lambda: len(reports) == 3, 5, "the reports")
    assert reports == [(code(STANDS), True, 1), (code(THANKS), True, 1), (code(""), True, 1)]
    assert sign.state == "ok"


def test_flash_is_never_written(sign: OnbonSign, board: OnbonBoard) -> None:
    for text in (STANDS, "一", "二", ""):
        sign.stand(text)
        sign.say(THANKS, 1)
        sign.bright(3)
        board.wait(text or PROGRAM, 15)
    assert board.log("flash") == board.log("unknown") == []
    assert {one["run"] for one in board.log("area")} == {2}


def test_what_stands_is_told_again_and_goes_away_when_the_box_is_gone(
    sign: OnbonSign, board: OnbonBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onbonsign, "STAND_S", 2)
    monkeypatch.setattr(onbonsign, "AGAIN_S", 0.5)
    sign.stand(STANDS)
    wait_for(lambda: len(board.log("area")) > 6, 10, "it to be told again")
    assert board.log("over") == []
    sign.close()
    board.wait(PROGRAM)


def test_a_question_that_came_broken_or_was_not_heard_is_asked_again(
    sign: OnbonSign, board: OnbonBoard, reports: Reports
) -> None:
    board.be("deaf")
    sign.stand(STANDS)
    board.wait(STANDS)
    wait_for(lambda: len(reports) > 0, 5, "the report")
    assert reports[0][:2] == (code(STANDS), True)
    assert reports[0][2] > 1


@pytest.mark.parametrize("mode", ["silent", "garbled"])
def test_silence_is_told_and_ends_when_it_ends(
    sign: OnbonSign, board: OnbonBoard, reports: Reports, mode: str
) -> None:
    board.be(mode)
    sign.stand(STANDS)
    wait_for(lambda: sign.state == "silent", 10, "silence")
    assert reports == []
    board.be("ok")
    board.wait(STANDS)
    wait_for(lambda: sign.state == "ok" and len(reports) == 1, 10, "the sign")
    assert reports[0][1]


def test_a_refusal_is_a_message_that_was_not_shown(
    sign: OnbonSign, board: OnbonBoard, reports: Reports
) -> None:
    board.be("refuses")
    sign.stand(STANDS)
    sign.say("生僻字㼆", 1)
    wait_for(lambda: len(reports) == 2, 10, "the reports")
    assert sorted(reports) == sorted([(code(STANDS), False, 1), (code("生僻字㼆"), False, 0)])
    assert board.shows() == PROGRAM


def test_a_noisy_line_shows_whole_texts_only(
    sign: OnbonSign, board: OnbonBoard, cable: Cable
) -> None:
    cable.set(Faults(seed=5, drop=0.002, flip=0.002, noise=0.001))
    for text in (STANDS, "一号窗口", "二号窗口", STANDS):
        sign.stand(text)
        board.wait(text, 30)
    texts = {one["text"][-4:] for one in board.log("area")}
    assert texts <= {STANDS[-4:], "一号窗口", "二号窗口"}


def test_a_pulled_cable_drops_what_passes_and_comes_back_with_what_stands(
    sign: OnbonSign, board: OnbonBoard, cable: Cable, reports: Reports
) -> None:
    sign.stand(STANDS)
    board.wait(STANDS)
    board.program.stop()
    cable.set(Faults(pulled=True))
    wait_for(lambda: sign.state == "absent", 30, "the cable to be out")
    sign.say(THANKS, 2)
    wait_for(lambda: (code(THANKS), False, 0) in reports, 10, "it to be given up")
    cable.set(Faults())
    board.start()
    board.wait(STANDS, 20)


def test_the_settings_choose_the_sign() -> None:
    font = Path("/usr/share/fonts/opentype/unifont/unifont.otf")
    plain = sign_of("", lambda *_: None, font, lambda hello: None)
    bought = sign_of("onbon:/dev/ttyS9", lambda *_: None, font, lambda hello: None)
    assert (type(plain), type(bought)) == (Sign, OnbonSign)
