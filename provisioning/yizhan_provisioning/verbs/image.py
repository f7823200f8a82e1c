"""`image`: the disk of a box, to be written to a card; compare two that were made."""

import tempfile
from pathlib import Path

import click
from yizhan_wire import post as words
from yizhan_wire.errors import BadPost

from yizhan_provisioning.errors import NotTheSame, UnfitPost
from yizhan_provisioning.frame import Verb, Verbs
from yizhan_provisioning.image import build, compare, factory
from yizhan_provisioning.output import Output
from yizhan_provisioning.words import Say

FILE = click.Path(path_type=Path)
THERE = click.Path(path_type=Path, exists=True, dir_okay=False)
STEPS = {
    "debian": ("系统软件包(约 8 分钟)", "Debian's packages (about 8 minutes)"),
    "agent": ("终端程序与识别模型", "the agent and its networks"),
    "boot": ("启动分区", "the boot partition"),
    "squash": ("只读系统分区", "the read-only root"),
    "disk": ("整盘", "the disk"),
}


def command(say: Say) -> click.Command:
    """The verb and its own."""
    told = say("终端磁盘镜像:制作、比较。", "The disk image of a box: make it, compare two.")
    return Verbs("image", help=told, commands=[_build(say), _compare(say)])


def _build(say: Say) -> click.Command:
    told = say(
        "制作 arm64 镜像;中断后重复运行会接着做", "make the arm64 image; a repeated run goes on"
    )
    params: list[click.Parameter] = [
        click.Argument(["output"], type=FILE, default="box.img"),
        _option("--house", FILE, ".", say("代码目录", "checkout of the house")),
        _option("--work", FILE, ".run/image", say("中间文件的文件夹", "folder for what is kept")),
        _option("--post", THERE, None, say("放入启动分区的 post.toml", "post.toml to put in")),
        _option("--root", THERE, None, say("服务器的根证书", "the server's root certificate")),
        _option("--keyring", THERE, None, say("系统更新的签名证书", "who signs system updates")),
    ]
    return Verb("build", callback=_make, help=told, params=params)


def _compare(say: Say) -> click.Command:
    told = say(
        "比较两次制作的镜像,列出不同之处",
        "compare two images that were made; says where they differ",
    )
    params: list[click.Parameter] = [
        click.Argument(["one"], type=THERE),
        click.Argument(["other"], type=THERE),
    ]
    return Verb("compare", callback=_beside, help=told, params=params)


@click.pass_obj
def _beside(output: Output, one: Path, other: Path) -> None:
    parts = compare.partitions(one, other)
    packed = [path.with_suffix(".squashfs") for path in (one, other)]
    found: list[compare.Difference] = []
    if "root-a" in parts and all(path.exists() for path in packed):
        with tempfile.TemporaryDirectory(dir=one.parent) as scratch:
            found = compare.roots(packed[0], packed[1], Path(scratch))
    for difference in found:
        output.tell(
            f"{difference.what}  {difference.place}", f"{difference.what}  {difference.place}"
        )
    if unlisted := [*parts, *(difference.place for difference in found)]:
        raise NotTheSame(f"({', '.join(unlisted[:12])})")
    output.tell("两个镜像逐字节相同。", "The two images are the same, byte by byte.", same=True)


def _option(name: str, kind: click.Path, default: str | None, told: str) -> click.Option:
    return click.Option([name], type=kind, default=default, show_default=True, help=told)


@click.pass_obj
def _make(
    output_: Output,
    output: Path,
    house: Path,
    work: Path,
    post: Path | None,
    root: Path | None,
    keyring: Path | None,
) -> None:
    told = _read(post) if post else None
    sources = factory.Sources(house.resolve())
    wanted = build.Wanted(output.resolve(), work.resolve(), sources, told, root, keyring)
    total = float(len(STEPS))
    with output_.progress("制作镜像", "Making the image", total) as bar:

        def step(name: str) -> None:
            bar.step(0 if name == "debian" else 1)
            bar.say(output_.say(*STEPS[name]))

        made = build.build(wanted, step, lambda _: None)
    output_.tell(
        f"镜像已做好:{made.image}({made.sizes['box.img'] >> 20} MiB)。"
        f"写卡:dd if={made.image} of=<卡> bs=4M conv=sparse,fsync",
        f"The image is {made.image} ({made.sizes['box.img'] >> 20} MiB). "
        f"To a card: dd if={made.image} of=<card> bs=4M conv=sparse,fsync",
        image=str(made.image),
        manifest=str(made.manifest),
        sbom=str(made.sbom),
        sizes=made.sizes,
    )


def _read(path: Path) -> bytes:
    raw = path.read_bytes()
    try:
        words.read(raw)
    except BadPost as error:
        raise UnfitPost(f"{path}: {error}") from error
    return raw
