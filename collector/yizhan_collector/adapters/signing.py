"""The office's command key: what a box is told to do now carries its signature."""

import base64
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from yizhan_wire.orders import Command, signed

from yizhan_collector.ground.refusals import BadSettings


class Signer:
    """Signs commands; each for one box, so that another cannot be told the same."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    def __call__(self, device: str, order: Command) -> Command:
        """The same command with its signature."""
        made = self._key.sign(signed(device, order))
        return msgspec.structs.replace(order, signature=base64.b64encode(made).decode())


def read(path: Path) -> Signer:
    """The key of a PEM file (Ed25519, PKCS 8, no password); raises BadSettings."""
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise BadSettings(f"`command_key`: {type(error).__name__}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BadSettings("`command_key` is no Ed25519 key; make one with `openssl genpkey`")
    return Signer(key)
