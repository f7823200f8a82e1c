"""The seal of WeChat's safe mode, held against a kept library."""

import base64
import string
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import assume, given
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


SAID = "您好,我想咨询工伤。".encode() * 3


def signed_with(sealed: str) -> str:
    return SEAL.signature(AT, "n", sealed)


@given(st.integers(0, 400), st.integers(1, 255))
def test_one_changed_byte_is_refused_here_as_by_the_library(place: int, flip: int) -> None:
    sealed = SEAL.close(SAID)
    box = bytearray(base64.b64decode(sealed))
    box[place % len(box)] ^= flip
    changed, right = base64.b64encode(bytes(box)).decode(), signed_with(sealed)
    with pytest.raises(InvalidSignatureException):
        oracle().decrypt_message({"Encrypt": changed}, right, AT, "n")
    with pytest.raises(Forged):
        SEAL.require(right, NOW, AT, "n", changed)


@given(st.integers(0, 3), st.integers(0, 500), st.sampled_from(string.ascii_letters + "0+/= "))
def test_one_changed_sign_of_any_signed_part_is_refused_here_as_by_the_library(
    part: int, place: int, sign: str
) -> None:
    sealed = SEAL.close(SAID)
    given = [signed_with(sealed), AT, "a-nonce", sealed]
    given[0] = SEAL.signature(*given[1:])
    old = given[part]
    at = place % len(old)
    given[part] = old[:at] + sign + old[at + 1 :]
    assume(given[part] != old)
    with pytest.raises(InvalidSignatureException):
        oracle().decrypt_message({"Encrypt": given[3]}, given[0], given[1], given[2])
    with pytest.raises(Forged):
        SEAL.require(given[0], NOW, *given[1:])


@given(st.binary(max_size=200), st.integers(0, 400), st.integers(1, 255))
def test_who_knows_the_token_alone_opens_nothing_that_the_library_does_not(
    said: bytes, place: int, flip: int
) -> None:
    """Signed again after a byte was changed: the same bytes as there, or none."""
    box = bytearray(base64.b64decode(SEAL.close(said)))
    box[place % len(box)] ^= flip
    sealed = base64.b64encode(bytes(box)).decode()
    try:
        found = SEAL.open(sealed)
    except Unreadable:
        return
    try:
        there = oracle().decrypt_message({"Encrypt": sealed}, signed_with(sealed), AT, "n")
    except UnicodeDecodeError:  # it reads text only; ours leaves that to the XML
        return
    assert found == there.encode()


@given(st.integers(0, 1000))
def test_a_sealed_message_that_was_cut_is_opened_nowhere(length: int) -> None:
    whole = SEAL.close(SAID)
    sealed = whole[: length % len(whole)]
    with pytest.raises(Unreadable):
        SEAL.open(sealed)
    with pytest.raises(Exception):  # noqa: B017 # whatever the library stumbles over
        oracle().decrypt_message({"Encrypt": sealed}, signed_with(sealed), AT, "n")


@given(st.text(string.ascii_letters + string.digits, max_size=40).filter(lambda one: one != APP))
def test_a_message_of_another_appid_is_opened_nowhere(other: str) -> None:
    sealed = Seal.agreed(TOKEN, KEY, other).close(SAID)
    with pytest.raises(Unreadable):
        SEAL.open(sealed)
    with pytest.raises(InvalidAppIdException):
        oracle().decrypt_message({"Encrypt": sealed}, signed_with(sealed), AT, "n")


def padded(end: bytes) -> str:
    """A message for this account with another end than it should have; whole blocks."""
    plain = b"r" * 16 + len(SAID).to_bytes(4, "big") + SAID + APP.encode()
    plain += b"\x00" * (-(len(plain) + len(end)) % 16) + end
    cipher = Cipher(algorithms.AES256(SEAL.key), modes.CBC(SEAL.key[:16])).encryptor()
    return base64.b64encode(cipher.update(plain)).decode()


@given(st.binary(min_size=1, max_size=48))
def test_a_wrong_padding_is_not_opened(end: bytes) -> None:
    right = len(b"r" * 20 + SAID + APP.encode()) % 32
    assume(end != bytes([32 - right]) * (32 - right))
    with pytest.raises(Unreadable):
        SEAL.open(padded(end))


def test_the_right_padding_is_opened() -> None:
    missing = 32 - len(b"r" * 20 + SAID + APP.encode()) % 32
    assert SEAL.open(padded(bytes([missing]) * missing)) == SAID


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
