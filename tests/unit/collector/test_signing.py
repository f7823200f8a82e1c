"""The command key is read once; anything else than an Ed25519 key is refused in words."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from yizhan_collector.adapters import signing
from yizhan_collector.ground.refusals import BadSettings
from yizhan_wire.envelope import new_id
from yizhan_wire.orders import Command

PEM, PKCS8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
PLAIN = serialization.NoEncryption()


def test_a_signature_of_the_key_in_the_file_fits_the_wire(tmp_path: Path) -> None:
    key = ed25519.Ed25519PrivateKey.generate()
    (tmp_path / "key").write_bytes(key.private_bytes(PEM, PKCS8, PLAIN))
    order = signing.read(tmp_path / "key")("bx-1", Command(new_id(), "self_test"))
    assert 80 < len(order.signature) <= 100


def test_another_kind_of_key_or_none_is_refused(tmp_path: Path) -> None:
    other = ec.generate_private_key(ec.SECP256R1()).private_bytes(PEM, PKCS8, PLAIN)
    for text, words in ((other, "no Ed25519 key"), (b"", "command_key"), (b"-----", "command_key")):
        (tmp_path / "key").write_bytes(text)
        with pytest.raises(BadSettings, match=words):
            signing.read(tmp_path / "key")
    with pytest.raises(BadSettings):
        signing.read(tmp_path / "none")
