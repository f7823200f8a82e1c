"""The real firmware under MicroPython, frame by frame."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import signlink
from signlink import ACK, CLEAR, HOLD, NAK, PING, PIXELS, words
from stack import host
from stack.hand import Hand
from stack.host import REPO
from stack.process import wait_for
from stack.sign import BoardSign
from yizhan_edge.lettering import Lettering, Picture

WORDS = Lettering()
DEFAULT = WORDS.pages("有事请到服务窗口")[0]
ONE, TWO = (WORDS.pages(text)[0] for text in ("请在此等候", "谢谢,已登记"))


def body(picture: Picture, seconds: int = 0, flags: int = 0) -> bytes:
    return signlink.picture(picture.width, picture.height, picture.rows, seconds, flags)


@pytest.fixture
def sign(tmp_path: Path) -> Iterator[BoardSign]:
    """A board that falls silent after three seconds."""
    tmp_path.chmod(0o755)
    one = BoardSign(tmp_path, silence_s=3)
    one.start()
    yield one
    one.stop()


@pytest.fixture
def hand(sign: BoardSign) -> Iterator[Hand]:
    one = Hand(sign.port)
    yield one
    one.close()


def test_a_board_that_nobody_told_anything_shows_its_default(sign: BoardSign) -> None:
    assert (sign.state(), sign.shown()) == ("default", DEFAULT)
    assert sign.picture() == DEFAULT.lines()


def test_a_picture_is_shown_before_it_is_acknowledged(sign: BoardSign, hand: Hand) -> None:
    assert hand.ask(PIXELS, 7, body(ONE, flags=HOLD)) == (ACK, b"")
    assert (sign.state(), sign.shown()) == ("standing", ONE)


def test_a_passing_picture_gives_way_to_the_standing_one(sign: BoardSign, hand: Hand) -> None:
    hand.ask(PIXELS, 1, body(ONE, flags=HOLD))
    hand.ask(PIXELS, 2, body(TWO, seconds=1))
    assert (sign.state(), sign.shown()) == ("passing", TWO)
    wait_for(lambda: sign.state() != "passing", 5, "the end of the passing picture")
    assert (sign.state(), sign.shown()) == ("standing", ONE)


def test_a_new_standing_picture_lets_the_passing_one_finish(sign: BoardSign, hand: Hand) -> None:
    hand.ask(PIXELS, 1, body(TWO, seconds=1))
    hand.ask(PIXELS, 2, body(ONE, flags=HOLD))
    assert sign.shown() == TWO
    wait_for(lambda: sign.shown() == ONE, 5, "the standing picture")


def test_a_repeat_is_acknowledged_again_and_not_shown_again(sign: BoardSign, hand: Hand) -> None:
    for _ in range(3):
        assert hand.ask(PIXELS, 5, body(TWO, seconds=9)) == (ACK, b"")
    assert sign.passed() == [TWO]
    hand.ask(PIXELS, 6, body(TWO, seconds=9))
    hand.ask(PIXELS, 6, body(ONE, seconds=9))  # a box that began anew at the same number
    assert sign.passed() == [TWO, TWO, ONE]


@pytest.mark.parametrize(
    "wrong",
    [
        body(Lettering(size=(64, 16)).pages("小")[0], flags=HOLD),
        body(ONE, flags=HOLD)[:-1],
        body(ONE),  # neither standing nor for any seconds
        b"",
    ],
    ids=["another size", "too short", "no time", "empty"],
)
def test_a_bad_picture_is_refused_and_changes_nothing(
    sign: BoardSign, hand: Hand, wrong: bytes
) -> None:
    assert hand.ask(PIXELS, 9, wrong) == (NAK, bytes([127, 32]))
    assert hand.ask(99, 10, wrong) == (NAK, bytes([127, 32]))
    assert [picture for _, picture in sign.history()] == [DEFAULT]


def test_a_ping_tells_which_picture_stands_and_clear_takes_it_away(
    sign: BoardSign, hand: Hand
) -> None:
    assert hand.ask(PING, 1) == (ACK, b"\0\0")
    hand.ask(PIXELS, 2, body(ONE, flags=HOLD))
    mark = signlink.crc16(body(ONE, flags=HOLD)).to_bytes(2, "big")
    assert hand.ask(PING, 3) == (ACK, mark)
    assert hand.ask(CLEAR, 4) == (ACK, b"")
    assert (sign.state(), sign.shown()) == ("default", DEFAULT)


def test_silence_brings_the_default_and_any_word_ends_it(sign: BoardSign, hand: Hand) -> None:
    hand.ask(PIXELS, 1, body(ONE, flags=HOLD))
    hand.put(b"\0noise is no word\0")
    wait_for(lambda: sign.state() == "default", 5, "the default")
    assert sign.shown() == DEFAULT
    hand.ask(PING, 2)
    assert (sign.state(), sign.shown()) == ("standing", ONE)


def test_pings_keep_the_standing_picture_past_the_silence(sign: BoardSign, hand: Hand) -> None:
    hand.ask(PIXELS, 1, body(ONE, flags=HOLD))
    hand.ask(PIXELS, 2, body(TWO, seconds=4))  # outlives the silence
    seq = iter(range(3, 65536))
    wait_for(lambda: hand.ask(PING, next(seq)) and sign.state() == "standing", 6, "its end")
    assert [state for state, _ in sign.history()] == ["default", "standing", "passing", "standing"]


def test_a_flood_of_garbage_shows_nothing_and_stops_nothing(sign: BoardSign, hand: Hand) -> None:
    chance = Random(20261124)
    hand.put(chance.randbytes(60_000))
    whole = signlink.encode(PIXELS, 1, body(ONE, flags=HOLD))
    hand.put(whole[:200])  # half a frame, then another one
    assert hand.ask(PIXELS, 2, body(TWO, flags=HOLD)) == (ACK, b"")
    assert hand.answers == [(ACK, 2, b"")]
    assert {picture for _, picture in sign.history()} == {DEFAULT, TWO}


def test_the_standing_picture_outlives_a_reset(sign: BoardSign, hand: Hand) -> None:
    hand.ask(PIXELS, 1, body(ONE, flags=HOLD))
    hand.ask(PIXELS, 2, body(TWO, seconds=9))
    sign.reset()
    assert (sign.state(), sign.shown()) == ("standing", ONE)


def test_flash_is_written_only_when_the_standing_picture_changes(
    sign: BoardSign, hand: Hand
) -> None:
    hand.ask(PIXELS, 1, body(ONE, flags=HOLD))
    before = sign.kept()
    for seq in range(2, 6):
        hand.ask(PIXELS, seq, body(ONE, flags=HOLD))
        hand.ask(PIXELS, seq + 10, body(TWO, seconds=1))
    assert sign.kept() == before
    hand.ask(PIXELS, 30, body(TWO, flags=HOLD))
    assert sign.kept() != before


@pytest.mark.parametrize("cut", [0, 5, 100, -1])
def test_a_copy_torn_by_a_power_cut_gives_way_to_the_one_before(
    sign: BoardSign, hand: Hand, cut: int
) -> None:
    for seq, picture in enumerate((TWO, ONE, TWO), 1):
        hand.ask(PIXELS, seq, body(picture, flags=HOLD))
        newest = max(sign.kept().items(), key=lambda copy: copy[1][0])[0]
    newest.write_bytes(newest.read_bytes()[:cut])
    sign.reset()
    assert (sign.state(), sign.shown()) == ("standing", ONE)


def test_a_board_whose_copies_are_both_torn_shows_its_default(sign: BoardSign, hand: Hand) -> None:
    hand.ask(PIXELS, 1, body(ONE, flags=HOLD))
    hand.ask(PIXELS, 2, body(TWO, flags=HOLD))
    for copy in sign.kept():
        copy.write_bytes(copy.read_bytes()[:-1])
    sign.reset()
    assert (sign.state(), sign.shown()) == ("default", DEFAULT)


def test_a_board_says_who_it_is_and_counts_good_and_bad_frames(sign: BoardSign, hand: Hand) -> None:
    hand.ask(PING, 1)
    hand.put(b"\0neither this\0nor that\0")
    kind, told = hand.ask(words.HELLO, 2)
    one = words.read_hello(told)
    assert (kind, one.role, one.ident) == (ACK, words.SIGN, sign.ident)
    assert (words.CAUSES[one.cause], one.pair) == ("power", bytes(8))
    assert (one.good, one.bad) == (2, 2)
    assert one.uptime_s < 60


def test_the_time_since_the_start_goes_on_and_begins_anew_with_a_reset(
    sign: BoardSign, hand: Hand
) -> None:
    def uptime_s() -> int:
        return int(words.read_hello(hand.ask(words.HELLO, next(seq))[1]).uptime_s)

    seq = iter(range(1, 65536))
    wait_for(lambda: uptime_s() >= 2, 5, "two seconds")
    sign.reset()
    assert uptime_s() < 2


def test_a_panel_is_as_bright_as_was_last_said(sign: BoardSign, hand: Hand) -> None:
    assert sign.bright() is None
    assert hand.ask(words.BRIGHT, 1, b"\x02") == (ACK, b"")
    assert sign.bright() == 2
    for seq, wrong in enumerate((b"", b"\x08", b"\x01\x01"), 2):
        assert hand.ask(words.BRIGHT, seq, wrong)[0] == NAK
    assert sign.bright() == 2


def test_every_file_of_the_board_compiles_for_micropython(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    for place, file in enumerate(sorted((REPO / "firmware").glob("*/**/*.py"))):
        copy = tmp_path / f"{place}.py"
        copy.write_bytes(file.read_bytes())
        run = ["micropython", "-X", "compile-only", str(copy)]
        done = subprocess.run(host.command(tmp_path, run), capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
