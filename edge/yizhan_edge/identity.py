"""Who this box is: its key, which never leaves it, and the certificate the collector gave for it.

    identity/current -> pairs/<serial>     one folder a pair, switched by one rename
    identity/pairs/<serial>/box.crt, box.key
    identity/next.key                      of what was asked for and is not answered yet

A power cut at any point leaves `current` naming a whole pair, the old or the new.
"""

import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from yizhan_wire.certificates import RENEW
from yizhan_wire.claims import code_of
from yizhan_wire.topics import DEVICE

from yizhan_edge.errors import CertificateRefused, ClockBefore, IdentityBroken
from yizhan_edge.whole import sync_folder, write_whole

UNREAD = (
    OSError, ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm, x509.InvalidVersion
)  # fmt: skip
CERT, KEY = "box.crt", "box.key"
LEVELS = 2  # a leaf and the issuing certificate; the root is ours already


class Identity:
    """The pairs in one folder; `ca` is the root that everything must come from."""

    def __init__(self, folder: Path, ca: Path) -> None:
        self._folder, self._ca = folder, ca
        self.current = folder / "current"
        self.cert, self.key = self.current / CERT, self.current / KEY

    def held(self) -> x509.Certificate | None:
        """The certificate in use, None before the claim; raises IdentityBroken."""
        if not os.path.lexists(self.current):
            return None
        try:
            return x509.load_pem_x509_certificate(self.cert.read_bytes())
        except (OSError, ValueError) as error:
            raise IdentityBroken(f"({self.current}: {type(error).__name__})") from error

    def device(self) -> str:
        """The name the office gave, "" before the claim; raises IdentityBroken."""
        cert = self.held()
        return common_name(cert) if cert else ""

    def due(self, now: datetime) -> bool:
        """Whether the certificate is thirty days old, or nearer to its end than that."""
        cert = self.held()
        return cert is not None and (
            now - cert.not_valid_before_utc >= RENEW or cert.not_valid_after_utc - now <= RENEW
        )

    def next_key(self) -> ec.EllipticCurvePrivateKey:
        """The key of the next certificate, made once and kept until it is answered."""
        path = self._folder / "next.key"
        with suppress(OSError, ValueError, TypeError):
            found = serialization.load_pem_private_key(path.read_bytes(), None)
            if isinstance(found, ec.EllipticCurvePrivateKey):
                return found
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = ec.generate_private_key(ec.SECP256R1())
        write_whole(path, _pem(key))
        return key

    def request(self) -> bytes:
        """A request (PKCS#10, PEM) for the next key, under the box's name or its claim code."""
        key = self.next_key()
        common = self.device() or code_of(key.public_key())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])
        asked = x509.CertificateSigningRequestBuilder(name)
        return asked.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)

    def take(self, chain: bytes, device: str, now: datetime) -> None:
        """Keep a chain for the next key and switch to it; raises CertificateRefused, ClockBefore.

        `device` is who it must name.
        """
        key = self.next_key()
        leaf = self._checked(chain, key.public_key(), device)
        if not leaf.not_valid_before_utc <= now < leaf.not_valid_after_utc:
            raise ClockBefore(f"({now:%Y-%m-%d %H:%M})")
        pair = self._folder / "pairs" / f"{leaf.serial_number:x}"
        pair.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(pair / KEY, _pem(key))
        write_whole(pair / CERT, chain)
        sync_folder(pair.parent)
        self._switch(pair)

    def _switch(self, pair: Path) -> None:
        before = self.current.resolve() if self.current.is_symlink() else None
        draft = self._folder / "current.new"
        draft.unlink(missing_ok=True)
        draft.symlink_to(pair.relative_to(self._folder))
        draft.replace(self.current)
        sync_folder(self._folder)
        (self._folder / "next.key").unlink(missing_ok=True)
        for one in pair.parent.iterdir():
            if one not in (pair, before):
                shutil.rmtree(one, ignore_errors=True)

    def _checked(
        self, chain: bytes, key: ec.EllipticCurvePublicKey, device: str
    ) -> x509.Certificate:
        try:
            found = x509.load_pem_x509_certificates(chain)
            root = x509.load_pem_x509_certificate(self._ca.read_bytes())
            if len(found) != LEVELS:
                raise CertificateRefused
            leaf, issuing = found
            leaf.verify_directly_issued_by(issuing)
            issuing.verify_directly_issued_by(root)
        except UNREAD as error:
            raise CertificateRefused(f"({type(error).__name__})") from error
        if leaf.public_key() != key or common_name(leaf) != device or not DEVICE.fullmatch(device):
            raise CertificateRefused
        return leaf


def common_name(cert: x509.Certificate) -> str:
    """The one common name of a certificate, "" without one or with several."""
    names = cert.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if len(names) == 1 else ""


def days_left(cert: Path, now: datetime) -> int | None:
    """Whole days until a certificate ends, negative after it; None when it cannot be read."""
    try:
        found = x509.load_pem_x509_certificate(cert.read_bytes())
    except (OSError, ValueError):
        return None
    return (found.not_valid_after_utc - now).days


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
