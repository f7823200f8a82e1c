"""`swap`: put a spare in the place of a dead box through the office."""

from pathlib import Path
from typing import Any

import click

from yizhan_provisioning import claiming
from yizhan_provisioning.errors import NotSure
from yizhan_provisioning.frame import Verb
from yizhan_provisioning.output import Output
from yizhan_provisioning.verbs.claim import access, signed_in, told
from yizhan_provisioning.words import Say


def command(say: Say) -> click.Command:
    """The verb."""
    about = say(
        "用备机换下一台坏的终端:旧证书立即吊销,报到点的记录不变。",
        "Replace a dead box: its certificate is revoked, the post keeps its history.",
    )
    sure = click.Option(["--yes"], is_flag=True, help=say("不再询问", "do not ask once more"))
    return Verb(
        "swap",
        callback=_work,
        help=about,
        params=[click.Argument(["post"]), *access(say), sure],
    )


@click.pass_obj
def _work(
    output: Output,
    /,
    post: str,
    code: str,
    wish: Path | None,
    out: Path | None,
    yes: bool,
    **given: Any,
) -> None:
    with signed_in(output, **given) as office:
        found = claiming.code_of(office, code, wish)
        people = int(office.call("GET", f"/api/posts/{post}/swap")["enrolled"])
        asked = output.say(
            f"换下 {post}?它将立即失效;有 {people} 人的人脸要重新登记,或改用别的方式。",
            f"Replace {post}? It is refused from now on; {people} people enrol their face again.",
        )
        if output.as_json and not yes:
            raise NotSure
        if not yes:
            click.confirm(asked, abort=True, err=True)
        made = claiming.swap(office, found, post)
    output.facts |= {"replaced": post, "enrol_again": people}
    told(output, made, out)
