"""What is personal is kept under the help service's own key (AES-128-CBC with HMAC: Fernet)."""

import msgspec
from cryptography.fernet import Fernet, InvalidToken

from yizhan_collector.ground.refusals import BadSettings
from yizhan_collector.rooms.helped.model import About


class Seal:
    """One key; another service's key opens nothing here."""

    def __init__(self, key: str) -> None:
        try:
            self._fernet = Fernet(key)
        except ValueError as error:
            raise BadSettings(
                "`sealing_key` is not a key; make one with `yizhan-helped key`"
            ) from error

    def close(self, about: About | str) -> bytes:
        """The sealed bytes."""
        return self._fernet.encrypt(msgspec.json.encode(about))

    def open_about(self, sealed: bytes) -> About:
        """What was sealed; raises BadSettings under another key."""
        return msgspec.json.decode(self._plain(sealed), type=About)

    def open_text(self, sealed: bytes) -> str:
        """What was sealed; raises BadSettings under another key."""
        return msgspec.json.decode(self._plain(sealed), type=str)

    def _plain(self, sealed: bytes) -> bytes:
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken as error:
            raise BadSettings(
                "`sealing_key` is not the key these records were sealed with"
            ) from error


def new_key() -> str:
    """A fresh key for the settings."""
    return Fernet.generate_key().decode()
