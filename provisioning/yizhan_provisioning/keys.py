"""Private keys in files, under a passphrase where one is given; the authority's are P-256."""

from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

from yizhan_provisioning.errors import BrokenAuthority, WrongPassphrase
from yizhan_provisioning.files import keep


def make(path: Path, passphrase: bytes | None = None) -> ec.EllipticCurvePrivateKey:
    """The key of this file, made now when there is none; raises what `load` raises."""
    if path.exists():
        return load(path, passphrase)
    key = ec.generate_private_key(ec.SECP256R1())
    write(path, key, passphrase)
    return key


def write(path: Path, key: PrivateKeyTypes, passphrase: bytes | None) -> None:
    """Keep a key for its owner alone, in place of what was there; raises OSError."""
    shut = serialization.BestAvailableEncryption(passphrase) if passphrase else None
    form = serialization.PrivateFormat.PKCS8, shut or serialization.NoEncryption()
    keep(path, key.private_bytes(serialization.Encoding.PEM, *form), 0o600)


def load(path: Path, passphrase: bytes | None = None) -> ec.EllipticCurvePrivateKey:
    """The key of this file; raises WrongPassphrase, BrokenAuthority or OSError."""
    raw = path.read_bytes()
    shut = b"ENCRYPTED" in raw
    try:
        key = serialization.load_pem_private_key(raw, (passphrase or b"") if shut else None)
    except ValueError as error:
        raise (WrongPassphrase if shut else BrokenAuthority)(f"({path.name})") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise BrokenAuthority(f"({path.name})")
    return key
