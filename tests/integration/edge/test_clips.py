"""Segments and live pictures leave the box as they are, only when called for; a real TLS door."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import cv2
import numpy as np
import pytest
from stack import box as make
from stack.builders import BOX
from stack.door import DeviceDoor, _Asked
from stack.process import wait_for
from yizhan_edge.camera import Camera
from yizhan_edge.clock import BoxClock
from yizhan_edge.collector import Door
from yizhan_edge.errors import CollectorAway, NotClaimed
from yizhan_edge.recording import chain
from yizhan_edge.recording.clips import Clips
from yizhan_edge.recording.live import Live
from yizhan_edge.recording.shelf import Shelf
from yizhan_edge.settings import Collector
from yizhan_wire.orders import Command

SESSION, CALL = UUID(int=7), UUID(int=70)
SOON = 20.0
START = datetime(2026, 11, 26, 1, tzinfo=UTC)


class Desk(DeviceDoor):
    """Takes what is brought; answers with `status`, or with the next of `statuses`."""

    def __init__(self, folder: Path) -> None:
        self.authority = make.authority(folder)
        super().__init__(self.authority)
        self.RequestHandlerClass = _Brought
        self.brought: list[tuple[str, str, str | None, bytes]] = []
        self.status, self.statuses = 204, list[int]()


class _Brought(_Asked):
    server: Desk

    def do_PUT(self) -> None:  # noqa: N802 # the library's name
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        kind = self.headers["Content-Type"] or self.headers["X-Session"]
        status = self.server.statuses.pop(0) if self.server.statuses else self.server.status
        if status < 300:
            self.server.brought.append((self.command, self.path, kind, body))
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_DELETE = do_PUT  # noqa: N815 # the same


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def door(desk: Desk) -> Iterator[Door]:
    here = desk.authority.folder
    made = Door(Collector(desk.url, here / "ca.crt", here / f"{BOX}.crt", here / f"{BOX}.key"))
    yield made
    made.close()


@pytest.fixture
def clips(tmp_path: Path, door: Door) -> Clips:
    shelf = Shelf(tmp_path / "clips", SESSION)
    for number in range(1, 5):
        content = bytes([number]) * 1000
        shelf.scratch.write_bytes(content)
        begun = START + timedelta(seconds=10 * number)
        shelf.keep(begun, begun, len(content), sha256(content).hexdigest())
    return Clips(door, tmp_path / "clips")


def call(first: int, last: int, one: UUID = CALL, session: UUID = SESSION) -> Command:
    return Command(one, "send_clip", session=session, first=first, last=last)


def place(number: int, one: UUID = CALL) -> str:
    return f"/device/callouts/{one}/segments/{number}"


def test_segments_are_sent_as_they_are_under_the_call_out(clips: Clips, desk: Desk) -> None:
    clips.ordered(call(2, 3))
    clips.send()
    assert desk.brought == [
        ("PUT", place(number), "video/mp2t", bytes([number]) * 1000) for number in (2, 3)
    ]
    clips.send()
    assert len(desk.brought) == 2


def test_what_cannot_be_sent_is_told_with_its_reason(
    tmp_path: Path, clips: Clips, desk: Desk
) -> None:
    folder = tmp_path / "clips" / str(SESSION)
    chain.file(folder, 1).unlink()
    chain.file(folder, 2).write_bytes(b"another")
    clips.ordered(call(1, 5))
    clips.send()
    told = [(one[0], urlsplit(one[1])) for one in desk.brought]
    assert [(how, url.path) for how, url in told] == [
        ("DELETE", place(1)), ("DELETE", place(2)), ("PUT", place(3)), ("PUT", place(4)),
        ("DELETE", place(5)),
    ]  # fmt: skip
    whys = [parse_qs(url.query).get("why") for _, url in told]
    assert whys == [["missing"], ["changed"], None, None, ["missing"]]
    assert desk.brought[0][2] == str(SESSION)
    (folder / "deleted").touch()
    clips.ordered(call(3, 3, uuid4()))
    clips.send()
    assert desk.brought[-1][1].endswith("/segments/3?why=deleted")


def test_a_manifest_that_was_changed_gives_nothing_out(
    tmp_path: Path, clips: Clips, desk: Desk
) -> None:
    manifest = tmp_path / "clips" / str(SESSION) / chain.MANIFEST
    manifest.write_bytes(b"broken\n")
    clips.ordered(call(1, 2))
    clips.send()
    assert [one[1] for one in desk.brought] == [f"{place(n)}?why=changed" for n in (1, 2)]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_door_in_trouble_is_asked_again_from_where_it_stopped(
    clips: Clips, desk: Desk, status: int
) -> None:
    desk.statuses = [204, status]
    clips.ordered(call(1, 3))
    clips.ordered(call(1, 3))
    with pytest.raises(CollectorAway):
        clips.send()
    clips.send()
    assert [one[1] for one in desk.brought] == [place(1), place(2), place(3)]


def test_a_box_that_is_not_known_keeps_its_pieces(clips: Clips, desk: Desk) -> None:
    desk.statuses = [403]
    clips.ordered(call(1, 1))
    with pytest.raises(NotClaimed):
        clips.send()
    assert desk.brought == []


@pytest.mark.parametrize("status", [404, 410])
def test_a_call_out_that_is_over_ends_and_the_next_one_goes_on(
    clips: Clips, desk: Desk, status: int
) -> None:
    other = uuid4()
    desk.statuses = [204, status]
    clips.ordered(call(1, 4))
    clips.ordered(call(4, 4, other))
    clips.send()
    assert [one[1] for one in desk.brought] == [place(1), place(4, other)]


@pytest.fixture
def live(tmp_path: Path, door: Door) -> Iterator[Live]:
    pictures = [np.full((720, 1280, 3), 10 * one, np.uint8) for one in range(12)]
    camera = Camera(make.film(tmp_path / "a.avi", pictures), BoxClock(lambda: True, False).judge)
    made = Live(door, camera)
    camera.start()
    made.start()
    yield made
    made.stop()
    camera.close()


def show(one: UUID, seconds: int) -> Command:
    return Command(one, "show_live", seconds=seconds)


def test_live_pictures_are_small_come_twice_a_second_and_end_by_themselves(
    live: Live, desk: Desk
) -> None:
    live.show(show(CALL, 3))
    wait_for(lambda: not live._until, SOON, "the end of the view")
    assert 3 <= len(desk.brought) <= 7
    assert {one[:3] for one in desk.brought} == {
        ("PUT", f"/device/callouts/{CALL}/live", "image/jpeg")
    }
    picture = cv2.imdecode(np.frombuffer(desk.brought[0][3], np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    assert picture.shape == (360, 640, 3)


@pytest.mark.parametrize("status", [404, 410])
def test_nothing_more_is_shown_when_nobody_looks(live: Live, desk: Desk, status: int) -> None:
    desk.statuses = [204, 503, status]
    live.show(show(CALL, 600))
    wait_for(lambda: not live._until, SOON, "the end of the view")
    assert len(desk.brought) == 1


def test_two_may_look_and_without_an_order_nothing_leaves(live: Live, desk: Desk) -> None:
    assert not threading.Event().wait(0.7)
    assert desk.brought == []
    other = uuid4()
    live.show(show(CALL, 2))
    live.show(show(other, 2))
    wait_for(lambda: not live._until, SOON, "the end of both")
    assert {one[1] for one in desk.brought} == {
        f"/device/callouts/{one}/live" for one in (CALL, other)
    }
