"""Box and collector together: what one records and gives out is what the other checks and keeps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from stack.builders import BOX
from stack.process import free_port, wait_for
from yizhan_collector.app import create_device_app
from yizhan_collector.rooms.sessions import callouts
from yizhan_collector.serve import Door as Opened
from yizhan_collector.serve import device_config
from yizhan_collector.settings import DeviceDoor
from yizhan_edge.collector import Door
from yizhan_edge.recording import chain
from yizhan_edge.recording.clips import Clips
from yizhan_edge.recording.shelf import Shelf
from yizhan_edge.settings import Collector
from yizhan_provisioning.authority import Authority
from yizhan_wire.orders import Command

from .conftest import Desk
from .sessions import MINUTE, Film, call_out, held, say, shown


@dataclass
class Recorder:
    """A box with its clips, before the collector's door."""

    desk: Desk
    clips: Path
    door: Door

    def record(self, count: int = 3) -> Film:
        """A session is held, recorded in pieces, and told of."""
        session = UUID(held(self.desk))
        shelf, film = Shelf(self.clips, session), Film(session, self.desk.now)
        for number in range(count):
            content = b"\x47" + bytes([number]) * 187
            shelf.scratch.write_bytes(content)
            start = film.start + MINUTE * number
            digest = sha256(content).hexdigest()
            film.told.append(shelf.keep(start, start + MINUTE, len(content), digest))
            film.pieces.append(content)
            say(self.desk, str(session), "segment", start + MINUTE, segment=film.told[-1])
        return film

    def ordered(self) -> list[Command]:
        """What the collector wants of it now."""
        with psycopg.connect(self.desk.url) as tx:
            return callouts.commands(tx, BOX, self.desk.now)

    def give(self) -> None:
        """Send what was called for."""
        clips = Clips(self.door, self.clips)
        for one in self.ordered():
            clips.ordered(one)
        clips.send()

    def outcomes(self, callout: str) -> list[str]:
        """What became of each piece."""
        found = self.desk.sign_in("county").get(f"/api/callouts/{callout}").json()
        return [one["outcome"] for one in found["pieces"]]


@pytest.fixture
def box(desk: Desk, authority: Authority, tmp_path: Path) -> Iterator[Recorder]:
    here, now = authority.folder, datetime.now(UTC)
    authority.issue(BOX, now)
    settings = DeviceDoor(
        port=free_port(), ca=authority.ca, cert=here / "collector.crt", key=here / "collector.key"
    )
    opened = Opened("device", device_config(create_device_app(desk.house), settings))
    opened.thread.start()
    wait_for(lambda: opened.server.started, 10, "the device door")
    url = f"https://127.0.0.1:{settings.port}"
    door = Door(Collector(url, authority.ca, here / f"{BOX}.crt", here / f"{BOX}.key"))
    yield Recorder(desk, tmp_path / "clips", door)
    door.close()
    opened.stop()


def test_the_chain_a_box_makes_is_whole_to_the_collector(box: Recorder) -> None:
    film = box.record(4)
    assert chain.verify(box.clips / str(film.session)) is None
    found = shown(box.desk, str(film.session))
    assert (found["chain"], found["chain_number"]) == ("whole", 4)


def test_a_clip_comes_as_it_was_recorded_and_nothing_is_asked_for_twice(box: Recorder) -> None:
    film = box.record()
    callout = call_out(box.desk, film, first=2)["id"]
    box.give()
    assert box.outcomes(callout) == ["stored", "stored"]
    for number in (2, 3):
        path = f"/api/callouts/{callout}/segments/{number}"
        content = box.desk.sign_in("county").get(path).content
        assert content == film.pieces[number - 1]
    assert box.ordered() == []


def test_one_byte_changed_on_the_box_is_told_and_never_shown(box: Recorder) -> None:
    film = box.record()
    place = chain.file(box.clips / str(film.session), 2)
    place.write_bytes(film.pieces[1][:-1] + b"x")
    callout = call_out(box.desk, film)["id"]
    box.give()
    assert box.outcomes(callout) == ["stored", "changed", "stored"]
    path = f"/api/callouts/{callout}/segments/2"
    assert box.desk.sign_in("county").get(path).status_code == 404


def test_a_manifest_written_anew_does_not_deceive_the_collector(box: Recorder) -> None:
    """Whoever changes clip and manifest alike has the collector's word against them."""
    film = box.record(1)
    folder = box.clips / str(film.session)
    for path in folder.iterdir():
        path.unlink()
    forged = Shelf(box.clips, film.session)
    content = b"\x47" + b"\xff" * 187
    forged.scratch.write_bytes(content)
    one = film.told[0]
    forged.keep(one.started_at, one.ended_at, len(content), sha256(content).hexdigest())
    assert chain.verify(folder) is None
    callout = call_out(box.desk, film)["id"]
    box.give()
    assert box.outcomes(callout) == ["refused"]


def test_what_the_box_deleted_in_time_is_told_as_deleted(box: Recorder) -> None:
    film = box.record(2)
    folder = box.clips / str(film.session)
    for number in (1, 2):
        chain.file(folder, number).unlink()
    (folder / chain.DELETED).write_bytes(b"")
    callout = call_out(box.desk, film)["id"]
    box.give()
    assert box.outcomes(callout) == ["deleted", "deleted"]


def test_a_call_out_that_ended_stops_the_box(box: Recorder) -> None:
    film = box.record(3)
    callout = call_out(box.desk, film)["id"]
    orders = box.ordered()
    box.desk.sign_in("county").post(f"/api/callouts/{callout}/end").raise_for_status()
    clips = Clips(box.door, box.clips)
    for one in orders:
        clips.ordered(one)
    clips.send()
    assert box.outcomes(callout) == []
    assert box.ordered() == []
