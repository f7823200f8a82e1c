"""Procedures begin and end by the box's clock, minute by minute, over cuts and changed orders."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import msgspec
import pytest
from stack.bench import Bench
from yizhan_edge.kiosk.pages import Moment
from yizhan_edge.recording.sessions import Sessions
from yizhan_wire.envelope import Clock
from yizhan_wire.events import SessionEvent
from yizhan_wire.orders import SessionPlan

NOON = datetime(2026, 11, 26, 4, tzinfo=UTC)
GOOD = Clock("ntp", "good")


def at(seconds: float) -> Moment:
    return Moment(seconds, NOON + timedelta(seconds=seconds), GOOD)


def plan(number: int, begin: float, end: float, **more: bool) -> SessionPlan:
    return SessionPlan(UUID(int=number), at(begin).now, at(end).now, **more)


@dataclass
class Recorded:
    """Which sessions were to be recorded, and with sound, in order; None for an end."""

    asked: list[UUID | None] = field(default_factory=list)
    sounds: list[bool] = field(default_factory=list)

    def begin(self, session: UUID, sound: bool) -> None:
        self.asked.append(session)
        self.sounds.append(sound)

    def end(self) -> None:
        self.asked.append(None)


class Post:
    """Sessions whose plans and time are set by hand."""

    def __init__(self, folder: Path, bench: Bench) -> None:
        self.clips, self.bench, self.plans = folder / "clips", bench, list[SessionPlan]()
        self.clips.mkdir()
        self.restart()

    def restart(self) -> None:
        """Another process on the same files."""
        self.recorder = Recorded()
        journal = self.bench.counter.journal
        self.sessions = Sessions(lambda: self.plans, cast(Any, self.recorder), journal, self.clips)

    def run(self, begin: int, end: int, heads: int | None = None) -> None:
        """A tick each second."""
        for second in range(begin, end):
            self.sessions.heads(heads)
            self.sessions.tick(at(second))

    def told(self) -> list[tuple[int, str, str, int | None]]:
        """Session, phase, why and heads of everything told."""
        events = [one for one in self.bench.spooled() if isinstance(one, SessionEvent)]
        return [(one.session.int, one.phase, one.why, one.heads) for one in events]


@pytest.fixture
def post(tmp_path: Path, bench: Bench) -> Post:
    return Post(tmp_path, bench)


def test_a_procedure_nobody_ends_ends_at_its_time_with_its_heads_by_the_minute(post: Post) -> None:
    post.plans = [plan(1, 10, 150)]
    post.run(0, 70, heads=2)
    post.run(70, 131, heads=None)
    post.run(131, 200, heads=4)
    assert post.told() == [
        (1, "started", "time", None),
        (1, "minute", "", 2),
        (1, "minute", "", None),
        (1, "minute", "", 4),
        (1, "stopped", "time", None),
    ]
    assert post.recorder.asked == [UUID(int=1), None]


def test_a_procedure_without_recording_counts_only(post: Post) -> None:
    post.plans = [plan(1, 0, 100, record=False)]
    post.run(0, 120, heads=1)
    assert UUID(int=1) not in post.recorder.asked
    assert (1, "minute", "", 1) in post.told()
    assert list(post.clips.iterdir()) == []


def test_recording_may_be_ordered_and_forbidden_while_it_runs(post: Post) -> None:
    for record in (True, False, True):
        post.plans = [plan(1, 0, 100, record=record)]
        post.sessions.tick(at(10))
    assert post.recorder.asked == [UUID(int=1), None, UUID(int=1)]
    assert post.told() == [(1, "started", "time", None)]


def test_sound_is_recorded_as_the_plan_has_it_over_a_power_cut_and_a_change(post: Post) -> None:
    post.plans = [plan(1, 0, 100, sound=True)]
    post.run(0, 20)
    post.restart()
    post.sessions._go_on(at(40))
    assert post.recorder.sounds == [True]
    post.plans = [plan(1, 0, 100)]
    post.sessions.tick(at(41))
    assert post.recorder.sounds == [True, False]


def test_a_power_cut_goes_on_with_what_ran_and_begins_it_once(post: Post) -> None:
    post.plans = [plan(1, 0, 100)]
    post.run(0, 20)
    post.restart()
    post.sessions._go_on(at(40))
    post.run(40, 120)
    assert [one[1:3] for one in post.told() if one[1] != "minute"] == [
        ("started", "time"), ("gap", "cut"), ("stopped", "time")
    ]  # fmt: skip
    assert post.recorder.asked == [UUID(int=1), None]


@pytest.mark.parametrize(("listed", "why"), [(True, "time"), (False, "order")])
def test_what_ended_while_the_power_was_off_is_told_at_the_next_start(
    post: Post, listed: bool, why: str
) -> None:
    post.plans = [plan(1, 0, 100)]
    post.run(0, 20)
    post.restart()
    post.plans = post.plans if listed else []
    post.sessions._go_on(at(400))
    post.sessions.tick(at(400))
    assert post.told()[1:] == [(1, "stopped", why, None)]
    assert post.sessions.live is None


def test_a_broken_note_means_a_new_beginning(post: Post) -> None:
    (post.clips / "live.json").write_bytes(b"{")
    post.plans = [plan(1, 0, 100)]
    post.sessions._go_on(at(5))
    post.sessions.tick(at(5))
    assert post.told() == [(1, "started", "time", None)]


def test_the_note_of_what_runs_is_gone_with_it(post: Post) -> None:
    post.plans = [plan(1, 0, 100)]
    post.sessions.tick(at(5))
    note = post.clips / "live.json"
    assert msgspec.json.decode(note.read_bytes(), type=SessionPlan) == post.plans[0]
    post.plans = []
    post.sessions.tick(at(6))
    assert not note.exists()
