"""An order to run another bundle, step by step, on a real disk."""

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from stack.shelf import MODELS, Line, Noted, Room, Shelf, place
from yizhan_edge.errors import UpdateAway
from yizhan_edge.update import slots, unpack
from yizhan_edge.update.updater import Updater
from yizhan_wire.events import Updated
from yizhan_wire.orders import Update

NOW = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)  # ten in the morning in Shanghai
RUN = {"run.py": "print('new')\n"}
ROLLOUT = uuid4()


class Bench:
    """A directory, a line to it, and a box."""

    def __init__(self, folder: Path) -> None:
        self.shelf = Shelf(folder)
        self.shelf.publish("one", RUN, models=MODELS)
        self.line, self.room, self.noted = Line(self.shelf.site), Room(), Noted()
        self.place = place(self.shelf, folder / "box")
        self.folder = self.place.folder
        self.updater = self.again()

    def again(self) -> Updater:
        """The same box after a restart."""
        self.updater = Updater(self.place, self.line, self.room, self.noted)
        return self.updater

    def order(self, version: int = 1, bundle: str = "one", **more: object) -> Update:
        return Update(version, bundle, ROLLOUT, **more)  # type: ignore[arg-type]

    def phases(self) -> list[str]:
        """What was told, in order, with why."""
        told = [one for one in self.noted if isinstance(one, Updated)]
        return [f"{one.phase}:{one.why}".rstrip(":") for one in told]

    def prove(self) -> None:
        """The trial is good, and the next agent tells."""
        slots.prove(self.folder)
        self.again().tell_ended()


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_an_order_is_fetched_staged_tried_and_told_once_proved(bench: Bench) -> None:
    bench.updater.obey(bench.order(), NOW)
    assert bench.phases() == ["fetching", "staged", "trying"]
    assert bench.room.changed == 1
    bench.prove()
    assert bench.phases()[-1] == "proved"
    assert slots.read(bench.folder) == slots.State("a")
    assert {one.rollout for one in bench.noted if isinstance(one, Updated)} == {ROLLOUT}


def test_an_order_that_was_carried_out_is_not_begun_again(bench: Bench) -> None:
    bench.updater.obey(bench.order(), NOW)
    bench.prove()
    told = len(bench.noted)
    bench.updater.obey(bench.order(), NOW)
    bench.updater.obey(bench.order(2), NOW)  # the same bundle once more: it runs
    assert len(bench.noted) == told
    assert bench.room.changed == 1


def test_a_bundle_that_went_back_is_tried_again_only_on_a_new_order(bench: Bench) -> None:
    bench.updater.obey(bench.order(), NOW)
    slots.give_up(bench.folder, "camera")
    bench.again().tell_ended()
    assert bench.phases()[-1] == "went_back:camera"
    bench.updater.obey(bench.order(), NOW)
    assert bench.room.changed == 1
    bench.updater.obey(bench.order(2), NOW)
    assert bench.room.changed == 2


def test_how_a_trial_ended_is_told_later_when_the_spool_is_full(bench: Bench) -> None:
    bench.updater.obey(bench.order(), NOW)
    bench.noted.full = True
    bench.prove()
    assert slots.read(bench.folder).ended
    bench.noted.full = False
    bench.again().tell_ended()
    assert bench.phases()[-1] == "proved"
    assert slots.read(bench.folder).ended is None


def test_a_box_changes_over_only_inside_the_window_and_when_nobody_is_there(bench: Bench) -> None:
    night = bench.order(window=(22 * 60, 6 * 60))
    bench.updater.obey(night, NOW)
    assert bench.phases() == ["fetching", "staged"]
    bench.room.idle = False
    bench.updater.obey(night, NOW + timedelta(hours=13))
    assert bench.phases() == ["fetching", "staged"]
    bench.room.idle = True
    bench.updater.obey(night, NOW + timedelta(hours=13))
    assert bench.room.changed == 1


def test_an_order_taken_back_before_it_was_carried_out_changes_nothing(bench: Bench) -> None:
    bench.room.idle = False
    bench.updater.obey(bench.order(), NOW)
    bench.room.idle = True
    bench.updater.obey(bench.order(2, ""), NOW)
    assert not bench.room.changed


def test_a_broken_download_goes_on_where_it_broke(bench: Bench) -> None:
    bench.line.breaks_after = 100
    pieces = 0
    while not bench.room.changed:
        pieces += 1
        try:
            bench.updater.obey(bench.order(), NOW)
        except UpdateAway:
            bench.again()  # and the power was cut as well
    starts = [start for path, start in bench.line.asked if path.startswith("/targets/parts/")]
    assert max(starts) >= 100
    assert pieces < 50
    assert set(slots.parts(bench.folder, "a")) == {"agent", "models"}


def test_what_both_bundles_share_is_not_fetched_again(bench: Bench) -> None:
    bench.updater.obey(bench.order(), NOW)
    bench.prove()
    bench.shelf.publish("two", {"run.py": "2"}, models=MODELS)
    bench.line.asked.clear()
    bench.updater.obey(bench.order(2, "two"), NOW)
    assert len([1 for path, _ in bench.line.asked if path.startswith("/targets/parts/")]) == 1
    bench.prove()
    assert len(list((bench.folder / "parts").iterdir())) == 3  # both slots' agents, one models


def test_what_no_slot_names_is_removed(bench: Bench) -> None:
    for version, name in enumerate(["one", "two", "three"], start=1):
        if name != "one":
            bench.shelf.publish(name, {"run.py": name})
        bench.updater.obey(bench.order(version, name), NOW)
        bench.prove()
    held = {path.name for path in (bench.folder / "parts").iterdir()}
    assert held == slots.used(bench.folder)
    assert len(held) == 2


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_disk_that_takes_no_more_is_told_and_leaves_nothing_half(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(_: Path) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(unpack, "flush", refuse)
    bench.updater.obey(bench.order(), NOW)
    assert bench.phases()[-1] == "refused:disk"
    assert not slots.parts(bench.folder, "a")
    monkeypatch.undo()
    bench.updater.obey(bench.order(2), NOW)
    assert bench.room.changed == 1


def test_too_little_room_is_told_before_anything_is_fetched(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpack, "MARGIN", 2**60)
    bench.updater.obey(bench.order(), NOW)
    assert bench.phases()[-1] == "refused:space"
    assert not [1 for path, _ in bench.line.asked if path.startswith("/targets/parts/")]


@pytest.fixture
def stick(bench: Bench, tmp_path: Path) -> Path:
    bench.shelf.repository.copy("one", tmp_path / "stick")
    return tmp_path / "stick"


def test_a_stick_does_the_same_without_a_line(bench: Bench, stick: Path) -> None:
    bench.line.away = True
    bench.updater.from_stick(stick)
    assert bench.phases() == ["fetching", "staged", "trying"]
    bench.prove()
    assert slots.name(bench.folder, slots.read(bench.folder).good) == "one"


def test_a_stick_left_in_is_not_taken_twice(bench: Bench, stick: Path) -> None:
    bench.updater.from_stick(stick)
    slots.give_up(bench.folder, "time")
    bench.again().from_stick(stick)
    assert bench.room.changed == 1


def test_a_stick_pulled_out_leaves_what_came_and_goes_on_when_it_is_back(
    bench: Bench, stick: Path
) -> None:
    parts = stick / "targets/parts"
    hidden = parts.rename(stick / "hidden")
    with pytest.raises(UpdateAway):
        bench.updater.from_stick(stick)
    assert not slots.parts(bench.folder, "a")
    hidden.rename(parts)
    bench.updater.from_stick(stick)
    assert bench.room.changed == 1


def test_no_stick_is_nothing_to_tell(bench: Bench, tmp_path: Path) -> None:
    bench.updater.from_stick(tmp_path / "nothing")
    assert not bench.noted


def test_a_stick_does_not_take_a_box_back_but_the_office_can(bench: Bench, stick: Path) -> None:
    bench.shelf.publish("two", {"run.py": "2"}, now=datetime.now(UTC) + timedelta(days=1))
    bench.updater.obey(bench.order(1, "two"), NOW)
    bench.prove()
    bench.shelf.repository.copy("one", stick)  # the newest directory, the older bundle
    bench.updater.from_stick(stick)
    assert bench.phases()[-1] == "refused:older"
    bench.updater.obey(bench.order(2, "one"), NOW)
    assert bench.room.changed == 2


def test_a_part_that_unpacks_to_more_than_the_bundle_says_is_refused(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpack, "MOST_FILES", 0)
    bench.updater.obey(bench.order(), NOW)
    assert bench.phases()[-1] == "refused:unpacks"
    assert not list((bench.folder / "parts").glob("new-*"))
