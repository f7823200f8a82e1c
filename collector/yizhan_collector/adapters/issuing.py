"""The issuing key in its file, and the two files the broker reads again when a box is revoked.

The key is read when it is needed, so that a renewed certificate needs no restart. A systemd path
unit watches the list, which is always written last (decision 0027).
"""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from yizhan_wire import certificates
from yizhan_wire.certificates import Signer
from yizhan_wire.permissions import acl

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.devices.certificates import Withdrawn

FRESH = timedelta(days=1)  # a list is good for thirty
READABLE = 0o640  # by the broker, through the group of the folder


class NoIssuing(Refused):
    """No certificate can be given now: the issuing key is missing; tell the administrator."""

    status = 503
    retry_after = 600


@dataclass(frozen=True)
class Issuing:
    """Where the issuing certificate and its key are, the list and, where it is kept, the ACL."""

    cert: Path
    key: Path
    crl: Path
    acl: Path | None = None

    def signer(self, now: datetime) -> Signer:
        """What signs; raises NoIssuing when it cannot be read, does not fit or has ended."""
        try:
            cert = x509.load_pem_x509_certificate(self.cert.read_bytes())
            key = serialization.load_pem_private_key(self.key.read_bytes(), None)
        except (OSError, ValueError, TypeError) as error:
            raise NoIssuing(f"({type(error).__name__})") from error
        if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != cert.public_key():
            raise NoIssuing("(key and certificate do not fit)")
        if cert.not_valid_after_utc <= now:
            raise NoIssuing("(its year has ended)")
        return Signer(cert, key)

    def publish(self, gone: Withdrawn, now: datetime) -> bool:
        """Write what is withdrawn where the broker reads it; False when it is there and fresh.

        What is on the list already stays on it. Raises NoIssuing or OSError.
        """
        denied = acl(gone.devices).encode()
        told = self.acl is None or _content(self.acl) == denied
        old = self._listed()
        listed = {one.serial_number: one.revocation_date_utc for one in old or ()}
        known = old is not None and old.last_update_utc > now - FRESH
        if told and known and listed.keys() >= gone.serials.keys():
            return False
        if self.acl and not told:
            _keep(self.acl, denied)
        made = certificates.revocation_list(self.signer(now), (gone.serials | listed).items(), now)
        _keep(self.crl, made.public_bytes(Encoding.PEM))
        return True

    def _listed(self) -> x509.CertificateRevocationList | None:
        try:
            return x509.load_pem_x509_crl(self.crl.read_bytes())
        except (OSError, ValueError):
            return None


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _keep(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, READABLE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.chmod(READABLE)
    draft.replace(path)
