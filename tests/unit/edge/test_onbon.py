"""Frames of Onbon's controllers, held to the examples that their maker printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack import onbon as theirs
from yizhan_edge import onbon

HEADS = "a5a5a5a5a5a5a5a5"
# examples 8, 4 and 5 of the protocol and that of its PING
WELCOME = bytes.fromhex(
    HEADS
    + "feff0080000000000000fe022c00a30601000000012300000080000080802000000000"
    "0a00000000020101000 20a08000000bbb6d3adb9e2c1d93c495a".replace(" ", "")
)
ACKED = bytes.fromhex(HEADS + "a50080feff000000000000fe020500a00000000014ac5a")
NACKED = bytes.fromhex(HEADS + "a50080feff000000000000fe020500a00105000005515a")
PINGED = bytes.fromhex(HEADS + "01000080000000000000fe020500a2000100006 8f85a".replace(" ", ""))


def test_the_maker_s_examples_are_read_and_written_byte_for_byte() -> None:
    assert onbon.Decoder().feed(ACKED) == [(True, 0)]
    assert onbon.Decoder().feed(NACKED) == [(False, onbon.CHECKSUM)]
    assert onbon.frame(onbon.PING, to=1) == PINGED
    assert onbon.frame(WELCOME[8 + 14 : -3]) == WELCOME
    assert theirs.area(WELCOME[8 + 14 + 9 : -3])["text"] == "欢迎光临"


@given(st.binary(max_size=600))
def test_any_data_comes_back_from_between_head_and_tail(data: bytes) -> None:
    framed = onbon.frame(data)
    assert framed[8:-1].count(b"\xa5") == framed[8:-1].count(b"\x5a") == 0
    assert theirs.unpack(framed[8:-1]) == (data, True)


@given(st.binary(max_size=40))
def test_the_checksum_is_that_of_the_appendix(data: bytes) -> None:
    assert onbon.crc16(data).to_bytes(2, "little") == theirs.checksum(data)
    assert onbon.crc16(b"123456789") == 0xBB3D  # CRC-16/ARC


@given(st.binary(max_size=300), st.integers(1, 50))
def test_a_reply_is_found_after_any_noise_however_it_is_cut(noise: bytes, step: int) -> None:
    decoder, line = onbon.Decoder(), noise + theirs.pack(bytes([0xA0, 0, 0, 0, 0]))
    parts = [line[at : at + step] for at in range(0, len(line), step)]
    assert [one for part in parts for one in decoder.feed(part)][-1:] == [(True, 0)]


@given(st.integers(0, 8 * 30 - 1))
def test_one_flipped_bit_is_no_reply(bit: int) -> None:
    whole = bytearray(theirs.pack(bytes([0xA0, 0, 0, 0, 0])))
    place = 8 + bit // 8 % (len(whole) - 9)
    whole[place] ^= 1 << bit % 8
    assert onbon.Decoder().feed(bytes(whole)) == []


@pytest.mark.parametrize("cut", range(1, 30))
def test_half_a_reply_is_none_and_costs_no_other(cut: int) -> None:
    decoder = onbon.Decoder()
    assert decoder.feed(ACKED[:-cut]) == []
    assert decoder.feed(NACKED) == [(False, 5)]


def test_a_stream_without_an_end_is_not_kept() -> None:
    decoder = onbon.Decoder()
    decoder.feed(b"\xa5" + b"\x00" * 100_000)
    assert decoder.feed(b"\x5a" + ACKED) == [(True, 0)]
    assert decoder.bad == 1


def test_an_area_covers_the_panel_and_ends_by_itself() -> None:
    one = theirs.area(onbon.area("政务服务大厅", (128, 32), 60)[9:])
    assert one == {
        "place": [0, 0, 128, 32],
        "number": 0,
        "run": 2,
        "timeout": 60,
        "text": "\\FO000\\FE000\\C1政务服务大厅",
        "whole": True,
    }


def test_an_order_to_the_controller_is_shown_and_not_obeyed() -> None:
    text = theirs.area(onbon.area("\\DY\\T000star|", (128, 32), 9)[9:])["text"]
    assert text.removeprefix("\\FO000\\FE000\\C1") == "＼DY＼T000star|"


@pytest.mark.parametrize("text", ["㼆", "谢谢😀", "字" * 400])
def test_a_text_the_controller_cannot_show_is_refused(text: str) -> None:
    with pytest.raises(onbon.Unshowable):
        onbon.area(text, (128, 32), 9)
