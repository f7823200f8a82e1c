"""The certificate authority of the house, kept in one folder (decision 0027).

`ca.crt`, `ca.key` the root, whose key belongs offline; `issuing.crt`, `issuing.key` what signs;
`ca.crl` the list of what is taken back; then one pair for each name, the certificate with the
issuing one behind it. Every step may be cut off and repeated.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from yizhan_wire import certificates, topics
from yizhan_wire.certificates import LOOPBACK, Signer

from yizhan_provisioning import keys
from yizhan_provisioning.errors import (
    BadHost,
    BadName,
    BrokenAuthority,
    NoAuthority,
    NoCertificate,
    WeakPassphrase,
)
from yizhan_provisioning.files import keep

SERVERS = ("collector", "broker")
SHORTEST = 12  # characters of the passphrase; the file may lie on a stick for ten years
HOST = re.compile(r"(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?")


@dataclass(frozen=True)
class Identity:
    """Paths of what one program needs to prove who it is, all PEM."""

    ca: Path
    cert: Path
    key: Path


class Authority:
    """What signs, without the root's key. Opening raises NoAuthority or BrokenAuthority."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ca, self.crl = folder / "ca.crt", folder / "ca.crl"
        names = ("ca.crt", "issuing.crt", "issuing.key", "ca.crl")
        if not all((folder / name).exists() for name in names):
            raise NoAuthority(str(folder))
        self.root, cert = _cert(self.ca), _cert(folder / "issuing.crt")
        self.signer = Signer(cert, keys.load(folder / "issuing.key"))
        if cert.public_key() != self.signer.key.public_key():
            raise BrokenAuthority(f"({folder})")

    @classmethod
    def create(
        cls,
        folder: Path,
        now: datetime,
        name: str = "Yizhan devices",
        passphrase: bytes | None = None,
    ) -> "Authority":
        """Make whatever is not there yet of root, issuing key and list; None: a trial's open root.

        Raises WeakPassphrase, or WrongPassphrase when a root is there already.
        """
        if passphrase is not None and len(passphrase) < SHORTEST:
            raise WeakPassphrase
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "ca.crt").exists():
            root = keys.make(folder / "ca.key", passphrase)
            _keep_cert(folder / "ca.crt", certificates.root(name, root, now).cert)
        if cls.asks_for_the_root(folder):
            cls.renew(folder, now, passphrase)
        return cls._listed(folder, now)

    @staticmethod
    def asks_for_the_root(folder: Path) -> bool:
        """Whether `create` has something left to do here that needs the root's key."""
        return not all((folder / name).exists() for name in ("ca.crt", "issuing.crt"))

    @classmethod
    def renew(cls, folder: Path, now: datetime, passphrase: bytes | None = None) -> None:
        """Let the root sign the issuing key for a year from now; raises as `create`, NoAuthority.

        The key stays, so what was issued stays good, and one list is enough.
        """
        if not (folder / "ca.crt").exists() or not (folder / "ca.key").exists():
            raise NoAuthority(str(folder))
        root = Signer(_cert(folder / "ca.crt"), keys.load(folder / "ca.key", passphrase))
        if root.cert.public_key() != root.key.public_key():
            raise BrokenAuthority(f"({folder})")
        key = keys.make(folder / "issuing.key")
        [name] = [one.value for one in root.cert.subject]
        made = certificates.issuing(f"{name!s} issuing", key.public_key(), root, now)
        _keep_cert(folder / "issuing.crt", made)

    @classmethod
    def _listed(cls, folder: Path, now: datetime) -> "Authority":
        if not (folder / "ca.crl").exists():
            signer = Signer(_cert(folder / "issuing.crt"), keys.load(folder / "issuing.key"))
            made = certificates.revocation_list(signer, [], now)
            keep(folder / "ca.crl", made.public_bytes(Encoding.PEM))
        return cls(folder)

    def issue(
        self, name: str, now: datetime, server: bool = False, hosts: Sequence[str] = ()
    ) -> Identity:
        """A pair for a device or partner, `collector` or `broker`; raises BadName, BadHost.

        The last two are servers too, and whoever is to be one: on loopback, and under `hosts`.
        A name that has a key keeps it, so that at every moment the two files fit.
        """
        if name not in SERVERS and not topics.DEVICE.fullmatch(name):
            raise BadName(repr(name))
        for wrong in (one for one in hosts if not HOST.fullmatch(one)):
            raise BadHost(repr(wrong))
        here = Identity(self.ca, self.folder / f"{name}.crt", self.folder / f"{name}.key")
        serves = [*LOOPBACK, *hosts] if server or hosts or name in SERVERS else []
        key = keys.make(here.key).public_key()
        cert = certificates.leaf(name, key, self.signer, now, serves)
        keep(here.cert, self.signer.chain(cert))
        return here

    def revoke(self, name: str, now: datetime) -> None:
        """Put the certificate last issued for `name` on the list; raises NoCertificate."""
        path = self.folder / f"{name}.crt"
        if not topics.DEVICE.fullmatch(name) or not path.exists():
            raise NoCertificate(repr(name))
        listed = {one.serial_number: one.revocation_date_utc for one in self._list()}
        listed.setdefault(_cert(path).serial_number, now)
        made = certificates.revocation_list(self.signer, listed.items(), now)
        keep(self.crl, made.public_bytes(Encoding.PEM))

    def _list(self) -> x509.CertificateRevocationList:
        return x509.load_pem_x509_crl(self.crl.read_bytes())


def _cert(path: Path) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except ValueError as error:
        raise BrokenAuthority(f"({path.name})") from error


def _keep_cert(path: Path, cert: x509.Certificate) -> None:
    keep(path, cert.public_bytes(Encoding.PEM))
