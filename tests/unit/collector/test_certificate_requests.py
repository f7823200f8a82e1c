"""Which requests a box's certificate is made of: its own name, a good key, nothing else."""

from contextlib import suppress

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st
from stack.builders import BOX
from yizhan_collector.rooms.devices.certificates import LARGEST, BadRequest, request_key

GOOD = ec.generate_private_key(ec.SECP256R1())
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey


def asked(key: Key = GOOD, *names: str) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one) for one in names or (BOX,)])
    how = None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    made = x509.CertificateSigningRequestBuilder(name).sign(key, how)
    return made.public_bytes(Encoding.PEM)


@pytest.mark.parametrize("curve", [ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()])
def test_a_request_of_the_box_gives_its_key(curve: ec.EllipticCurve) -> None:
    key = ec.generate_private_key(curve)
    assert request_key(asked(key), BOX) == key.public_key()


@pytest.mark.parametrize(
    "raw",
    [
        asked(GOOD, "bx-210521101-1"),
        asked(GOOD, BOX, "bx-210521101-1"),
        asked(ec.generate_private_key(ec.SECP224R1())),
        asked(rsa.generate_private_key(65537, 2048)),
        asked(ed25519.Ed25519PrivateKey.generate()),
        asked()[:-40],
        asked() + b" " * LARGEST,
    ],
    ids=["other name", "two names", "P-224", "RSA", "Ed25519", "half", "too long"],
)
def test_what_is_no_request_of_this_box_is_refused(raw: bytes) -> None:
    with pytest.raises(BadRequest):
        request_key(raw, BOX)


@given(raw=st.binary(max_size=600), pem=st.booleans())
def test_no_bytes_are_a_request(raw: bytes, pem: bool) -> None:
    with pytest.raises(BadRequest):
        request_key(b"-----BEGIN CERTIFICATE REQUEST-----\n" * pem + raw, BOX)


@given(place=st.integers(0, 10_000), flip=st.integers(1, 255))
def test_a_changed_request_is_refused_or_gives_the_same_key(place: int, flip: int) -> None:
    raw = bytearray(asked())
    raw[place % len(raw)] ^= flip
    with suppress(BadRequest):
        assert request_key(bytes(raw), BOX) == GOOD.public_key()
