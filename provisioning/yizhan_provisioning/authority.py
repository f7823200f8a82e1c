"""The small certificate authority of the boxes: one root, short names, one revocation list."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from yizhan_wire import topics

from yizhan_provisioning.errors import BadName, NoAuthority, NoCertificate

ROOT_DAYS = 3650
LEAF_DAYS = 730
CRL_DAYS = 30


@dataclass(frozen=True)
class Identity:
    """Paths of what one program needs to prove who it is, all PEM."""

    ca: Path
    cert: Path
    key: Path


class Authority:
    """A certificate authority kept in one folder; opening a missing one raises NoAuthority."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ca = folder / "ca.crt"
        self.crl = folder / "ca.crl"
        if not self.ca.exists():
            raise NoAuthority(str(folder))
        self._cert = x509.load_pem_x509_certificate(self.ca.read_bytes())
        key = serialization.load_pem_private_key((folder / "ca.key").read_bytes(), None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)  # noqa: S101 # we made it
        self._key = key

    @classmethod
    def create(cls, folder: Path, now: datetime, name: str = "Yizhan devices") -> "Authority":
        """Make a new root in `folder` and an empty revocation list."""
        folder.mkdir(parents=True, exist_ok=True)
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _name(name)
        cert = (
            _builder(subject, subject, key.public_key(), now, ROOT_DAYS)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(ca=True), critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
            )
            .sign(key, hashes.SHA256())
        )
        _write_key(folder / "ca.key", key)
        (folder / "ca.crt").write_bytes(cert.public_bytes(serialization.Encoding.PEM))
        authority = cls(folder)
        authority._write_crl([], now)
        return authority

    def issue(self, name: str, now: datetime, server: bool = False) -> Identity:
        """Certificate and key for a device or partner, `collector` or `broker`; raises BadName.

        The last two are servers too, and whoever is to be one: on loopback, for trials.
        """
        if name not in ("collector", "broker") and not topics.DEVICE.fullmatch(name):
            raise BadName(repr(name))
        key = ec.generate_private_key(ec.SECP256R1())
        server = server or name in ("collector", "broker")
        cert = self._leaf(name, key, now, server).sign(self._key, hashes.SHA256())
        here = Identity(self.ca, self.folder / f"{name}.crt", self.folder / f"{name}.key")
        _write_key(here.key, key)
        here.cert.write_bytes(cert.public_bytes(serialization.Encoding.PEM))
        return here

    def _leaf(
        self, name: str, key: ec.EllipticCurvePrivateKey, now: datetime, server: bool
    ) -> x509.CertificateBuilder:
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        both = [ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SERVER_AUTH]
        uses = both if server else both[:1]
        leaf = (
            _builder(_name(name), self._cert.subject, key.public_key(), now, LEAF_DAYS)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(ca=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage(uses), critical=False)
            .add_extension(issuer, critical=False)
        )
        return leaf.add_extension(_addresses(), critical=False) if server else leaf

    def revoke(self, name: str, now: datetime) -> None:
        """Put the certificate last issued for `name` on the list; raises NoCertificate."""
        path = self.folder / f"{name}.crt"
        if not topics.DEVICE.fullmatch(name) or not path.exists():
            raise NoCertificate(repr(name))
        cert = x509.load_pem_x509_certificate(path.read_bytes())
        old = x509.load_pem_x509_crl(self.crl.read_bytes())
        entry = x509.RevokedCertificateBuilder(cert.serial_number, now).build()
        self._write_crl([*old, entry], now)

    def _write_crl(self, revoked: list[x509.RevokedCertificate], now: datetime) -> None:
        crl = x509.CertificateRevocationListBuilder(
            self._cert.subject, now - timedelta(minutes=5), now + timedelta(days=CRL_DAYS)
        )
        for one in revoked:
            crl = crl.add_revoked_certificate(one)
        signed = crl.sign(self._key, hashes.SHA256())
        self.crl.write_bytes(signed.public_bytes(serialization.Encoding.PEM))


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    now: datetime,
    days: int,
) -> x509.CertificateBuilder:
    # five minutes back: a box whose clock is a little slow must still accept it
    start = now - timedelta(minutes=5)
    return x509.CertificateBuilder(
        issuer, subject, key, x509.random_serial_number(), start, now + timedelta(days=days)
    )


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


def _addresses() -> x509.SubjectAlternativeName:
    loopback = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    return x509.SubjectAlternativeName([x509.DNSName("localhost"), loopback])


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    path.touch(mode=0o600)
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
