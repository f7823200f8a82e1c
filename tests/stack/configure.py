"""The settings files of one house, and the secrets they name."""

import base64
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from yizhan_collector.rooms.helped.seal import new_key

from stack import builders as make
from stack.host import REPO

LOOPBACK = "127.0.0.1"
Table = Mapping[str, str | int]


@dataclass(frozen=True)
class Places:
    """Loopback ports a program must know."""

    broker: int
    page: int
    door: int


def collector(folder: Path, database: str, places: Places) -> None:
    """Write collector.toml with a fresh secret; `page` is the office."""
    own = _identity(folder, "collector")
    tables: dict[str, Table] = {
        "broker": {"host": LOOPBACK, "port": places.broker, **own},
        "office": {"host": LOOPBACK, "port": places.page},
        "device_door": {"host": LOOPBACK, "port": places.door, **own},
    }
    top = {"database": database, "secret": secrets.token_urlsafe(40), "media": str(media(folder))}
    top |= {"command_key": str(command_key(folder)), "updates": str(updates(folder))}
    _write(folder / "collector.toml", top, tables)


def command_key(folder: Path) -> Path:
    """The key commands to boxes are signed with; made once."""
    path = folder / "command.key"
    if not path.exists():
        made = Ed25519PrivateKey.generate()
        plain = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path.touch(0o600)
        path.write_bytes(plain)
    return path


def updates(folder: Path) -> Path:
    """Where bundles for the boxes are published."""
    return folder / "updates"


def add(path: Path, tables: str) -> None:
    """Write more tables into a settings file."""
    path.write_text(path.read_text() + tables)


def callbacks(folder: Path) -> None:
    """Write the table [callbacks] into collector.toml."""
    lines = _lines(_identity(folder, "collector"))
    add(folder / "collector.toml", "\n".join(["[callbacks]", *lines]) + "\n")


def issuing(folder: Path) -> None:
    """Write the table [issuing]; the broker of a house keeps its own list and permissions."""
    here = folder / "authority"
    files = {"cert": here / "issuing.crt", "key": here / "issuing.key"}
    files |= {"crl": folder / "issued.crl", "acl": folder / "issued.acl"}
    lines = _lines({name: str(path) for name, path in files.items()})
    add(folder / "collector.toml", "\n".join(["[issuing]", *lines]) + "\n")


def partner_door(folder: Path, port: int) -> None:
    """Write the table [partner_door] into collector.toml."""
    lines = _lines({"host": LOOPBACK, "port": port, **_identity(folder, "collector")})
    add(folder / "collector.toml", "\n".join(["[partner_door]", *lines]) + "\n")


def media(folder: Path) -> Path:
    """Where the recordings of the courses are."""
    return folder / "media"


def helped(folder: Path, database: str, page: int) -> None:
    """Write helped.toml: the help service has a database, a secret and a key of its own."""
    top = {
        "database": database,
        "secret": secrets.token_urlsafe(40),
        "sealing_key": new_key(),
    }
    _write(folder / "helped.toml", top, {"office": {"host": LOOPBACK, "port": page}})


def portal(folder: Path, database: str, page: int) -> None:
    """Write portal.toml: the public's process has a login and a secret of its own."""
    top = {
        "database": database,
        "secret": secrets.token_urlsafe(40),
        "address": f"http://{LOOPBACK}:{page}",
    }
    _write(folder / "portal.toml", top, {"office": {"host": LOOPBACK, "port": page}})


def box(folder: Path, camera: str, sign: str, places: Places, office: str = "") -> None:
    """Write edge.toml, and a template key unless there is one; `page` is the kiosk.

    With the address of an office the kiosk offers the own page.
    """
    key = folder / "template.key"
    if not key.exists():
        key.touch(mode=0o600)
        key.write_bytes(os.urandom(32))
    own = _identity(folder, make.BOX)
    top = {
        "device": make.BOX,
        "data": str(folder / "box"),
        "camera": camera,
        "models": str(REPO / "models/build"),
        "models_lock": str(REPO / "models/models.lock"),
        "card": str(REPO / "models/cards/face.toml"),
        "key_file": str(key),
        "sign": sign,
        "command_key": _public(command_key(folder)),
    }
    tables: dict[str, Table] = {
        "kiosk": {"port": places.page, **({"own_page": f"{office}/own"} if office else {})},
        "broker": {"host": LOOPBACK, "port": places.broker, **own},
        "collector": {"url": f"https://{LOOPBACK}:{places.door}", **own},
    }
    _write(folder / "edge.toml", top, tables)


def _public(key: Path) -> str:
    """The half of a command key that boxes have: 32 bytes in base64."""
    found = load_pem_private_key(key.read_bytes(), None).public_key()
    assert isinstance(found, Ed25519PublicKey)
    return base64.b64encode(found.public_bytes_raw()).decode()


def _identity(folder: Path, name: str) -> dict[str, str]:
    here = folder / "authority"
    files = {"ca": "ca.crt", "cert": f"{name}.crt", "key": f"{name}.key"}
    return {what: str(here / file) for what, file in files.items()}


def _write(path: Path, top: Table, tables: Mapping[str, Table]) -> None:
    # a TOML basic string and a JSON string are written the same way
    lines = _lines(top)
    for name, table in tables.items():
        lines += [f"[{name}]", *_lines(table)]
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n")


def _lines(table: Table) -> list[str]:
    return [f"{key} = {json.dumps(value)}" for key, value in table.items()]
