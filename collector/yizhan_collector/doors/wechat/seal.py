"""The seal of the official account's safe mode: who signed a message, and what is in it.

Ours, and not a library's: the kept one compares signatures in a time that depends on them and takes
messages of any age. It is the oracle of our tests.
"""

import base64
import hashlib
import hmac
import secrets
import struct
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from yizhan_collector.ground.refusals import BadSettings, Refused

WINDOW = timedelta(seconds=300)  # WeChat repeats an unanswered message within 15 s
BLOCK = 32  # the padding's, whatever AES has
RANDOM = 16  # bytes before the length


class Forged(Refused):
    """The signature is not that of this account; look at token, key and appid on both sides."""

    status = 403


class Stale(Refused):
    """The message was signed too long ago, or in the future; look at the clock."""

    status = 403


class Unreadable(Refused):
    """The message is not sealed as agreed; look at the encryption key on both sides."""


@dataclass(frozen=True)
class Seal:
    """What one official account and we agreed on; `key` has 32 bytes."""

    token: str
    key: bytes
    app_id: str

    @classmethod
    def agreed(cls, token: str, encoding_aes_key: str, app_id: str) -> "Seal":
        """From the 43 characters WeChat's console shows; raises BadSettings."""
        try:
            key = base64.b64decode(encoding_aes_key + "=", validate=True)
        except ValueError as error:  # also the one of base64
            raise BadSettings("`encoding_aes_key` has 43 letters and digits") from error
        if len(key) != 32:
            raise BadSettings("`encoding_aes_key` has 43 letters and digits")
        return cls(token, key, app_id)

    def signature(self, timestamp: str, nonce: str, *more: str) -> str:
        """SHA-1 over the sorted parts, as 40 hexadecimal digits; WeChat knows no better hash."""
        parts = "".join(sorted((self.token, timestamp, nonce, *more)))
        return hashlib.sha1(parts.encode()).hexdigest()  # noqa: S324 # WeChat's choice

    def require(
        self, signature: str, now: datetime, timestamp: str, nonce: str, *more: str
    ) -> None:
        """Raises Forged, or Stale for one that was signed more than five minutes away."""
        right = self.signature(timestamp, nonce, *more)
        if not hmac.compare_digest(right.encode(), signature.encode()):
            raise Forged
        if not timestamp.isdecimal() or len(timestamp) > 12:
            raise Stale
        if abs(now.timestamp() - int(timestamp)) > WINDOW.total_seconds():
            raise Stale

    def open(self, sealed: str) -> bytes:
        """What was sealed for this account; raises Unreadable."""
        try:
            box = base64.b64decode(sealed, validate=True)
        except ValueError as error:
            raise Unreadable from error
        if not box or len(box) % 16:
            raise Unreadable
        return self._inside(_unpadded(self._cipher().decryptor().update(box)))

    def close(self, text: bytes) -> str:
        """The same the other way, for an answer."""
        head = secrets.token_bytes(RANDOM) + struct.pack(">I", len(text))
        plain = head + text + self.app_id.encode()
        missing = BLOCK - len(plain) % BLOCK
        cipher = self._cipher().encryptor()
        return base64.b64encode(cipher.update(plain + bytes([missing]) * missing)).decode()

    def _inside(self, plain: bytes) -> bytes:
        begin = RANDOM + 4
        if len(plain) < begin:
            raise Unreadable
        (size,) = struct.unpack(">I", plain[RANDOM:begin])
        text, whose = plain[begin : begin + size], plain[begin + size :]
        if len(text) != size or not hmac.compare_digest(whose, self.app_id.encode()):
            raise Unreadable
        return text

    def _cipher(self) -> Cipher[modes.CBC]:
        return Cipher(algorithms.AES256(self.key), modes.CBC(self.key[:16]))


def _unpadded(plain: bytes) -> bytes:
    count = plain[-1]
    if not 1 <= count <= BLOCK or plain[-count:] != bytes([count]) * count:
        raise Unreadable
    return plain[:-count]
