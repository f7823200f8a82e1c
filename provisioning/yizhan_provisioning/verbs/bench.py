"""`bench`: a post looks at itself, and the result is a page to print."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from yizhan_provisioning import sheet
from yizhan_provisioning.errors import BoxRefuses, BoxSilent, NotWell
from yizhan_provisioning.files import keep
from yizhan_provisioning.frame import Verb
from yizhan_provisioning.office import Office
from yizhan_provisioning.output import Bar, Output
from yizhan_provisioning.verbs.claim import HERE, reach, signed_in
from yizhan_provisioning.words import Say

PATIENCE_S, LOOK_S = 120, 1.0


def command(say: Say) -> click.Command:
    """The verb."""
    told = say(
        "让报到点自检:镜头、光线、电子屏、喇叭、磁盘、时钟、网络、证书、人脸网络;结果可打印。",
        "Have a post look at itself: lens, light, sign, speaker, disk, clock, network, "
        "certificate, face networks; the result can be printed.",
    )
    out = say("把结果写成一页 HTML", "write the result as a page of HTML")
    return Verb(
        "bench",
        callback=_work,
        help=told,
        params=[
            click.Argument(["post"]),
            *reach(say),
            click.Option(["--out"], type=HERE, help=out),
            click.Option(["--patience"], type=int, default=PATIENCE_S, show_default=True,
                         help=say("等多少秒", "seconds to wait")),
        ],
    )  # fmt: skip


@click.pass_obj
def _work(output: Output, /, post: str, out: Path | None, patience: int, **given: Any) -> None:
    with (
        output.progress("等待终端自检", "Waiting for the box", float(patience)) as bar,
        signed_in(output, **given) as office,
    ):
        checks = _answer(office, post, patience, bar)
    said = {
        sheet.word(name, output.say): sheet.word(one, output.say) for name, one in checks.items()
    }
    if out:
        keep(out, sheet.page(post, checks, datetime.now(UTC), output.say).encode())
    output.tell(
        "\n".join(f"{name}:{found}" for name, found in said.items()),
        "\n".join(f"{name}: {found}" for name, found in said.items()),
        post=post,
        checks=checks,
    )
    if wrong := sheet.wrong(checks):
        raise NotWell(
            ", ".join(
                f"{sheet.word(a, output.say)} {sheet.word(b, output.say)}" for a, b in wrong.items()
            )
        )


def _answer(office: Office, post: str, patience: int, bar: Bar) -> dict[str, str]:
    """What the box found; raises BoxSilent, BoxRefuses."""
    path = f"/api/posts/{post}/commands"
    asked = office.call("POST", path, {"action": "self_test", "reason": "yizhan-provision bench"})
    end = time.monotonic() + patience
    while time.monotonic() < end:
        one = next((one for one in office.lines(path) if one["id"] == asked["id"]), asked)
        if one["outcome"] == "done":
            return dict(one["checks"])
        if one["outcome"]:
            raise BoxRefuses(str(one["why"]))
        time.sleep(LOOK_S)
        bar.step(LOOK_S)
    raise BoxSilent
