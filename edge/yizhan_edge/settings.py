"""The one settings file of the box, read once and refused with a sentence when unfit."""

import ipaddress
import stat
import tomllib
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta
from yizhan_wire.events import Code
from yizhan_wire.topics import DEVICE

from yizhan_edge.errors import IdentityBroken, KeyRefused, SettingsRefused
from yizhan_edge.identity import Identity
from yizhan_edge.lettering import UNIFONT
from yizhan_edge.update.slots import TRIAL_S

Port = Annotated[int, Meta(ge=1, le=65535)]
KEY_BYTES = 32
NONE = Path()  # where `identity` says which
LEAST_VARIETY = 12  # 32 random bytes have fewer distinct values once in about 10**18


class Kiosk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the touch page is served: loopback only."""

    port: Port
    host: str = "127.0.0.1"
    own_page: str = ""  # address of the own page as the screen's browser reaches it; "" without

    @property
    def address(self) -> str:
        """Where the touch page is."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"


class Broker(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The MQTT broker and the files that prove who we are."""

    host: str
    port: Port
    ca: Path
    cert: Path = NONE
    key: Path = NONE


class Collector(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The device door of the collector."""

    url: str
    ca: Path
    cert: Path = NONE
    key: Path = NONE


class SpoolLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much the box keeps while the collector is away."""

    events: Annotated[int, Meta(ge=10)] = 200_000
    bytes: Annotated[int, Meta(ge=1024 * 1024)] = 128 * 1024 * 1024


class Recording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How procedures are recorded: pictures a second, seconds a piece, bytes left to the rest.

    `microphone` is `alsa:NAME`, `file:PATH` or "" for none; only a session with sound opens it.
    """

    fps: Annotated[int, Meta(ge=1, le=25)] = 10
    segment_s: Annotated[int, Meta(ge=1, le=60)] = 10
    floor: Annotated[int, Meta(ge=0)] = 1024 * 1024 * 1024
    microphone: str = ""


class UpdatePlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where slots and parts are, the root that updates must be signed under, what board this is.

    `stick`: where a USB stick's folder `yizhan-update` is seen; `prove_s`: how long a trial has.
    """

    folder: Path
    root: Path
    hardware: Code
    stick: Path | None = None
    prove_s: Annotated[float, Meta(ge=5, le=3600)] = TRIAL_S


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a box needs to know before it starts.

    With a folder `identity` the office names the box, and the box keeps and renews its certificate
    there; without one `device`, `cert` and `key` are set by hand.
    """

    data: Path
    camera: str
    models: Path
    models_lock: Path
    card: Path
    key_file: Path
    kiosk: Kiosk
    broker: Broker
    collector: Collector
    device: str = ""
    identity: Path | None = None
    stick: Path | None = None  # folder below which USB sticks appear
    sign: str = ""
    board: str = ""  # the board at the counter: a serial line; "" without
    font: Path = UNIFONT
    spool: SpoolLimits = SpoolLimits()
    recording: Recording = Recording()
    update: UpdatePlace | None = None
    command_key: str = ""  # of the office, 32 bytes in base64; "" takes no command that needs one

    @property
    def office(self) -> str:
        """Address of the office as far as it is known here, for the picture of a claim."""
        return self.kiosk.own_page.removesuffix("/own")

    @property
    def unclaimed(self) -> bool:
        """Whether the office has not named this box yet."""
        return self.identity is not None and not self.device

    @property
    def clips(self) -> Path:
        """Folder of the recordings, one folder a session."""
        return self.data / "clips"

    @property
    def roster(self) -> Path:
        """Folder of the sealed roster."""
        return self.data / "roster"

    @property
    def templates(self) -> Path:
        """Folder of the sealed templates."""
        return self.data / "templates"


def load(path: Path) -> Settings:
    """Read and check the file; raises SettingsRefused with every reason found first."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        settings = msgspec.convert(raw, Settings, dec_hook=_hook)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsRefused(f"{path}: {error}") from error
    except msgspec.ValidationError as error:
        raise SettingsRefused(f"{path}: {error}") from error
    settings = _with_identity(settings)
    problems = _problems(settings)
    if problems:
        raise SettingsRefused(" ".join(problems))
    return settings


def _with_identity(settings: Settings) -> Settings:
    if settings.identity is None:
        return settings
    own = Identity(settings.identity, settings.collector.ca)
    broker, collector = (
        msgspec.structs.replace(one, cert=own.cert, key=own.key)
        for one in (settings.broker, settings.collector)
    )
    try:
        device = own.device()
    except IdentityBroken as error:
        raise SettingsRefused(str(error)) from error
    return msgspec.structs.replace(settings, device=device, broker=broker, collector=collector)


def load_key(path: Path) -> bytes:
    """The 32 bytes that seal templates and roster; raises KeyRefused."""
    try:
        key, mode = path.read_bytes(), path.stat().st_mode
    except OSError as error:
        raise KeyRefused(f"{path} cannot be read.") from error
    if len(key) != KEY_BYTES:
        raise KeyRefused(f"{path} holds {len(key)} bytes.")
    if len(set(key)) < LEAST_VARIETY:
        raise KeyRefused(f"{path} is not random.")
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyRefused(f"{path} can be read by others.")
    return key


def _hook(kind: type, value: Any) -> Any:
    if kind is Path and isinstance(value, str) and value:
        return Path(value)
    raise ValueError(f"a path is needed, not {value!r}")


def _problems(settings: Settings) -> list[str]:
    found = []
    if not settings.unclaimed and not DEVICE.fullmatch(settings.device):
        found.append("device: use a name such as bx-210521100-1.")
    if not settings.camera.strip():
        found.append("camera: name a source, device:0 for the first camera.")
    if not _is_loopback(settings.kiosk.host):
        found.append("kiosk.host: the touch page is for this box only, use 127.0.0.1.")
    if not _fits_own_page(settings.kiosk.own_page):
        found.append("kiosk.own_page: use the office's address, https://…/own, or leave it out.")
    if not settings.collector.url.startswith("https://"):
        found.append("collector.url: must start with https://.")
    return found + _missing(settings)


def _missing(settings: Settings) -> list[str]:
    files = {
        f"{part}.{name}": getattr(getattr(settings, part), name)
        for part in ("broker", "collector")
        for name in (("ca",) if settings.unclaimed else ("ca", "cert", "key"))
    }
    return [f"{name}: {path} is missing." for name, path in files.items() if not path.is_file()]


def _fits_own_page(address: str) -> bool:
    parts = urlsplit(address)
    if not address:
        return True
    secure = parts.scheme == "https" or _is_loopback(parts.hostname or "")
    return secure and parts.scheme in {"http", "https"} and address.endswith("/own")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
