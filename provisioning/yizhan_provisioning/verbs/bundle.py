"""`bundle`: sign what boxes run, publish it, take it back, carry it on a stick."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import click
from yizhan_wire.bundle import Bundle, PartName

from yizhan_provisioning.bundles import parts
from yizhan_provisioning.bundles.keys import OFFLINE, ROLES, Keys, Role
from yizhan_provisioning.bundles.repository import Repository
from yizhan_provisioning.frame import Verb, Verbs
from yizhan_provisioning.output import Output
from yizhan_provisioning.words import Say

FILE = click.Path(path_type=Path)
THERE = click.Path(path_type=Path, exists=True, dir_okay=False)
STICK = "yizhan-update"
Work = Callable[..., None]


def command(say: Say) -> click.Command:
    """The verb and its own."""
    told = say(
        "更新包:签名、发布、撤回、拷到 U 盘。",
        "Update bundles: sign, publish, withdraw, copy to a stick.",
    )
    made = (_keys, _make, _list, _withdraw, _renew, _rotate, _stick)
    return Verbs("bundle", help=told, commands=[one(say) for one in made])


def _opened(folder: Path, keys: Path, passphrase: Path | None, output: Output) -> Repository:
    return Repository(folder, Keys(keys, _secret(keys, passphrase, output)))


def _secret(keys: Path, file: Path | None, output: Output) -> bytes | None:
    """The passphrase of the offline keys, where one of them is encrypted."""
    if file:
        return file.read_bytes().splitlines()[0]
    shut = [one for one in OFFLINE if (keys / f"{one}.pem").exists()]
    if not any(b"ENCRYPTED" in (keys / f"{one}.pem").read_bytes() for one in shut):
        return None
    asked = output.say("离线密钥口令", "Passphrase of the offline keys")
    return str(click.prompt(asked, hide_input=True, err=True)).encode()


def _keys(say: Say) -> click.Command:
    @click.pass_obj
    def work(output: Output, folder: Path, keys: Path, passphrase_file: Path | None) -> None:
        secret = passphrase_file.read_bytes().splitlines()[0] if passphrase_file else None
        held = Keys(keys, secret)
        for role in ROLES:
            if not (keys / f"{role}.pem").exists():
                held.make(role)
        if not (folder / "metadata/timestamp.json").exists():
            Repository.create(folder, held, _now())
        root = Repository(folder, held).root
        (folder / "root.json").write_bytes(root)
        output.tell(
            f"签名目录已就绪:{folder}。root.pem、targets.pem 请离线保存,online.pem 只放发布机;"
            f"{folder}/root.json 随镜像装入终端。",
            f"The signed directory is ready in {folder}. Keep root.pem and targets.pem offline, "
            f"online.pem on the machine that publishes; {folder}/root.json goes into the image.",
            folder=str(folder),
        )

    told = say(
        "建立密钥与签名目录;已有的保留", "make keys and a signed directory; what is there stays"
    )
    return Verb("keys", callback=work, help=told, params=_common(say))


def _make(say: Say) -> click.Command:
    @click.pass_obj
    def work(
        output: Output,
        folder: Path,
        keys: Path,
        passphrase_file: Path | None,
        name: str,
        part: tuple[tuple[PartName, Path], ...],
        hardware: tuple[str, ...],
    ) -> None:
        repository = _opened(folder, keys, passphrase_file, output)
        with TemporaryDirectory(dir=folder) as scratch:
            made, files = [], {}
            with output.progress("打包", "Packing", float(len(part))) as bar:
                for which, where in part:
                    files[str(which)] = Path(scratch) / which
                    made.append(parts.pack(which, name, where, Path(scratch) / which))
                    bar.step()
            repository.add(Bundle(name, _now(), list(hardware), made), files, _now())
        output.tell(
            f"已发布 {name};在办公系统“升级”里分批推送。",
            f"{name} is published; roll it out on the office's page.",
            name=name,
            parts={one.name: {"sha256": one.sha256, "size": one.size} for one in made},
        )

    told = say("打包并发布一个更新包", "pack and publish a bundle")
    params = [
        *_common(say),
        click.Argument(["name"]),
        click.Option(
            ["--part"],
            type=(click.Choice(get_args(PartName)), click.Path(path_type=Path, exists=True)),
            multiple=True,
            required=True,
            help=say("部分及其文件夹,可多次", "a part and its folder, once for each"),
        ),
        click.Option(
            ["--hardware"], multiple=True, required=True, help=say("适用硬件", "for which hardware")
        ),
    ]
    return Verb("make", callback=work, help=told, params=params)


def _list(say: Say) -> click.Command:
    @click.pass_obj
    def work(output: Output, folder: Path, keys: Path, passphrase_file: Path | None) -> None:
        del passphrase_file  # nothing is signed
        names = Repository(folder, Keys(keys)).bundles()
        told = "\n".join(names)
        output.tell(told or "尚无更新包", told or "No bundle yet", bundles=names)

    told = say("列出可推送的更新包", "name the bundles that may be rolled out")
    return Verb("list", callback=work, help=told, params=_common(say))


def _withdraw(say: Say) -> click.Command:
    @click.pass_obj
    def work(
        output: Output, folder: Path, keys: Path, passphrase_file: Path | None, name: str
    ) -> None:
        _opened(folder, keys, passphrase_file, output).withdraw(name, _now())
        output.tell(f"{name} 已撤回。", f"{name} is withdrawn.", name=name)

    told = say("撤回:终端不再接受该更新包", "withdraw: no box takes this bundle any more")
    params = [*_common(say), click.Argument(["name"])]
    return Verb("withdraw", callback=work, help=told, params=params)


def _renew(say: Say) -> click.Command:
    @click.pass_obj
    def work(output: Output, folder: Path, keys: Path, passphrase_file: Path | None) -> None:
        del passphrase_file  # the online key lies open
        Repository(folder, Keys(keys)).renew(_now())
        output.tell("目录有效期已延 30 天。", "The directory is good for another 30 days.")

    told = say("延长目录有效期;每周自动运行", "prolong the directory; run it each week")
    return Verb("renew", callback=work, help=told, params=_common(say))


def _rotate(say: Say) -> click.Command:
    @click.pass_obj
    def work(
        output: Output,
        folder: Path,
        keys: Path,
        passphrase_file: Path | None,
        new: Path,
        role: tuple[Role, ...],
    ) -> None:
        secret = _secret(keys, passphrase_file, output)
        changed = Keys(new, secret)
        new.mkdir(parents=True, exist_ok=True)
        for one in ROLES:
            if one in role and not (new / f"{one}.pem").exists():
                changed.make(one)
            elif not (new / f"{one}.pem").exists():
                (new / f"{one}.pem").write_bytes((keys / f"{one}.pem").read_bytes())
        Repository(folder, changed).rotate(Keys(keys, secret), role, _now())
        output.tell(
            f"已换用 {new} 中的密钥;旧密钥请销毁。",
            f"The keys in {new} count from now on; destroy the old ones.",
            keys=str(new),
        )

    told = say("更换密钥;终端自动跟随", "change keys; boxes follow by themselves")
    params = [
        *_common(say),
        click.Argument(["new"], type=FILE),
        click.Option(
            ["--role"],
            type=click.Choice(ROLES),
            multiple=True,
            default=ROLES,
            help=say("更换哪些密钥", "which keys to change"),
        ),
    ]
    return Verb("rotate", callback=work, help=told, params=params)


def _stick(say: Say) -> click.Command:
    @click.pass_obj
    def work(
        output: Output, folder: Path, keys: Path, passphrase_file: Path | None, name: str, to: Path
    ) -> None:
        del passphrase_file  # nothing is signed
        Repository(folder, Keys(keys)).copy(name, to / STICK)
        output.tell(
            f"已拷入 {to / STICK};插入终端,等它重新启动后再拔。",
            f"Copied to {to / STICK}; leave it in the box until that has started again.",
            folder=str(to / STICK),
        )

    told = say("把更新包拷到 U 盘", "copy a bundle to a USB stick")
    params = [*_common(say), click.Argument(["name"]), click.Argument(["to"], type=FILE)]
    return Verb("stick", callback=work, help=told, params=params)


def _common(say: Say) -> list[click.Parameter]:
    return [
        click.Option(
            ["--folder"],
            type=FILE,
            default="updates",
            show_default=True,
            help=say("签名目录", "the signed directory"),
        ),
        click.Option(
            ["--keys"],
            type=FILE,
            default="update-keys",
            show_default=True,
            help=say("签名密钥的文件夹", "folder of the signing keys"),
        ),
        click.Option(
            ["--passphrase-file"],
            type=THERE,
            help=say("离线密钥口令所在文件", "file with the passphrase of the offline keys"),
        ),
    ]


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
