"""Which board is believed, and what a box does with answers that are none."""

import json
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import signlink
from signlink import ACK, NAK, words
from stack.process import wait_for
from yizhan_edge.board import CounterBoard
from yizhan_edge.boardwords import Introduced, report
from yizhan_edge.paired import Paired
from yizhan_edge.sign import Sign
from yizhan_edge.signline import Pace
from yizhan_wire.events import BoardReport

QUICK = Pace(answer_s=0.05, tries=2, ping_s=0.2, reopen_s=0.01, again_s=0.01, again_most_s=0.02)
IDENT, OTHER = b"\1\2\3\4\5\6\7\x08", b"\x11\x12\x13\x14\x15\x16\x17\x18"
Answers = Callable[[int, bytes], tuple[int, bytes] | bytes | None]


class Played:
    """A cable whose far end is a function: frames, raw bytes or nothing come back."""

    in_waiting = 0

    def __init__(self, answers: Answers) -> None:
        self.answers, self.decoder, self.back = answers, signlink.Decoder(), b""
        self.asked: list[int] = []

    def write(self, data: bytes) -> int:
        for kind, seq, body in self.decoder.feed(data):
            self.asked.append(kind)
            found = self.answers(kind, body)
            if isinstance(found, tuple):
                found = signlink.encode(found[0], seq, found[1])
            self.back += found or b""
        return len(data)

    def read(self, size: int) -> bytes:
        came, self.back = self.back, b""
        return came


def hello(ident: bytes = IDENT, pair: bytes = bytes(8), up: int = 5, boot: int = 1) -> words.Hello:
    told = words.hello(words.COUNTER, ident, (0, 2, 0), up, 1, 3, 0, pair, boot)
    return words.read_hello(told)


def felt(boot: int = 1, press: int = 0, up: int = 5, door: int = 1) -> bytes:
    return words.state(boot, up, door, 0, 3, press, 0)


def board(tmp_path: Path, answers: Answers, told: Callable[[BoardReport], bool]) -> Any:
    played = Played(answers)

    @contextmanager
    def opened() -> Any:
        yield played

    one = CounterBoard(opened, Paired(tmp_path / "board.json", "bx-1"), told, print, QUICK)
    one.start()
    return one, played


def keeps(reports: list[BoardReport]) -> Callable[[BoardReport], bool]:
    """Takes every report."""

    def told(one: BoardReport) -> bool:
        reports.append(one)
        return True

    return told


def sound(kind: int, body: bytes) -> tuple[int, bytes]:
    """A board as it should be, with a press that nobody heard."""
    if kind == words.HELLO:
        return ACK, words.hello(*hello())
    return ACK, felt(press=4) if kind == words.STATE else b""


def test_the_first_board_becomes_ours_and_a_board_of_another_box_never_does(tmp_path: Path) -> None:
    mine, other = (Paired(tmp_path / f"{name}.json", name) for name in ("bx-1", "bx-2"))
    assert mine.judge(hello()) == "free"
    mine.remember(hello())
    assert mine.judge(hello(pair=mine.mark)) == "ours"
    assert Paired(tmp_path / "bx-1.json", "bx-1").judge(hello(pair=mine.mark)) == "ours"
    assert other.judge(hello(pair=mine.mark)) == "strange"
    assert mine.judge(hello(OTHER)) == "strange"  # a blank one in place of ours
    assert mine.judge(hello(OTHER, mine.mark)) == "strange"  # a copy of ours
    assert mine.mark != other.mark


@pytest.mark.parametrize("torn", [b"", b"{", b"\xff\xfe", b'{"board": 7}'])
def test_a_torn_memory_of_the_board_takes_the_next_one(tmp_path: Path, torn: bytes) -> None:
    (tmp_path / "board.json").write_bytes(torn)
    assert Paired(tmp_path / "board.json", "bx-1").known == ""


def test_a_press_is_told_once_and_heard_after_it_was_kept(tmp_path: Path) -> None:
    reports: list[BoardReport] = []

    def told(one: BoardReport) -> bool:
        reports.append(one)
        return one.what != "help" or sum(it.what == "help" for it in reports) > 2  # a full spool

    one, played = board(tmp_path, sound, told)
    wait_for(lambda: words.HEARD in played.asked, 10, "heard")
    before = played.asked.index(words.HEARD)
    wait_for(lambda: played.asked.count(words.HEARD) > 2, 10, "a lost answer to be given again")
    one.close()
    helps = [it.press for it in reports if it.what == "help"]
    assert helps == [4, 4, 4]  # refused, refused, kept
    assert played.asked[:before].count(words.STATE) == 3
    assert json.loads((tmp_path / "board.json").read_text()) == {"board": IDENT.hex()}


def broken(kind: int, body: bytes) -> bytes:
    return b"\0\1\2 what is this \0\0\xff"


def echo(kind: int, body: bytes) -> bytes:
    return signlink.encode(kind, 1, body)


@pytest.mark.parametrize(
    ("answers", "state", "alarm"),
    [
        (lambda kind, body: None, "silent", ["board_silent"]),
        (broken, "silent", ["board_silent"]),
        (echo, "silent", ["board_silent"]),
        (lambda kind, body: (NAK, b"\x7f\x20"), "strange", ["board_strange"]),  # an older sign
        (lambda kind, body: (ACK, b""), "strange", ["board_strange"]),
        (lambda kind, body: (ACK, b"\xff" * 40), "strange", ["board_strange"]),
        (
            lambda kind, body: (ACK, words.hello(*hello(pair=b"another "))),
            "strange",
            ["board_strange"],
        ),
        (
            lambda kind, body: (ACK if kind == words.HELLO else NAK, words.hello(*hello())),
            "strange",
            ["board_strange"],
        ),
    ],
    ids=["nothing", "garbage", "echo", "NAK", "empty", "full", "another's", "will not pair"],
)
def test_what_is_not_our_board_is_named_and_nothing_of_it_is_taken(
    tmp_path: Path, answers: Answers, state: str, alarm: list[str]
) -> None:
    reports: list[BoardReport] = []
    one, played = board(tmp_path, answers, keeps(reports))
    wait_for(lambda: len(played.asked) > 6 and one.state == state, 10, state)
    one.close()
    assert (one.alarms(), reports) == (alarm, [])


@pytest.mark.parametrize(
    "state",
    [b"", b"\1\2", words.state(2, 5, 1, 0, 3, 9, 0), felt(press=9)[:-1], felt(press=9, door=0)[:5]],
)
def test_half_a_state_or_one_of_another_board_is_not_taken(tmp_path: Path, state: bytes) -> None:
    reports: list[BoardReport] = []

    def answers(kind: int, body: bytes) -> tuple[int, bytes]:
        return sound(kind, body) if kind != words.STATE else (ACK, state)

    one, played = board(tmp_path, answers, keeps(reports))
    wait_for(lambda: played.asked.count(words.STATE) > 3, 10, "questions")
    one.close()
    assert reports == []
    assert words.HEARD not in played.asked


def test_a_board_that_began_anew_is_introduced_again(tmp_path: Path) -> None:
    reports: list[BoardReport] = []
    boots = iter([1, 1, 2, 2, 2])
    now = [1]

    def answers(kind: int, body: bytes) -> tuple[int, bytes]:
        if kind == words.HELLO:
            return ACK, words.hello(*hello(boot=now[0]))
        now[0] = next(boots, 2) if kind == words.STATE else now[0]
        return ACK, felt(boot=now[0], up=now[0]) if kind == words.STATE else b""

    one, _ = board(tmp_path, answers, keeps(reports))
    wait_for(lambda: len(reports) > 1, 10, "the second introduction")
    one.close()
    assert [(it.what, it.uptime_s) for it in reports] == [("hello", 1), ("hello", 2)]


def test_a_sign_that_flaps_is_told_of_once_an_hour_or_when_it_began_anew() -> None:
    reports: list[BoardReport] = []
    tell = Introduced(keeps(reports))
    for up, boot in ((5, 1), (6, 1), (900, 1), (901, 2), (2, 2), (3, 2)):
        tell(hello(up=up, boot=boot))
    assert [it.uptime_s for it in reports] == [5, 901]
    assert report(hello(up=2**32 - 1)).uptime_s == 10_000_000


def test_an_older_sign_that_cannot_be_dimmed_is_asked_once_and_left_in_peace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answers(kind: int, body: bytes) -> tuple[int, bytes]:
        known = kind in (signlink.PING, signlink.CLEAR, signlink.PIXELS)
        return (ACK, bytes(2)) if known else (NAK, b"\x7f\x1f")

    played = Played(answers)

    @contextmanager
    def opened(*_: Any) -> Any:
        yield played

    monkeypatch.setattr("yizhan_edge.sign.open_cable", opened)
    met: list[words.Hello] = []
    sign = Sign("a port", lambda *_: None, pace=QUICK, met=met.append)
    sign.bright(3)
    sign.start()
    wait_for(lambda: played.asked.count(signlink.PING) > 4, 10, "some pings")
    sign.close()
    asked = [kind for kind in played.asked if kind in (words.HELLO, words.BRIGHT)]
    assert (asked, met, sign.state) == ([words.HELLO, words.BRIGHT], [], "ok")
