"""Wish, code and grant: over the line, in a picture, on a stick, they come back the same."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st
from yizhan_edge.claiming import page, stick
from yizhan_edge.errors import GrantRefused
from yizhan_wire import claims
from yizhan_wire.claims import Grant, Wish
from yizhan_wire.errors import BadWish

NOW = datetime(2026, 11, 24, tzinfo=UTC)
KEY = ec.generate_private_key(ec.SECP256R1())
NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "box")])
CODE = claims.code_of(KEY.public_key())


def request(
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey = KEY,
) -> x509.CertificateSigningRequest:
    return x509.CertificateSigningRequestBuilder(NAME).sign(key, hashes.SHA256())


WISH = claims.wish(request(), "Raspberry Pi 5 Model B", "0.1.0")


def test_the_code_is_the_head_of_the_keys_digest() -> None:
    spki = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    bits = f"{int.from_bytes(hashlib.sha256(spki).digest()):0256b}"
    expected = "".join(claims.LETTERS[int(bits[at : at + 5], 2)] for at in range(0, 50, 5))
    assert expected == CODE


@given(key=st.integers(0, 2**50 - 1), lower=st.booleans(), dash=st.booleans())
def test_a_code_is_read_however_it_is_typed(key: int, lower: bool, dash: bool) -> None:
    code = "".join(claims.LETTERS[key >> (5 * place) & 31] for place in range(10))
    typed = claims.shown(code) if dash else f" {code} "
    typed = typed.replace("0", "o").replace("1", "l") if lower else typed
    assert claims.typed(typed.lower() if lower else typed) == code


@pytest.mark.parametrize(
    "text", ["", "ABCDE", "ABCDE-FGHJK-M", "ABCDE-FGHJU", "认领码认领码认领码认"]
)
def test_what_is_no_code_is_none(text: str) -> None:
    assert claims.typed(text) == ""


@given(hardware=st.text(max_size=200), version=st.text(max_size=200))
def test_a_wish_comes_back_from_a_picture_and_from_a_file(hardware: str, version: str) -> None:
    wish = claims.wish(request(), hardware, version)
    assert claims.load(claims.dump(wish)) == wish
    assert claims.load(msgspec.json.encode(wish)) == wish
    found = claims.asked(wish)
    assert (found.code, found.key) == (CODE, KEY.public_key())


@given(raw=st.binary(max_size=500))
def test_no_bytes_are_a_wish(raw: bytes) -> None:
    with pytest.raises(BadWish):
        claims.load(raw)


@given(length=st.integers(0, 5000))
def test_half_a_wish_is_refused_as_a_word_and_as_a_file(length: int) -> None:
    for whole in (claims.dump(WISH).encode(), msgspec.json.encode(WISH)):
        with pytest.raises(BadWish):
            claims.asked(claims.load(whole[: length % len(whole)]))


@pytest.mark.parametrize(
    "wish",
    [
        claims.wish(request(rsa.generate_private_key(65537, 2048)), "", ""),
        claims.wish(request(ec.generate_private_key(ec.SECP224R1())), "", ""),
        Wish(""),
        Wish("####"),
        Wish(WISH.request[:-8] + "AAAAAAA="),
    ],
    ids=["RSA", "P-224", "empty", "no base 64", "signed by another"],
)
def test_a_wish_must_be_signed_by_its_own_good_key(wish: Wish) -> None:
    with pytest.raises(BadWish):
        claims.asked(wish)


def test_a_picture_is_small_enough_to_be_scanned_from_a_screen() -> None:
    text = f"https://office.example.gov.cn:8443/claim#wish={claims.dump(WISH)}"
    svg = page.picture(text)
    modules = int(svg.split(b'width="')[1].split(b'"')[0]) // 4 - 8
    assert modules <= 101  # version 21; phones read it at 8 cm


def test_a_stick_without_our_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    assert stick.folders(tmp_path) == []
    assert stick.folders(tmp_path / "pulled out") == []
    assert stick.folders(None) == []


def test_a_wish_lies_on_each_stick_and_a_grant_is_found_there(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name / "yizhan").mkdir(parents=True)
    grant = Grant(CODE, "bx-210521100-1", "chain")
    for folder in stick.folders(tmp_path):
        assert stick.find(folder, CODE) is None
        stick.leave(folder, CODE, WISH)
        assert claims.load((folder / f"wish-{CODE}.json").read_bytes()) == WISH
        (folder / f"grant-{CODE}.json").write_bytes(msgspec.json.encode(grant))
        assert stick.find(folder, CODE) == grant


@pytest.mark.parametrize("raw", [b"", b'{"code": "', b"\xff", bytes(40_000)])
def test_half_a_grant_is_refused(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / f"grant-{CODE}.json").write_bytes(raw)
    with pytest.raises(GrantRefused, match="download it"):
        stick.find(tmp_path, CODE)


def test_the_grant_of_another_box_is_refused(tmp_path: Path) -> None:
    other = msgspec.json.encode(Grant("0123456789", "bx-210521100-1", "chain"))
    (tmp_path / f"grant-{CODE}.json").write_bytes(other)
    with pytest.raises(GrantRefused):
        stick.find(tmp_path, CODE)
