"""What can go wrong while provisioning: the docstring is the message, `zh` says it in Chinese.

Each says what is wrong and, after the semicolon, what to do next.
"""

import re


class ProvisioningError(Exception):
    """This cannot be done here; look at the words behind it."""

    zh = "这里做不到;请看后面的说明。"

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__(f"{(type(self).__doc__ or '').strip()} {detail}".strip())

    @property
    def code(self) -> str:
        """The short name programs go by: `no_authority`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()

    def sentence(self, language: str) -> str:
        """The message in this language."""
        return f"{self.zh} {self.detail}".strip() if language == "zh" else str(self)


class BadName(ProvisioningError):
    """A certificate name must be a device id such as bx-210521100-1, or `collector`; correct it."""

    zh = "证书名须是 bx-210521100-1 这样的设备号,或 broker、collector;请改正。"


class BadHost(ProvisioningError):
    """A server's address is a host name or an IP address without port or path; correct --host."""

    zh = "服务器地址只写主机名或 IP,不带端口和路径;请改正 --host。"


class NoAuthority(ProvisioningError):
    """There is no whole certificate authority in this folder; run `authority create` first."""

    zh = "此文件夹中没有完整的证书机构;请先运行 authority create。"


class BrokenAuthority(ProvisioningError):
    """Key and certificate of this authority do not fit; restore the folder from its copy."""

    zh = "证书机构的密钥与证书不相符;请用备份恢复该文件夹。"


class NoCertificate(ProvisioningError):
    """No certificate of this name was issued here; look at the names of the .crt files."""

    zh = "此处没有签发过该名称的证书;请查看 .crt 文件名。"


class WeakPassphrase(ProvisioningError):
    """The root's passphrase needs 12 characters; choose a longer one and write it down."""

    zh = "根密钥口令至少 12 个字符;请换一个更长的并妥善记录。"


class WrongPassphrase(ProvisioningError):
    """The passphrase does not open the root key; try again, nothing was changed."""

    zh = "口令打不开根密钥;请重试,没有任何改动。"


class Unwritable(ProvisioningError):
    """A file cannot be read or written; free space or choose another folder, then repeat."""

    zh = "文件无法读写;请腾出空间或换一个文件夹,然后重复此步。"


class NoKey(ProvisioningError):
    """There is no such signing key; run `bundle keys`, or name the folder that holds them."""

    zh = "没有这把签名密钥;请运行 bundle keys,或指明存放密钥的文件夹。"


class BadPassphrase(ProvisioningError):
    """The key does not open; the passphrase is another, or the file was damaged."""

    zh = "密钥打不开;口令不对,或文件已损坏。"


class WrongKey(ProvisioningError):
    """The directory does not trust this key; name the folder of the newest keys by --keys."""

    zh = "签名目录不信任这把密钥;请用 --keys 指明最新密钥的文件夹。"


class NoRepository(ProvisioningError):
    """There is no signed directory in this folder; run `bundle keys` first."""

    zh = "此文件夹中没有签名目录;请先运行 bundle keys。"


class NoBundle(ProvisioningError):
    """There is no such bundle in the signed directory; `bundle list` names them."""

    zh = "签名目录中没有这个更新包;可用 bundle list 查看。"


class BundleKnown(ProvisioningError):
    """A bundle of this name was published already; choose another name."""

    zh = "这个名称的更新包已经发布过;请换一个名称。"


class BadPart(ProvisioningError):
    """A part cannot be packed; name a folder with what `docs/updates.md` lists for it."""

    zh = "这一部分无法打包;请指明含有 docs/updates.md 所列内容的文件夹。"


class NoTools(ProvisioningError):
    """An image is made by root with programs of Debian that are missing here; run what follows."""

    zh = "制作镜像须以 root 运行,且缺少下列 Debian 程序;请先运行:"


class NoEmulator(ProvisioningError):
    """arm64 programs do not run here; apt-get install qemu-user-static binfmt-support, repeat."""

    zh = "本机不能运行 arm64 程序;请 apt-get install qemu-user-static binfmt-support 后重试。"


class NoSources(ProvisioningError):
    """This is no whole checkout of the house; name one by --house, and run `make models` in it."""

    zh = "这里不是完整的代码目录;请用 --house 指明,并在其中运行 make models。"


class TooLarge(ProvisioningError):
    """A part does not fit its partition; take packages out or make the slots larger."""

    zh = "有一部分放不进分区;请减少软件包或加大系统分区。"


class ImageFailed(ProvisioningError):
    """The image was not finished, nothing half is left; mend what follows and repeat."""

    zh = "镜像没有做完,没有留下半成品;请按下文处理后重试。"


class UnfitPost(ProvisioningError):
    """The settings of the post cannot be used; correct what follows and repeat."""

    zh = "报到点设置不可用;请按下文改正后重试。"


class NoFirmware(ProvisioningError):
    """There is no firmware for this kind of board here; choose one of these, or name --firmware."""

    zh = "这里没有这种板卡的固件;请在所列种类中选择,或用 --firmware 指明文件夹。"


class NoBoard(ProvisioningError):
    """No board can be opened at this line; look at cable and name, close other programs, repeat."""

    zh = "此串口打不开;请检查线缆与名称,关闭占用它的程序,然后重试。"


class BoardMute(ProvisioningError):
    """What is there does not answer as MicroPython; press reset, put MicroPython on it, repeat."""

    zh = "对端不像 MicroPython 那样应答;请按复位键,或先装 MicroPython,然后重试。"


class BoardLost(ProvisioningError):
    """The board stopped answering and runs what it ran before; look at the cable, then repeat."""

    zh = "板卡中途不再应答,仍运行原有固件;请检查线缆后重试。"


class BoardGarbled(ProvisioningError):
    """The board reads back other bytes than were written; repeat, and replace it if it stays so."""

    zh = "板卡读回的内容与写入的不同;请重试,仍然如此则更换板卡。"


class NotTheSame(ProvisioningError):
    """The two images differ; look at the places that follow, and at `docs/image.md`."""

    zh = "两个镜像不同;请看下列之处与 docs/image.md。"


class OfficeAway(ProvisioningError):
    """The office does not answer; look at the network, --office and --ca, then repeat."""

    zh = "连不上办公端;请检查网络、--office 与 --ca 后重试。"


class OfficeRefused(ProvisioningError):
    """The office refused this; do what it says, then repeat."""

    zh = "办公端没有办理;请按说明处理后重试。"

    def __init__(self, detail: str = "", said: str = "") -> None:
        self.said = said
        super().__init__(detail)

    @property
    def code(self) -> str:
        """The office's own code, where it gave one."""
        return self.said or super().code


class NoCode(ProvisioningError):
    """A claim code has ten letters; read it from the box, or give its file by --wish."""

    zh = "认领码是十位;请从终端屏幕读取,或用 --wish 指明文件。"


class UnreadWish(ProvisioningError):
    """This is no wish of a box, or only half of one; copy it from the box again."""

    zh = "这不是完整的 wish 文件;请从终端重新拷贝。"


class NotSure(ProvisioningError):
    """A swap ends a box for good; say --yes when a program runs this."""

    zh = "更换会永久停用旧终端;由程序运行时请加 --yes。"


class BoxSilent(ProvisioningError):
    """The box did not answer in time; see in the office whether it is online, then repeat."""

    zh = "终端没有按时应答;请在办公系统看它是否在线,再重试。"


class BoxRefuses(ProvisioningError):
    """The box did not do it; its word follows, and `docs/updates.md` says how keys are given."""

    zh = "终端没有照做,原因如下;密钥的设置见 docs/updates.md:"


class NotWell(ProvisioningError):
    """Not everything is well at the box; mend what follows, then repeat."""

    zh = "终端有不正常之处;请处理后再自检:"
