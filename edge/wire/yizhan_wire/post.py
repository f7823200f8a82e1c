"""`post.toml` on the boot partition: what a technician says of a post before its box knows anybody.

Read on the laptop that writes the card and on the box at each start, by the same rules.
"""

import ipaddress
import tomllib
from collections.abc import Iterator
from typing import Annotated, Any
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from yizhan_wire.errors import BadPost
from yizhan_wire.topics import DEVICE

FILE, ROOT_FILE = "post.toml", "root.crt"
LARGEST = 16 * 1024
CAMERAS = ("device:", "file:", "rtsp://", "rtsps://", "net:")
Port = Annotated[int, Meta(ge=1, le=65535)]


class Reached(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the device door is; its root certificate lies beside as `root.crt`."""

    url: str


class Broker(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the broker is."""

    host: str
    port: Port = 8883


class Wifi(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wireless network with a password (WPA2 or WPA3)."""

    ssid: str
    password: str
    country: str = "CN"


class Wired(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fixed address, as 192.0.2.10/24; without it the network gives one."""

    address: str = ""
    gateway: str = ""
    dns: list[str] = []


class Post(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said of a post."""

    collector: Reached
    broker: Broker
    post: str = ""  # the name it will have, where that is known already
    camera: str = "device:0"
    sign: str = ""
    own_page: str = ""
    wifi: Wifi | None = None
    wired: Wired = Wired()
    time_servers: list[str] = []


def read(raw: bytes) -> Post:
    """The file's words; raises BadPost with every line that is to be changed."""
    if len(raw) > LARGEST:
        raise BadPost(f"It is larger than {LARGEST // 1024} KB.")
    try:
        # editors of Windows put a mark at the beginning
        table = tomllib.loads(raw.decode("utf-8-sig").replace("\r\n", "\n"))
        found = msgspec.convert(table, Post)
    except UnicodeDecodeError as error:
        raise BadPost("Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise BadPost(f"A quote, a bracket or an equals sign is wrong: {error}.") from error
    except msgspec.ValidationError as error:
        raise BadPost(_plain(str(error))) from error
    if problems := list(_problems(found)):
        raise BadPost(" ".join(problems))
    return found


def _plain(error: str) -> str:
    said, _, place = error.partition(" - at ")
    where = place.strip("`$.")
    return f"{where}: {said}." if where else f"{said}."


def _problems(post: Post) -> Iterator[str]:
    if not _secure(post.collector.url):
        yield "collector.url: use https://name:port without a path."
    if not _host(post.broker.host):
        yield "broker.host: a name or an IP address, without https:// and port."
    if post.post and not DEVICE.fullmatch(post.post):
        yield "post: use a name such as bx-210521100-1, or leave it out."
    if not post.camera.startswith(CAMERAS):
        yield "camera: use device:0 for the first camera, or rtsp://host/path."
    yield from _wifi_problems(post.wifi) if post.wifi else ()
    yield from _wired_problems(post.wired)
    if not all(map(_host, post.time_servers)):
        yield "time_servers: names or IP addresses only."


def _wifi_problems(wifi: Wifi) -> Iterator[str]:
    if not 1 <= len(wifi.ssid.encode()) <= 32 or not wifi.ssid.isprintable():
        yield "wifi.ssid: 1 to 32 bytes; a Chinese character takes three."
    if not (
        8 <= len(wifi.password) <= 63 and wifi.password.isascii() and wifi.password.isprintable()
    ):
        yield "wifi.password: 8 to 63 letters, digits or signs."
    if not (len(wifi.country) == 2 and wifi.country.isalpha() and wifi.country.isupper()):
        yield "wifi.country: two capital letters, CN for China."


def _wired_problems(wired: Wired) -> Iterator[str]:
    if wired.address and (
        "/" not in wired.address or not _is(ipaddress.ip_interface, wired.address)
    ):
        yield "wired.address: an address with its mask, such as 192.0.2.10/24."
    if wired.gateway and not _is(ipaddress.ip_address, wired.gateway):
        yield "wired.gateway: an IP address."
    if wired.gateway and not wired.address:
        yield "wired.address is missing beside wired.gateway."
    if not all(_is(ipaddress.ip_address, one) for one in wired.dns):
        yield "wired.dns: IP addresses only."


def _is(kind: Any, text: str) -> bool:
    try:
        kind(text)
    except ValueError:
        return False
    return True


def _secure(url: str) -> bool:
    parts = urlsplit(url)
    try:
        parts.port  # noqa: B018 # raises for a port that is none
    except ValueError:
        return False
    plain = not (parts.query or parts.fragment or parts.username) and parts.path in ("", "/")
    return parts.scheme == "https" and plain and _host(parts.hostname or "")


def _host(name: str) -> bool:
    labels = name.rstrip(".").split(".")
    fit = all(
        0 < len(one) < 64 and one.replace("-", "a").isalnum() and one.isascii() for one in labels
    )
    return _is(ipaddress.ip_address, name) or (fit and len(name) < 254)
