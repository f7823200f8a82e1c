"""The certificates of the house, one profile for whoever signs them: root, issuing, leaf, list.

The root signs the issuing certificate only and lies offline. Everybody else is signed by the
issuing key and shows both; brokers and doors trust the root alone (decision 0027).
"""

import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ROOT = timedelta(days=3650)
ISSUING = timedelta(days=365)
SERVER = timedelta(days=365)  # has no way to renew itself
BOX = timedelta(days=90)
RENEW = timedelta(days=30)  # of age; so two months without a line need no hands
LIST = timedelta(days=30)
SLACK = timedelta(minutes=5)  # a box whose clock is a little slow must still accept it
LOOPBACK = ("localhost", "127.0.0.1")


@dataclass(frozen=True)
class Signer:
    """A certificate that may sign, and its key."""

    cert: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    def chain(self, leaf: x509.Certificate) -> bytes:
        """What the holder of `leaf` shows: its certificate and ours, PEM."""
        return b"".join(one.public_bytes(Encoding.PEM) for one in (leaf, self.cert))


def root(name: str, key: ec.EllipticCurvePrivateKey, now: datetime) -> Signer:
    """A new root that may have one authority below it."""
    subject = _name(name)
    made = _builder(subject, subject, key.public_key(), now, now + ROOT)
    return Signer(_authority(made, key.public_key(), 1).sign(key, hashes.SHA256()), key)


def issuing(
    name: str, key: ec.EllipticCurvePublicKey, above: Signer, now: datetime
) -> x509.Certificate:
    """The certificate of the key that signs leaves: a year, no authority below it."""
    made = _builder(_name(name), above.cert.subject, key, now, now + ISSUING)
    made = _authority(made, key, 0).add_extension(_issuer(above), critical=False)
    return made.sign(above.key, hashes.SHA256())


def leaf(
    name: str, key: ec.EllipticCurvePublicKey, above: Signer, now: datetime, hosts: Sequence[str]
) -> x509.Certificate:
    """A certificate for one peer; with `hosts` it may serve there, as well as ask.

    A box gets 90 days, a server a year, nobody more than the issuing certificate itself.
    """
    uses = [ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SERVER_AUTH]
    end = min(now + (SERVER if hosts else BOX), above.cert.not_valid_after_utc)
    made = (
        _builder(_name(name), above.cert.subject, key, now, end)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(ca=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage(uses if hosts else uses[:1]), critical=False)
        .add_extension(_issuer(above), critical=False)
    )
    if hosts:
        made = made.add_extension(_addresses(hosts), critical=False)
    return made.sign(above.key, hashes.SHA256())


def revocation_list(
    above: Signer, revoked: Iterable[tuple[int, datetime]], now: datetime
) -> x509.CertificateRevocationList:
    """The list of serial numbers that are taken back, and since when; good for 30 days."""
    made = x509.CertificateRevocationListBuilder(above.cert.subject, now - SLACK, now + LIST)
    made = made.add_extension(_issuer(above), critical=False)
    for serial, at in revoked:
        entry = x509.RevokedCertificateBuilder(serial, at).build()
        made = made.add_revoked_certificate(entry)
    return made.sign(above.key, hashes.SHA256())


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    now: datetime,
    end: datetime,
) -> x509.CertificateBuilder:
    return x509.CertificateBuilder(
        issuer, subject, key, x509.random_serial_number(), now - SLACK, end
    )


def _authority(
    made: x509.CertificateBuilder, key: ec.EllipticCurvePublicKey, below: int
) -> x509.CertificateBuilder:
    return (
        made.add_extension(x509.BasicConstraints(ca=True, path_length=below), critical=True)
        .add_extension(_usage(ca=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _issuer(above: Signer) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(above.key.public_key())


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _usage(ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


def _addresses(hosts: Sequence[str]) -> x509.SubjectAlternativeName:
    return x509.SubjectAlternativeName([_address(one) for one in hosts])


def _address(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
