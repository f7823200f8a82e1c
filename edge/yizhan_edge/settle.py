"""Before the agent, at each start: what `post.toml` says becomes the box's network and settings.

A file that cannot be used is told and left; the last good one stays in force, and without any the
network is asked for an address.
"""

import argparse
import json
import logging
import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

from cryptography import x509
from yizhan_wire import post as words
from yizhan_wire.errors import BadPost
from yizhan_wire.post import Post

from yizhan_edge.errors import IdentityBroken
from yizhan_edge.identity import Identity
from yizhan_edge.settings import KEY_BYTES
from yizhan_edge.whole import write_whole

log = logging.getLogger("yizhan_edge.settle")
PAGE_PORT = 8601
MODELS = Path("/usr/lib/yizhan/models")


def network(post: Post | None) -> dict[str, str]:
    """Path below / → content of each file from which the network is made. Pure."""
    wired = post.wired if post else words.Wired()
    lines = [f"Address={wired.address}"] if wired.address else ["DHCP=yes"]
    lines += [f"Gateway={wired.gateway}"] if wired.gateway else []
    lines += [f"DNS={one}" for one in wired.dns]
    files = {"run/systemd/network/20-wired.network": _network("Type=ether\nKind=!*", lines)}
    if post and post.wifi:
        files["run/systemd/network/30-wifi.network"] = _network("Type=wlan", ["DHCP=yes"])
        files[f"var/lib/iwd/{_iwd_name(post.wifi.ssid)}.psk"] = (
            f"[Security]\nPassphrase={post.wifi.password}\n"
        )
        files["run/yizhan/iwd.conf"] = f"[General]\nCountry={post.wifi.country}\n"
    if post and post.time_servers:
        servers = " ".join(post.time_servers)
        files["run/systemd/timesyncd.conf.d/post.conf"] = f"[Time]\nNTP={servers}\n"
    return files


def _network(match: str, lines: list[str]) -> str:
    told = "\n".join(lines)
    return f"[Match]\n{match}\n\n[Network]\n{told}\n\n[DHCPv4]\nUseDomains=no\n"


def _iwd_name(ssid: str) -> str:
    """How iwd names the file of a network: as it is, or in hexadecimal after an equals sign."""
    plain = ssid.isascii() and all(one.isalnum() or one in " _-" for one in ssid)
    return ssid if plain else f"={ssid.encode().hex()}"


def settings(post: Post, state: Path) -> str:
    """`edge.toml` of a box, claimed or not; the folder `identity` says who it is. Pure."""
    root = {"ca": str(state / words.ROOT_FILE)}
    top = {
        "identity": str(state / "identity"),
        "data": str(state / "box"),
        "camera": post.camera,
        "sign": post.sign,
        "models": str(MODELS),
        "models_lock": str(MODELS / "models.lock"),
        "card": str(MODELS / "face.toml"),
        "key_file": str(state / "template.key"),
    }
    tables: dict[str, Mapping[str, object]] = {
        "kiosk": {"port": PAGE_PORT, "own_page": post.own_page},
        "broker": {"host": post.broker.host, "port": post.broker.port, **root},
        "collector": {"url": post.collector.url, **root},
    }
    written = [line for name, values in tables.items() for line in _table(name, values)]
    return "\n".join([*_lines(top), *written]) + "\n"


def _table(name: str, values: Mapping[str, object]) -> list[str]:
    return ["", f"[{name}]", *_lines(values)]


def _lines(values: Mapping[str, object]) -> list[str]:
    # a JSON string is a TOML string
    return [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]


def known(boot: Path, state: Path) -> Post | None:
    """What is in force: the file on the boot partition, else the last good one, else nothing."""
    kept = state / words.FILE
    for place in (boot / words.FILE, kept):
        try:
            raw = place.read_bytes()
            found = words.read(raw)
        except OSError:
            continue
        except BadPost as error:
            log.error("%s: %s", place, error)
            continue
        if place != kept:
            _keep(kept, raw)
        return found
    return None


def _take_root(given: Path, kept: Path) -> None:
    """Keep the server's root certificate; one that cannot be read is told and left."""
    try:
        raw = given.read_bytes()
        x509.load_pem_x509_certificate(raw)
    except FileNotFoundError:
        return
    except (OSError, ValueError):
        log.error("%s is no certificate in PEM form; copy it to the card again.", given)
        return
    if not kept.exists() or kept.read_bytes() != raw:
        _keep(kept, raw)


def device(state: Path) -> str:
    """The name in the box's certificate, "" without one."""
    try:
        return Identity(state / "identity", state / words.ROOT_FILE).device()
    except IdentityBroken:
        return ""


def settle(boot: Path, state: Path, root: Path) -> None:
    """Write the network's files below `root`, and the box's settings."""
    _take_root(boot / words.ROOT_FILE, state / words.ROOT_FILE)
    post = known(boot, state)
    for path, content in network(post).items():
        _put(root / path, content)
    if not (state / "template.key").exists():
        _keep(state / "template.key", secrets.token_bytes(KEY_BYTES))
    name = device(state)
    if post:
        _keep(state / "edge.toml", settings(post, state).encode())
    said = f"this is {name}" if name else "this box is not claimed yet"
    log.info("%s; %s", "post.toml is in force" if post else "there is no post.toml", said)


def _put(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    # passwords of networks are for root; networkd reads its own as another user
    mode = 0o600 if path.suffix == ".psk" else 0o644
    path.write_text(content, encoding="utf-8")
    path.chmod(mode)


def _keep(path: Path, data: bytes) -> None:
    """Write for the agent alone: this program is root's, the folder is the agent's."""
    write_whole(path, data)
    path.chmod(0o600)
    owner = path.parent.stat()
    os.chown(path, owner.st_uid, owner.st_gid)


def main(arguments: list[str] | None = None) -> int:
    """Settle once; 1 with a sentence when the data partition takes nothing."""
    parser = argparse.ArgumentParser(prog="yizhan-settle", description=__doc__)
    parser.add_argument("--boot", type=Path, default=Path("/boot/firmware"))
    parser.add_argument("--state", type=Path, default=Path("/var/lib/yizhan"))
    parser.add_argument("--root", type=Path, default=Path("/"))
    chosen = parser.parse_args(arguments)
    logging.basicConfig(format="%(levelname)s %(message)s", level="INFO")
    try:
        settle(chosen.boot, chosen.state, chosen.root)
    except OSError as error:
        sys.stderr.write(f"The data partition cannot be written: {error}. Put in another card.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
