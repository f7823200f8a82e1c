"""The cable's words: any frame comes back, any noise costs at most the frame it hit."""

import binascii

import pytest
import signlink
from hypothesis import given, settings
from hypothesis import strategies as st

bodies = st.binary(max_size=1000)
seqs = st.integers(0, 65535)


@given(st.binary(max_size=1100))
def test_stuffing_leaves_no_zero_and_comes_back(data: bytes) -> None:
    stuffed = signlink.stuff(data)
    assert 0 not in stuffed
    assert signlink.unstuff(stuffed) == data


@pytest.mark.parametrize("length", [253, 254, 255, 508, 509])
def test_long_runs_without_zero_come_back(length: int) -> None:
    for tail in (b"", b"\0", b"\1"):
        data = b"\xaa" * length + tail
        assert signlink.unstuff(signlink.stuff(data)) == data


@given(st.binary(max_size=200))
def test_the_checksum_is_the_library_s(data: bytes) -> None:
    assert signlink.crc16(data) == binascii.crc_hqx(data, 0xFFFF) ^ 0xFFFF


@given(st.lists(st.tuples(st.integers(1, 4), seqs, bodies), max_size=5), st.integers(1, 97))
def test_frames_come_back_however_the_cable_cuts_them(
    sent: list[tuple[int, int, bytes]], step: int
) -> None:
    line = b"".join(signlink.encode(*one) for one in sent)
    decoder = signlink.Decoder()
    got = [f for at in range(0, len(line), step) for f in decoder.feed(line[at : at + step])]
    assert got == sent


@given(st.binary(max_size=3000), seqs, bodies)
def test_the_next_frame_survives_any_noise_before_it(noise: bytes, seq: int, body: bytes) -> None:
    decoder = signlink.Decoder()
    decoder.feed(noise)
    assert decoder.feed(signlink.encode(1, seq, body))[-1] == (1, seq, body)


# derandomized: a 16-bit checksum may by chance fit one wrong frame in 65,536
@settings(derandomize=True)
@given(seqs, bodies, st.integers(1, 3))
def test_a_frame_cut_short_is_no_frame(seq: int, body: bytes, lost: int) -> None:
    frame = signlink.encode(1, seq, body)
    assert signlink.Decoder().feed(frame[: -1 - lost] + b"\x00") == []


@settings(derandomize=True)
@given(seqs, bodies, st.data())
def test_a_flipped_bit_never_gives_another_frame(
    seq: int, body: bytes, data: st.DataObject
) -> None:
    frame = bytearray(signlink.encode(1, seq, body))
    place = data.draw(st.integers(1, len(frame) - 2))
    frame[place] ^= 1 << data.draw(st.integers(0, 7))
    assert signlink.Decoder().feed(bytes(frame)) in ([], [(1, seq, body)])


def test_a_torn_frame_costs_only_itself() -> None:
    decoder = signlink.Decoder()
    whole = signlink.encode(1, 7, b"hello")
    assert decoder.feed(whole[: len(whole) // 2]) == []
    assert decoder.feed(signlink.encode(1, 8, b"next")) == [(1, 8, b"next")]
    assert decoder.bad == 1


def test_a_picture_comes_back_and_a_wrong_size_is_refused() -> None:
    body = signlink.picture(64, 16, bytes(128), seconds=300, flags=signlink.HOLD)
    assert signlink.read_picture(body) == (64, 16, 300, signlink.HOLD, bytes(128))
    with pytest.raises(ValueError, match="do not fit"):
        signlink.picture(64, 16, bytes(127))
    with pytest.raises(signlink.BadFrame):
        signlink.read_picture(body[:-1])
