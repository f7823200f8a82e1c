"""The keys that sign the directory: root and targets kept offline, one key that is online."""

from pathlib import Path
from typing import Literal

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.signer import CryptoSigner, SSlibKey

from yizhan_provisioning.errors import BadPassphrase, NoKey
from yizhan_provisioning.keys import write

Role = Literal["root", "targets", "online"]
ROLES: tuple[Role, ...] = ("root", "targets", "online")
OFFLINE: tuple[Role, ...] = ("root", "targets")


class Keys:
    """Ed25519 keys in one folder; the offline ones are encrypted under a passphrase, if given."""

    def __init__(self, folder: Path, passphrase: bytes | None = None) -> None:
        self.folder, self._passphrase = folder, passphrase

    def make(self, role: Role) -> CryptoSigner:
        """A new key for a role, in place of one that was there; keep the old one to rotate."""
        self.folder.mkdir(parents=True, exist_ok=True)
        key = Ed25519PrivateKey.generate()
        secret = self._passphrase if role in OFFLINE else None
        write(self._path(role), key, secret)
        return CryptoSigner(key)

    def signer(self, role: Role) -> CryptoSigner:
        """The key of a role; raises NoKey or BadPassphrase."""
        secret = self._passphrase if role in OFFLINE else None
        try:
            key = serialization.load_pem_private_key(self._path(role).read_bytes(), secret)
        except FileNotFoundError as error:
            raise NoKey(str(self._path(role))) from error
        except (ValueError, TypeError) as error:
            raise BadPassphrase(self._path(role).name) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise NoKey(f"{self._path(role)} is of another kind.")
        return CryptoSigner(key)

    def public(self, role: Role) -> SSlibKey:
        """The public half of a role's key; raises as `signer`."""
        return self.signer(role).public_key

    def _path(self, role: Role) -> Path:
        return self.folder / f"{role}.pem"
