"""Settings of the collector: one TOML file, secrets in files of their own. Read once."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

from pydantic import BaseModel, Field, IPvAnyAddress, ValidationError, model_validator

from yizhan_collector.adapters.issuing import Issuing
from yizhan_collector.ground import credentials
from yizhan_collector.ground.fields import CommandKey, Pem, Port, Secret, Secretly
from yizhan_collector.ground.refusals import BadSettings
from yizhan_collector.rooms.publishing.model import Offered

Kind = TypeVar("Kind", bound=BaseModel)
Sound = Annotated[str, Field(pattern=r"^(sound|recording|tone):[A-Za-z0-9_./-]{1,100}$")]


class Peer(BaseModel, extra="forbid"):
    """An address, whom we trust there, and our own certificate."""

    host: str = "127.0.0.1"
    port: Port
    ca: Pem
    cert: Pem
    key: Pem


class Broker(Peer):
    """Where the broker is, and our certificate."""


class DeviceDoor(Peer):
    """Where boxes fetch their rosters, our certificate, and the authority of theirs."""


class IssuingFiles(BaseModel, extra="forbid"):
    """The issuing key, for the boxes' certificates, and the files the broker is told by."""

    cert: Pem
    key: Pem
    crl: Path
    acl: Path | None = None  # without it only a new connection of a revoked box is refused

    def read(self) -> Issuing:
        """What signs and lists."""
        return Issuing(self.cert, self.key, self.crl, self.acl)


class PartnerDoor(Peer):
    """Where other authorities reach us, our certificate, and the authority of theirs."""


class Callbacks(BaseModel, extra="forbid"):
    """How `tell` reaches other authorities: whom we trust there, and our own certificate."""

    ca: Pem
    cert: Pem
    key: Pem
    every_s: Annotated[float, Field(ge=0.1, le=60)] = 1


class Office(BaseModel, extra="forbid"):
    """Where browsers reach us; with a certificate over HTTPS."""

    host: str = "127.0.0.1"
    port: Port
    cert: Pem | None = None
    key: Pem | None = None
    proxy: IPvAnyAddress | None = None  # believed when it says whom it asks for
    tiles: Path | None = None  # an MBTiles file below the maps; without it outlines alone

    @model_validator(mode="after")
    def _both(self) -> Self:
        if (self.cert is None) != (self.key is None):
            raise ValueError("`cert` and `key` go together")
        return self


class OperatorFeed(BaseModel, extra="forbid"):
    """Where an operator gives out the positions of devices that cannot speak to us."""

    url: Annotated[str, Field(pattern=r"^https://\S+$")]
    token_file: Secretly
    ca: Pem | None = None
    every_s: Annotated[float, Field(ge=1, le=3600)] = 60


class WeChat(BaseModel, extra="forbid"):
    """The official account texts go to; the secret lies in a file."""

    url: Annotated[str, Field(pattern=r"^https?://\S+$")] = "https://api.weixin.qq.com"
    app_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9]{1,64}$")]
    secret_file: Secretly
    cover: Annotated[str, Field(max_length=128)] = ""  # media id of the picture a draft needs
    notice: Annotated[str, Field(max_length=64)] = ""  # template id of the one notice we send
    notice_field: Annotated[str, Field(pattern=r"^[a-z_]{1,20}[0-9]{1,2}$")] = "thing1"


class Weibo(BaseModel, extra="forbid"):
    """The microblog texts go to; the access token lies in a file."""

    url: Annotated[str, Field(pattern=r"^https?://\S+$")] = "https://api.weibo.com"
    token_file: Secretly
    rip: Annotated[str, Field(pattern=r"^[0-9a-fA-F.:]{3,45}$")]  # the operator's own address


class Channels(BaseModel, extra="forbid"):
    """Where `channels` sends texts; a channel without its table is not offered."""

    portal: Annotated[str, Field(pattern=r"^https?://[^\s/]+$")]  # the address of the portal
    wechat: WeChat | None = None
    weibo: Weibo | None = None
    every_s: Annotated[float, Field(ge=0.1, le=3600)] = 5

    def offered(self) -> Offered:
        """What an editor can choose."""
        cover = bool(self.wechat and self.wechat.cover)
        return Offered(self.portal, self.wechat is not None, self.weibo is not None, cover)


class Links(BaseModel, extra="forbid"):
    """How often `work` asks links of the site; without the table it asks none."""

    every_s: Annotated[float, Field(ge=0.1, le=86400)] = 60
    private: bool = False  # also addresses of closed networks: for tests only


class Recording(BaseModel, extra="forbid"):
    """What every exchange has: where it writes recordings, read by `serve`, cleared by us."""

    recordings: Path | None = None


class FileExchange(Recording):
    """An exchange that speaks through two files; the default, and the way for others' feeds."""

    kind: Literal["file"]
    events: Path
    commands: Path


class AsteriskExchange(Recording):
    """An Asterisk, spoken to by ARI; the password lies in a file."""

    kind: Literal["asterisk"]
    url: Annotated[str, Field(pattern=r"^https?://[^\s/]+$")] = "http://127.0.0.1:8088"
    user: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    password_file: Secretly
    seats: Annotated[str, Field(pattern=r"^[^{}\s]*\{seat\}[^{}\s]*$")] = "PJSIP/{seat}"
    trunk: Annotated[str, Field(pattern=r"^[^{}\s]*\{number\}[^{}\s]*$")]
    notice: Sound = "sound:yizhan-notice"  # that the call is recorded
    stars: Sound = "sound:yizhan-stars"  # asks for 1 to 5
    ring_s: Annotated[int, Field(ge=5, le=120)] = 25  # `telephony` refuses more than the rule


class Settings(BaseModel, extra="forbid"):
    """Everything the processes need; `serve` also needs `office` and `device_door`."""

    database: Annotated[str, Field(pattern="^postgresql://")]
    secret: Secret
    broker: Broker
    office: Office | None = None
    device_door: DeviceDoor | None = None
    partner_door: PartnerDoor | None = None
    issuing: IssuingFiles | None = None  # `serve` and `work`; without it no box is claimed
    callbacks: Callbacks | None = None
    operator_feed: OperatorFeed | None = None
    channels: Channels | None = None
    links: Links | None = None
    telephony: FileExchange | AsteriskExchange | None = Field(None, discriminator="kind")
    fonts: Path = Path("/usr/share/fonts/opentype/noto")  # of the papers; Debian's fonts-noto-cjk
    name: str = "collector-1"
    media: Path = Path("/var/lib/yizhan/media")
    command_key: CommandKey | None = None  # signs what boxes are told to do now
    updates: Path | None = None  # the signed repository of bundles: metadata/ and targets/


class Helped(BaseModel, extra="forbid"):
    """The help service: nothing of it is shared with the collector."""

    database: Annotated[str, Field(pattern="^postgresql://")]
    secret: Secret
    sealing_key: str
    office: Office


class WeChatDoor(BaseModel, extra="forbid"):
    """What the console of the official account shows; token and key lie in files."""

    app_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9]{1,64}$")]
    token_file: Secretly
    key_file: Secretly  # the EncodingAESKey
    # https://open.weixin.qq.com/connect/oauth2/authorize for an account that may ask who opened a
    # page (服务号, certified); empty: codes are typed in the chat
    oauth: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""
    verify: Annotated[str, Field(pattern=r"^[A-Za-z0-9]{0,32}$")] = ""  # of MP_verify_….txt

    def words(self) -> tuple[str, str, str]:
        """Token, key and appid; raises BadSettings for a file that cannot be read."""
        try:
            files = (self.token_file, self.key_file)
            token, key = (one.read_text(encoding="ascii").strip() for one in files)
        except (OSError, ValueError) as error:
            raise BadSettings(f"`wechat`: {type(error).__name__}") from error
        return token, key, self.app_id


class Portal(BaseModel, extra="forbid"):
    """The public's process; `database` names a login that is a member of yizhan_portal alone."""

    database: Annotated[str, Field(pattern="^postgresql://")]
    secret: Secret
    office: Office
    address: Annotated[str, Field(pattern=r"^https?://[^\s/]+$")]  # where the public finds it
    wechat: WeChatDoor | None = None


def load(path: Path) -> Settings:
    """Read the file and those it names; YIZHAN_SECRET and YIZHAN_DATABASE win over it.

    Raises BadSettings.
    """
    return _load(path, Settings)


def load_helped(path: Path) -> Helped:
    """Read the file of the help service; the same two variables win. Raises BadSettings."""
    return _load(path, Helped)


def load_portal(path: Path) -> Portal:
    """Read the file of the portal; the same two variables win. Raises BadSettings."""
    return _load(path, Portal)


def _load(path: Path, kind: type[Kind]) -> Kind:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadSettings(f"{path}: {error}") from error
    try:
        return kind.model_validate(credentials.filled(table))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadSettings(f"`{where}`: {first['msg']}") from error
