"""`flash`: firmware onto a board on this computer's USB socket, read back and compared."""

from pathlib import Path

import click

from yizhan_provisioning.flash import flash, gather
from yizhan_provisioning.frame import Verb
from yizhan_provisioning.output import Output
from yizhan_provisioning.words import Say

FOLDER = click.Path(path_type=Path)


@click.pass_obj
def _flash(output: Output, device: str, port: str, firmware: Path, unpair: bool) -> None:
    files = gather(firmware, port)
    with output.progress("写入板卡", "writing to the board", len(files)) as bar:

        def step(name: str) -> None:
            bar.say(name)
            bar.step()

        found = flash(device, files, step, unpair)
    output.tell(
        f"已写好并核对:写入 {found.written} 个文件,{found.kept} 个原已一致。",
        f"Written and compared: {found.written} files, {found.kept} were the same already.",
        device=device,
        port=port,
        written=found.written,
        kept=found.kept,
    )


def command(say: Say) -> click.Command:
    """The verb."""
    told = say(
        "把固件写到 USB 上的板卡并核对;中断后重复运行即可",
        "put firmware on a board at USB and compare it; may be repeated after being cut off",
    )
    params: list[click.Parameter] = [
        click.Argument(["device"]),
        click.Option(
            ["--port"],
            required=True,
            help=say("板卡种类,如 rp2_hub12、rp2_counter", "kind of board, as rp2_hub12"),
        ),
        click.Option(
            ["--firmware"],
            type=FOLDER,
            default="firmware",
            show_default=True,
            help=say("固件文件夹", "folder of the firmware"),
        ),
        click.Option(
            ["--unpair"],
            is_flag=True,
            help=say("让板卡忘记它所属的终端", "let the board forget its box"),
        ),
    ]
    return Verb("flash", callback=_flash, help=told, params=params)
