"""The name on a certificate is taken whole or not at all."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from yizhan_collector.doors.peer import name_of

NOW = datetime(2026, 11, 24, tzinfo=UTC)


class Tls:
    """What a connection says of its peer."""

    def __init__(self, der: bytes | None) -> None:
        self.der = der

    def getpeercert(self, binary_form: bool) -> bytes | None:
        """As Python's own."""
        assert binary_form
        return self.der


def certificate(*names: str) -> bytes:
    """A certificate with these common names."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one) for one in names])
    made = x509.CertificateBuilder(
        subject, subject, key.public_key(), 7, NOW, NOW + timedelta(days=1)
    ).sign(key, hashes.SHA256())
    return made.public_bytes(serialization.Encoding.DER)


def test_the_one_common_name_is_the_peers_name() -> None:
    assert name_of(Tls(certificate("bx-210521100-1"))) == "bx-210521100-1"


@pytest.mark.parametrize("names", [(), ("bx-210521100-1", "bx-210521100-2")])
def test_no_name_or_two_names_are_nobody(names: tuple[str, ...]) -> None:
    assert name_of(Tls(certificate(*names))) == ""


def test_a_connection_without_a_certificate_is_nobody() -> None:
    assert name_of(Tls(None)) == ""
    assert name_of(None) == ""
