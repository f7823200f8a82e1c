"""Files that only this box can read: AES-256-GCM, written whole or not at all."""

import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from yizhan_edge.errors import Unsealable
from yizhan_edge.whole import sync_folder, write_whole

NONCE = 12
SUFFIX = ".sealed"


class Sealed:
    """A folder of sealed files. The name is bound into the seal, so files cannot be swapped."""

    def __init__(self, folder: Path, key: bytes) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder, self._cipher = folder, AESGCM(key)

    def write(self, name: str, data: bytes) -> None:
        """Seal and store; after return a power cut keeps the new content."""
        nonce = os.urandom(NONCE)
        write_whole(self._path(name), nonce + self._cipher.encrypt(nonce, data, name.encode()))

    def read(self, name: str) -> bytes | None:
        """The content, or None when there is none; raises Unsealable."""
        try:
            raw = self._path(name).read_bytes()
        except FileNotFoundError:
            return None
        try:
            return self._cipher.decrypt(raw[:NONCE], raw[NONCE:], name.encode())
        except (InvalidTag, ValueError) as error:
            raise Unsealable(f"({self._folder.name})") from error

    def delete(self, name: str) -> bool:
        """Remove for good; False when there was none."""
        try:
            self._path(name).unlink()
        except FileNotFoundError:
            return False
        sync_folder(self._folder)
        return True

    def names(self) -> list[str]:
        """Names of everything stored."""
        return sorted(path.name.removesuffix(SUFFIX) for path in self._folder.glob(f"*{SUFFIX}"))

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{SUFFIX}"
