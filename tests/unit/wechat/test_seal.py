"""The seal of WeChat's safe mode, held against a kept library."""

import base64
import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException, InvalidSignatureException
from yizhan_collector.doors.wechat.seal import Forged, Seal, Stale, Unreadable
from yizhan_collector.ground.refusals import BadSettings

KEY = "kWxPENpdd9sVoPLUWSTDGRA3JDEfE2DQyG9MBDYDqxn"
TOKEN, APP = "dezao-yizhan-token", "wx0000000000000001"
SEAL = Seal.agreed(TOKEN, KEY, APP)
NOW = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)
AT = str(int(NOW.timestamp()))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
PLAIN = st.text(string.ascii_letters + string.digits, min_size=1, max_size=32)


def oracle() -> WeChatCrypto:
    return WeChatCrypto(TOKEN, KEY, APP)


@given(WORDS, PLAIN)
def test_what_the_library_seals_is_opened_here(said: str, nonce: str) -> None:
    xml = oracle().encrypt_message(said, nonce, AT)
    sealed = xml.split("<Encrypt><![CDATA[", 1)[1].split("]]>", 1)[0]
    signed = xml.split("<MsgSignature><![CDATA[", 1)[1].split("]]>", 1)[0]
    SEAL.require(signed, NOW, AT, nonce, sealed)
    assert SEAL.open(sealed) == said.encode()


@given(WORDS, PLAIN)
def test_what_is_sealed_here_is_opened_by_the_library(said: str, nonce: str) -> None:
    sealed = SEAL.close(said.encode())
    signed = SEAL.signature(AT, nonce, sealed)
    assert oracle().decrypt_message({"Encrypt": sealed}, signed, AT, nonce) == said


@given(PLAIN, PLAIN, st.lists(PLAIN, max_size=2))
def test_a_signature_of_anything_else_is_forged(nonce: str, other: str, more: list[str]) -> None:
    signed = SEAL.signature(AT, nonce, *more)
    SEAL.require(signed, NOW, AT, nonce, *more)
    if other != nonce:
        with pytest.raises(Forged):
            SEAL.require(signed, NOW, AT, other + "x", *more)
    for wrong in ("", signed[:-1], signed.upper() + "0", "é" * 40):
        with pytest.raises(Forged):
            SEAL.require(wrong, NOW, AT, nonce, *more)


@pytest.mark.parametrize("away", [-301, -86400, 301, 86400])
def test_a_message_of_another_time_is_stale(away: int) -> None:
    stamp = str(int((NOW + timedelta(seconds=away)).timestamp()))
    with pytest.raises(Stale):
        SEAL.require(SEAL.signature(stamp, "n"), NOW, stamp, "n")


@pytest.mark.parametrize("away", [-300, 0, 300])
def test_five_minutes_either_way_are_taken(away: int) -> None:
    stamp = str(int((NOW + timedelta(seconds=away)).timestamp()))
    SEAL.require(SEAL.signature(stamp, "n"), NOW, stamp, "n")


@pytest.mark.parametrize("stamp", ["", "x", "1e9", "-1", "９" * 5, "9" * 40])
def test_a_time_that_is_none_is_stale(stamp: str) -> None:
    with pytest.raises(Stale):
        SEAL.require(SEAL.signature(stamp, "n"), NOW, stamp, "n")


@given(st.binary(max_size=400))
def test_no_bytes_crash_the_opening_and_none_are_opened_that_the_library_refuses(
    box: bytes,
) -> None:
    sealed = base64.b64encode(box).decode()
    try:
        SEAL.open(sealed)
    except Unreadable:
        return
    signed = SEAL.signature(AT, "n", sealed)
    oracle().decrypt_message({"Encrypt": sealed}, signed, AT, "n")


@given(st.integers(0, 400), st.integers(1, 255))
def test_one_changed_byte_is_never_taken_for_the_message(place: int, flip: int) -> None:
    box = bytearray(base64.b64decode(SEAL.close("您好,我想咨询工伤。".encode() * 3)))
    box[place % len(box)] ^= flip
    sealed = base64.b64encode(bytes(box)).decode()
    with pytest.raises(InvalidSignatureException):
        oracle().decrypt_message({"Encrypt": sealed}, SEAL.signature(AT, "n"), AT, "n")
    with pytest.raises(Forged):
        SEAL.require(SEAL.signature(AT, "n"), NOW, AT, "n", sealed)


def test_a_message_for_another_account_is_not_opened() -> None:
    other = Seal.agreed(TOKEN, KEY, "wx0000000000000002").close(b"x")
    with pytest.raises(Unreadable):
        SEAL.open(other)
    with pytest.raises(InvalidAppIdException):
        oracle().decrypt_message({"Encrypt": other}, SEAL.signature(AT, "n", other), AT, "n")


@pytest.mark.parametrize("text", ["", "short", KEY + "AA", KEY[:-1] + "!", "密" * 43])
def test_a_key_that_is_none_is_refused_at_the_start(text: str) -> None:
    with pytest.raises(BadSettings, match="43"):
        Seal.agreed(TOKEN, text, APP)


def test_two_sealings_of_the_same_differ() -> None:
    assert SEAL.close(b"same") != SEAL.close(b"same")
