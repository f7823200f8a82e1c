"""`claim`: claim a blank box for a post through the office, on or off the box's network."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from yizhan_provisioning import claiming
from yizhan_provisioning.frame import Verb
from yizhan_provisioning.office import Office
from yizhan_provisioning.output import Output
from yizhan_provisioning.words import Say

HERE = click.Path(path_type=Path)
THERE = click.Path(path_type=Path, exists=True, dir_okay=False)


def command(say: Say) -> click.Command:
    """The verb."""
    told = say(
        "认领一台新终端:由办公端签发,笔记本上没有签发密钥。没有网络时用 --wish 与 --out。",
        "Claim a blank box; the office signs, no key is on the laptop. Offline: --wish, --out.",
    )
    township = say("九位乡镇街道代码", "the nine digits of the township")
    params = [*access(say), click.Option(["--township"], required=True, help=township)]
    return Verb("claim", callback=_work, help=told, params=params)


def access(say: Say) -> list[click.Parameter]:
    """Which box, and how the office is reached: the options of `claim` and `swap`."""
    return [*_which(say), *reach(say)]


def _which(say: Say) -> list[click.Parameter]:
    out = say("把 grant 文件写到此处(文件夹或文件)", "write the grant here, a folder or a file")
    return [
        click.Option(["--code"], default="", help=say("屏幕上的认领码", "the code on its screen")),
        click.Option(
            ["--wish"], type=THERE, help=say("终端写出的 wish 文件", "the wish file of the box")
        ),
        click.Option(["--out"], type=HERE, help=out),
    ]


def reach(say: Say) -> list[click.Parameter]:
    """How the office is reached: the options of whatever talks to it."""
    return [
        click.Option(["--office"], required=True, help=say("办公端地址", "address of the office")),
        click.Option(["--login"], required=True, help=say("登录名", "your login")),
        click.Option(
            ["--password-file"],
            type=THERE,
            help=say("密码所在文件;不给则当面询问", "file with the password; else it asks"),
        ),
        click.Option(
            ["--ca"], type=THERE, help=say("办公端证书的根", "root of the office's certificate")
        ),
    ]


@contextmanager
def signed_in(
    output: Output, office: str, login: str, password_file: Path | None, ca: Path | None
) -> Iterator[Office]:
    """A session with the office; asks for the password where no file has it."""
    if password_file:
        password = password_file.read_text(encoding="utf-8").partition("\n")[0]
    else:
        password = click.prompt(output.say("密码", "Password"), hide_input=True, err=True)
    with Office(office, ca) as made:
        made.sign_in(login, password)
        yield made


def told(output: Output, given: claiming.Given, out: Path | None) -> None:
    """Say what was given, and keep it where it is to be carried from."""
    grant, path = given.grant, claiming.write(given.grant, out) if out else None
    again = output.say("此前已认领,再次给出:", "It was claimed before; once more: ")
    head = again if given.before else ""
    output.tell(
        f"{head}终端为 {grant.device}。"
        + (f"请把 {path} 放进 U 盘的 yizhan 文件夹。" if path else "终端会自行启动。"),
        f"{head}The box is {grant.device}. "
        + (f"Put {path} into the folder yizhan of a stick." if path else "It goes on by itself."),
        device=grant.device,
        code=grant.code,
        before=given.before,
        **({"grant": str(path)} if path else {}),
    )


@click.pass_obj
def _work(output: Output, /, code: str, wish: Path | None, out: Path | None, **given: Any) -> None:
    township = given.pop("township")
    with (
        output.progress("正在认领", "Claiming", 3) as bar,
        signed_in(output, **given) as office,
    ):
        bar.step()
        found = claiming.code_of(office, code, wish)
        bar.step()
        made = claiming.claim(office, found, township)
        bar.step()
    told(output, made, out)
