"""Asking the board: an answer counts only for its own question."""

from collections.abc import Callable

import pytest
import signlink
from signlink import ACK, CLEAR, HOLD, NAK, PING, PIXELS
from yizhan_edge.lettering import Lettering
from yizhan_edge.message import Message, code
from yizhan_edge.signline import Line, Pace

Frame = tuple[int, int, bytes]
HASTY = Pace(answer_s=0.01, tries=3)


class Echo:
    """A port in memory: what `board` says to a frame comes back."""

    def __init__(self, board: Callable[[Frame], bytes]) -> None:
        self.board = board
        self.asked: list[Frame] = []
        self.back = b""

    @property
    def in_waiting(self) -> int:
        return len(self.back)

    def read(self, size: int) -> bytes:
        came, self.back = self.back[:size], self.back[size:]
        return came

    def write(self, data: bytes) -> int:
        [frame] = signlink.Decoder().feed(data)
        self.asked.append(frame)
        self.back += self.board(frame)
        return len(data)


def test_the_first_answer_ends_the_asking() -> None:
    port = Echo(lambda frame: signlink.encode(ACK, frame[1], b"so"))
    assert Line(port, HASTY).ask(PING) == (ACK, b"so", 1)
    assert len(port.asked) == 1


def test_a_silent_board_is_asked_so_often_and_always_under_one_number() -> None:
    port = Echo(lambda _: b"")
    assert Line(port, HASTY).ask(PIXELS, b"x") == (0, b"", HASTY.tries)
    assert len(port.asked) == HASTY.tries
    assert len(set(port.asked)) == 1


@pytest.mark.parametrize(
    "other",
    [
        lambda frame: signlink.encode(ACK, (frame[1] - 1) % 65536),  # late, for the one before
        lambda frame: signlink.encode(*frame),  # our own words, from a cable that echoes
        lambda frame: signlink.encode(ACK, frame[1])[:-3] + b"\0",  # torn
    ],
)
def test_nothing_else_on_the_cable_is_an_answer(other: Callable[[Frame], bytes]) -> None:
    assert Line(Echo(other), HASTY).ask(PING).kind == 0
    real = Line(Echo(lambda f: other(f) + signlink.encode(NAK, f[1], b"\x7f\x20")), HASTY)
    assert real.ask(PING) == (NAK, b"\x7f\x20", 1)


def test_each_question_has_a_number_of_its_own() -> None:
    port = Echo(lambda frame: signlink.encode(ACK, frame[1]))
    line = Line(port, HASTY)
    for _ in range(5):
        line.ask(PING)
    assert len({seq for _, seq, _ in port.asked}) == 5


def test_a_message_s_name_is_short_and_does_not_say_its_words() -> None:
    assert code("请稍候") == code("请稍候") != code("请稍等")
    assert len(code("abc")) == 8
    assert "abc" not in code("abc")


def test_a_message_stands_by_its_first_page_and_no_page_means_the_default() -> None:
    pages = Lettering(size=(16, 16)).pages("甲乙")
    message = Message("m", pages, seconds=6)
    kind, body = message.standing()
    assert kind == PIXELS
    assert signlink.read_picture(body) == (16, 16, 0, HOLD, pages[0].rows)
    assert signlink.read_picture(message.passing(1, 3)[1]) == (16, 16, 3, 0, pages[1].rows)
    assert message.mark() == signlink.crc16(body).to_bytes(2, "big")
    assert Message("m", []).standing() == (CLEAR, b"")
    assert Message("m", []).mark() == b"\0\0"


@pytest.mark.parametrize(("seconds", "pages", "each"), [(5, 1, 5), (0, 1, 1), (9, 3, 3), (3, 3, 2)])
def test_the_pages_share_the_time_and_none_is_too_short(
    seconds: int, pages: int, each: int
) -> None:
    some = Lettering(size=(16, 16)).pages("字" * pages)
    assert Message("m", some, seconds).share() == each
