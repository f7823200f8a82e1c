"""What is opened was signed by whom we trust: held against openssl's own signing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given, settings
from hypothesis import strategies as st
from stack import signed
from yizhan_collector.adapters import cms as adapter
from yizhan_collector.adapters.cms import Cms, NoOpenssl, NoSignedFile, Opened
from yizhan_collector.ground.refusals import Refused
from yizhan_provisioning.authority import Authority

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
CONTENT = b"PK\x03\x04 what was said\r\n\r\n" * 9
FEW = settings(max_examples=40, deadline=None)  # each starts a program


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Cms:
    authority = Authority.create(tmp_path_factory.mktemp("cms") / "ca", NOW)
    one = authority.issue("collector", NOW)
    authority.issue("court-1", NOW)
    return Cms(one.ca, one.cert, one.key)


@pytest.fixture(scope="module")
def theirs(ours: Cms) -> bytes:
    folder = ours.ca.parent
    return signed.sign(folder / "court-1.crt", folder / "court-1.key", CONTENT)


@FEW
@given(content=st.binary(max_size=3000))
def test_what_we_sign_is_opened_with_our_name(ours: Cms, content: bytes) -> None:
    assert ours.opened(ours.sealed(content), NOW) == Opened("collector", content)


@FEW
@given(place=st.integers(0, 10_000), flip=st.integers(1, 255))
def test_one_changed_byte_is_refused_or_was_of_nothing_that_is_signed(
    ours: Cms, theirs: bytes, place: int, flip: int
) -> None:
    raw = bytearray(theirs)
    raw[place % len(raw)] ^= flip
    try:
        found = ours.opened(bytes(raw), NOW)
    except Refused:
        return
    assert found == Opened("court-1", CONTENT)


@FEW
@given(length=st.integers(0, 10_000))
def test_half_a_file_is_no_signed_file(ours: Cms, theirs: bytes, length: int) -> None:
    with pytest.raises(NoSignedFile):
        ours.opened(theirs[: length % len(theirs)], NOW)


@FEW
@given(raw=st.binary(max_size=300), pem=st.booleans())
def test_no_bytes_are_a_signed_file(ours: Cms, raw: bytes, pem: bool) -> None:
    with pytest.raises(NoSignedFile):
        ours.opened(b"-----BEGIN CMS-----\n" * pem + raw, NOW)


def test_a_key_of_rsa_signs_as_well(ours: Cms, tmp_path: Path) -> None:
    made, key = tmp_path / "rsa.crt", tmp_path / "rsa.key"
    private = rsa.generate_private_key(65537, 2048)
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    key.write_bytes(private.private_bytes(serialization.Encoding.PEM, *form))
    issue(ours.ca, "court-2", private.public_key(), made)
    assert ours.opened(signed.sign(made, key, CONTENT), NOW) == Opened("court-2", CONTENT)
    assert replace(ours, cert=made, key=key).sealed(CONTENT)


def issue(ca: Path, name: str, key: rsa.RSAPublicKey, made: Path) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import NameOID

    root = x509.load_pem_x509_certificate(ca.read_bytes())
    secret = serialization.load_pem_private_key((ca.parent / "ca.key").read_bytes(), None)
    assert isinstance(secret, ec.EllipticCurvePrivateKey)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    more = x509.random_serial_number(), NOW - timedelta(1), NOW + timedelta(9)
    cert = x509.CertificateBuilder(root.subject, subject, key, *more).sign(secret, hashes.SHA256())
    made.write_bytes(cert.public_bytes(serialization.Encoding.PEM))


def test_without_the_program_it_is_said(
    ours: Cms, theirs: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(NoOpenssl):
        ours.opened(theirs, NOW)


def test_a_program_that_hangs_is_ended(
    ours: Cms, theirs: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "openssl"
    slow.write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(adapter, "LONGEST_S", 0.2)
    with pytest.raises(NoOpenssl):
        ours.opened(theirs, NOW)
