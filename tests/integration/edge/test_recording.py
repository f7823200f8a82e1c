"""A real camera source is recorded by a real encoder, through cuts, full disks and lost cameras."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import av
import msgspec
import numpy as np
import pytest
from stack import box as make
from stack.bench import Bench, full_disk
from stack.box import Box
from stack.filmed import SOON, Post
from stack.process import wait_for
from yizhan_edge.recording import chain
from yizhan_edge.recording.encoder import Encoder, fitted
from yizhan_edge.recording.sessions import Sessions
from yizhan_edge.settings import Recording
from yizhan_edge.standing import Orders
from yizhan_wire import orders
from yizhan_wire.events import SessionEvent
from yizhan_wire.orders import SessionPlan


def decoded(path: Path) -> list[tuple[float, tuple[int, int]]]:
    """Time and size of every picture in a segment."""
    with av.open(str(path)) as clip:
        assert [one.type for one in clip.streams] == ["video"]
        assert clip.streams.video[0].codec_context.name == "h264"
        return [(float(one.time or 0), (one.width, one.height)) for one in clip.decode(video=0)]


def test_segments_follow_one_another_play_alone_and_verify(post: Post) -> None:
    recorder = post.recorder()
    recorder.begin(post.session)
    post.until(lambda: len(post.numbers()) >= 3, "three segments")
    recorder.end()
    assert chain.verify(post.folder) is None
    assert post.numbers() == list(range(1, len(post.numbers()) + 1))
    assert [one.segment for one in post.told] == chain.read(post.folder)
    for number in (1, 2, 3):
        path = chain.file(post.folder, number)
        frames = decoded(path)
        assert 7 <= len(frames) <= 11
        assert 0.7 <= frames[-1][0] - frames[0][0] <= 3  # a machine with other work lets it wait
        assert {size for _, size in frames} == {(320, 240)}
        assert path.stat().st_mode & 0o777 == 0o600
    assert list(post.folder.glob("*.part")) == []


def test_what_could_not_be_told_is_told_later_in_order(post: Post) -> None:
    recorder = post.recorder()
    post.refuse = True
    recorder.begin(post.session)
    post.until(lambda: len(chain.read(post.folder)) >= 2, "two segments")
    post.refuse = False
    post.until(lambda: len(post.numbers()) >= 3, "the news")
    assert post.numbers() == list(range(1, len(post.numbers()) + 1))


def test_a_disk_below_its_floor_is_a_gap_and_no_file(post: Post) -> None:
    recorder = post.recorder(Recording(segment_s=1, floor=2**60))
    recorder.begin(post.session)
    post.until(lambda: post.gaps() == ["disk_full"], "the gap")
    assert recorder.gap == "disk_full"
    assert [path.suffix for path in post.folder.iterdir()] == []
    recorder.end()
    assert recorder.gap is None


def test_a_disk_that_takes_no_more_is_a_gap_until_there_is_room(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yizhan_edge.recording.recorder.RETRY_S", 0.2)
    recorder = post.recorder()
    recorder.begin(post.session)
    post.until(lambda: len(post.numbers()) >= 1, "a first segment")
    with full_disk(4096):
        post.until(lambda: post.gaps() == ["disk_full"], "the gap")
        kept = post.numbers()[-1]
    post.until(lambda: post.numbers()[-1] > kept, "recording again")
    recorder.end()
    assert chain.verify(post.folder) is None
    assert post.gaps() == ["disk_full"]


def test_a_camera_that_gives_nothing_is_a_gap_and_recording_goes_on_when_it_is_back(
    post: Post, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yizhan_edge.recording.recorder.NO_PICTURE_S", 1.0)
    recorder = post.recorder()
    recorder.begin(post.session)
    post.until(lambda: len(post.numbers()) >= 1, "a first segment")
    post.source.unlink()
    post.until(lambda: post.gaps() == ["camera"], "the gap")
    kept = len(post.numbers())
    post.source.symlink_to(film)
    post.until(lambda: len(post.numbers()) > kept + 1, "recording again")
    recorder.end()
    assert chain.verify(post.folder) is None


def test_the_box_begins_and_ends_by_its_orders_and_tells_it_in_order(
    post: Post, bench: Bench
) -> None:
    begin, plans = datetime.now(UTC), list[SessionPlan]()
    recorder = post.recorder()
    recorder._tell = post.journal.note
    sessions = Sessions(lambda: plans, recorder, post.journal, post.clips)
    sessions.start()
    try:
        hour = timedelta(hours=1)
        plans.append(SessionPlan(post.session, begin, begin + hour))
        plans.append(SessionPlan(UUID(int=9), begin + timedelta(seconds=0.5), begin + hour))
        sessions.changed()
        post.until(lambda: post.folder.exists() and len(chain.read(post.folder)) > 1, "segments")
        sessions.heads(3)
        sessions.heads(1)
        plans[:1] = []
        sessions.changed()
        post.until(lambda: sessions.live == UUID(int=9), "the one that waited")
        plans.clear()
        sessions.changed()
        post.until(lambda: sessions.live is None, "the end")
    finally:
        sessions.stop()
    told = [one for one in bench.spooled() if isinstance(one, SessionEvent)]
    first = [one for one in told if one.session == post.session]
    assert [(one.phase, one.why) for one in first if one.phase != "segment"] == [
        ("started", "time"), ("minute", ""), ("stopped", "order")
    ]  # fmt: skip
    assert [one.heads for one in first if one.phase == "minute"] == [3]
    assert first[-1].phase == "stopped"
    second = [(one.phase, one.why) for one in told if one.session == UUID(int=9)]
    assert second[:2] == [("gap", "waits"), ("started", "late")]
    assert (post.folder / "ended").exists()
    assert not (post.clips / "live.json").exists()


def test_a_box_killed_in_the_middle_loses_the_segment_in_work_at_most_and_goes_on(
    tmp_path: Path, film: Path
) -> None:
    make.authority(tmp_path)
    box = Box(tmp_path, f"file:{film}", recording={"segment_s": 2, "floor": 0})
    now, session = datetime.now(UTC), uuid4()
    plan = SessionPlan(session, now, now + timedelta(hours=1))
    box.data.mkdir(mode=0o700)
    standing = Orders(sessions=orders.Sessions(1, [plan]))
    (box.data / "standing.json").write_bytes(msgspec.json.encode(standing))
    folder = box.data / "clips" / str(session)
    try:
        box.start()
        wait_for(lambda: len(chain.read(folder)) >= 2, SOON, "two segments")
        seen = time.time()
        box.program.kill()
        kept = chain.read(folder)
        assert seen - kept[-1].ended_at.timestamp() < 2 + 1
        assert chain.verify(folder) is None
        box.start()
        wait_for(lambda: len(chain.read(folder)) > len(kept), SOON, "the next number")
        box.program.stop()
    finally:
        box.program.kill()
    assert chain.verify(folder) is None
    assert chain.read(folder)[: len(kept)] == kept
    told = [one for one in box.spooled("session") if isinstance(one, SessionEvent)]
    assert [one.why for one in told if one.phase == "started"] == ["time"]
    assert [one.why for one in told if one.phase == "gap"] == ["cut"]
    numbers = {one.segment.number for one in told if one.segment}
    assert numbers == {one.number for one in chain.read(folder)}


def test_a_large_picture_is_recorded_smaller_and_in_shape(tmp_path: Path) -> None:
    encoder = Encoder(tmp_path / "a.ts", (1920, 1080), 10)
    for place in range(10):
        encoder.add(np.full((1080, 1920, 3), 20 * place, np.uint8), place / 10)
    size, _ = encoder.finish()
    assert size == (tmp_path / "a.ts").stat().st_size
    assert {shape for _, shape in decoded(tmp_path / "a.ts")} == {(1280, 720)}
    assert [fitted(*one) for one in ((640, 480), (2592, 1944), (481, 361), (720, 1280))] == [
        (640, 480), (960, 720), (480, 360), (404, 720)
    ]  # fmt: skip
