"""Procedures are ordered, kept over a restart and answered; clips and live views go their way."""

from pathlib import Path
from typing import Any, cast
from uuid import UUID

import msgspec
import pytest
from stack.bench import Bench
from stack.builders import NOON
from yizhan_edge.errands import Job
from yizhan_edge.orders import Orders
from yizhan_edge.remote import Remote
from yizhan_edge.standing import Standing
from yizhan_wire.events import Applied, Enrolled
from yizhan_wire.orders import Command, SessionPlan, Sessions

ONE = SessionPlan(UUID(int=1), NOON, NOON.replace(hour=5))


class AtOnce:
    """Errands done while they are given."""

    def put(self, job: Job) -> None:
        job()


class Heard:
    """What the recordings were told, in order."""

    def __init__(self) -> None:
        self.calls: list[Any] = []

    def changed(self) -> None:
        self.calls.append("changed")

    def send(self, order: Command) -> None:
        self.calls.append(("send", order))

    def show(self, order: Command) -> None:
        self.calls.append(("show", order))


class Post:
    """Orders with everything real behind them but the recordings."""

    def __init__(self, folder: Path, bench: Bench) -> None:
        self.standing, self.heard = Standing(folder / "standing.json"), Heard()
        nothing = cast(Any, None)
        self.orders = Orders(
            cast(Any, AtOnce()), nothing, self.standing, nothing, bench.counter, self.heard,
            Remote("bx-210521100-1", "", nothing, lambda _: True, folder / "commands.json"),
        )  # fmt: skip

    def order(self, kind: str, body: Any) -> None:
        self.orders.handlers()[kind](msgspec.json.encode(body))


@pytest.fixture
def post(tmp_path: Path, bench: Bench) -> Post:
    return Post(tmp_path, bench)


def test_a_list_of_procedures_is_kept_over_a_restart_and_answered_once(
    post: Post, bench: Bench, tmp_path: Path
) -> None:
    for version in (3, 3, 2):
        post.order("sessions", Sessions(version, [ONE]))
    assert bench.spooled() == [Applied("sessions", 3)]
    assert post.heard.calls == ["changed"]
    assert Standing(tmp_path / "standing.json").now.sessions == Sessions(3, [ONE])
    post.order("sessions", Sessions(4, []))
    assert Standing(tmp_path / "standing.json").now.sessions.plans == []


def test_clips_and_live_views_reach_the_recordings(post: Post, bench: Bench) -> None:
    clip = Command(UUID(int=2), "send_clip", session=ONE.id, first=1, last=3)
    live = Command(UUID(int=3), "show_live", seconds=30)
    post.order("command", clip)
    post.order("command", live)
    assert post.heard.calls == [("send", clip), ("show", live)]
    assert bench.spooled() == []


def test_a_template_is_deleted_only_by_the_command_that_says_so(post: Post, bench: Bench) -> None:
    bench.enrolled()
    person = bench.one.person
    post.order("command", Command(UUID(int=4), "show_live", person=person, seconds=1))
    assert bench.templates.people() == {person}
    post.order("command", Command(UUID(int=5), "delete_template", person=person))
    assert bench.templates.people() == set()
    assert bench.spooled() == [Enrolled(person, None, "deleted")]


def test_a_list_that_cannot_be_read_changes_nothing(post: Post) -> None:
    for raw in (b"", b"{}", b'{"version": 1, "plans": [{}]}'):
        with pytest.raises(msgspec.DecodeError):
            post.orders.handlers()["sessions"](raw)
    assert post.standing.now.sessions.version == 0
