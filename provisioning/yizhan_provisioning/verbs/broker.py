"""`broker`: the settings and the permissions of the broker, beside the authority's files."""

from pathlib import Path

import click
from yizhan_wire.permissions import acl

from yizhan_provisioning.authority import Authority
from yizhan_provisioning.broker import conf
from yizhan_provisioning.files import keep
from yizhan_provisioning.frame import Verb
from yizhan_provisioning.output import Output
from yizhan_provisioning.words import Say

PORT = 8883
FILE = click.Path(path_type=Path)


@click.pass_obj
def _write(output: Output, folder: Path, listen: str, data: Path) -> None:
    here = Authority(folder).folder.absolute()
    keep(folder / "mosquitto.conf", conf(listen, PORT, here, data).encode())
    keep(folder / "acl", acl().encode())
    output.tell(
        f"已写好 {folder}/mosquitto.conf 与 acl;请勿手改。",
        f"Wrote {folder}/mosquitto.conf and acl; do not edit them.",
        conf=str(folder / "mosquitto.conf"),
        acl=str(folder / "acl"),
    )


def command(say: Say) -> click.Command:
    """The verb."""
    told = say("写出 broker(Mosquitto)的设置与权限", "write the broker's settings and permissions")
    params: list[click.Parameter] = [
        click.Option(
            ["--folder"],
            type=FILE,
            default="authority",
            show_default=True,
            help=say("证书机构的文件夹", "folder of the authority"),
        ),
        click.Option(
            ["--listen"],
            default="0.0.0.0",  # noqa: S104 # boxes come from outside
            show_default=True,
            help=say("监听地址", "address to listen at"),
        ),
        click.Option(
            ["--data"],
            type=FILE,
            default="/var/lib/mosquitto",
            show_default=True,
            help=say("broker 存放队列的文件夹", "where the broker keeps its queues"),
        ),
    ]
    return Verb("broker", callback=_write, help=told, params=params)
