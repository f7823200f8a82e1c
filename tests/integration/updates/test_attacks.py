"""What The Update Framework lists as attacks (specification 1.0, §1.5.2), each against a box.

Each is tried over the line and from a stick: a stick is the same directory by hand.
"""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from stack.shelf import MODELS, Line, Noted, Room, Shelf, place
from tuf.api.metadata import Metadata
from yizhan_edge.errors import UpdateAway, UpdateRefused
from yizhan_edge.update import slots
from yizhan_edge.update.fetch import Fetcher, FromFolder
from yizhan_edge.update.updater import Place, Updater
from yizhan_provisioning.bundles.keys import Keys, Role
from yizhan_provisioning.bundles.repository import Repository
from yizhan_wire.bundle import PartName

NOW = datetime.now(UTC)
RUN = {"run.py": "print('new')\n"}
Take = Callable[[str], None]


class Bench:
    """A directory with one bundle, and a box that looks at a copy of it."""

    def __init__(self, folder: Path, by_stick: bool) -> None:
        self.shelf = Shelf(folder, NOW)
        self.shelf.publish("one", RUN, models=MODELS)
        self.site = folder / "seen"
        self.box: Place = place(self.shelf, folder / "box")
        self.by_stick = by_stick
        self.show()

    def show(self, site: Path | None = None) -> None:
        """What the box sees from now on."""
        shutil.rmtree(self.site, ignore_errors=True)
        shutil.copytree(site or self.shelf.site, self.site)

    def take(self, name: str = "one") -> None:
        """The box brings a bundle into its free slot."""
        opened = FromFolder(self.site) if self.by_stick else Line(self.site)
        updater = Updater(self.box, opened, Room(), Noted())
        updater.fetch(name, Fetcher(opened, self.box.folder / "fetched"), back=True)

    def refused(self, name: str = "one") -> str:
        """The code by which the box refuses it; nothing is left in its slots."""
        before = slots.parts(self.box.folder, "a")
        with pytest.raises(UpdateRefused) as refusal:
            self.take(name)
        assert slots.parts(self.box.folder, "a") == before
        return refusal.value.why

    def newest(self, kind: str) -> Path:
        """The newest file of a kind that the box sees."""
        return max(
            (self.site / "metadata").glob(f"*.{kind}.json"),
            key=lambda one: int(one.name.split(".")[0]),
        )

    def file(self, part: PartName) -> Path:
        """The file of a part as the box sees it."""
        sha256 = {one.name: one.sha256 for one in self.shelf.repository.bundle("one").parts}[part]
        (found,) = (self.site / "targets/parts").glob(f"*.{sha256}.tar.xz")
        return found


@pytest.fixture(params=["line", "stick"])
def bench(tmp_path: Path, request: pytest.FixtureRequest) -> Bench:
    return Bench(tmp_path, request.param == "stick")


def test_what_is_signed_is_taken(bench: Bench) -> None:
    bench.take()
    parts = slots.parts(bench.box.folder, "a")
    assert (parts["agent"] / "run.py").read_text() == RUN["run.py"]
    assert set(parts) == {"agent", "models"}


@pytest.mark.parametrize("at", [0, 0.5, 1])
def test_a_part_with_one_bit_flipped_is_refused_and_taken_once_it_is_mended(
    bench: Bench, at: float
) -> None:
    whole = bench.file("models").read_bytes()
    spoilt = bytearray(whole)
    spoilt[int(at * (len(whole) - 1))] ^= 1
    bench.file("models").write_bytes(spoilt)
    assert bench.refused() == "altered"
    bench.file("models").write_bytes(whole)
    bench.take()
    assert slots.parts(bench.box.folder, "a")


def test_wrong_software_is_refused_though_both_files_are_ours(bench: Bench) -> None:
    shutil.copyfile(bench.file("models"), bench.file("agent"))
    with pytest.raises((UpdateRefused, UpdateAway)):
        bench.take()
    assert not slots.parts(bench.box.folder, "a")


def test_a_directory_signed_by_others_is_refused(bench: Bench, tmp_path: Path) -> None:
    theirs = Shelf(tmp_path / "theirs", NOW)
    theirs.publish("one", {"run.py": "print('theirs')\n"})
    bench.show(theirs.site)
    assert bench.refused() == "signature"


def test_a_list_of_files_changed_after_it_was_signed_is_refused(bench: Bench) -> None:
    path = bench.newest("targets")
    told = json.loads(path.read_text())
    told["signed"]["targets"]["bundles/one.json"]["length"] += 1
    path.write_text(json.dumps(told))
    assert bench.refused() == "signature"


def test_a_rollback_to_an_older_directory_is_refused(bench: Bench, tmp_path: Path) -> None:
    old = tmp_path / "old"
    shutil.copytree(bench.shelf.site, old)
    bench.shelf.publish("two", {"run.py": "2"})
    bench.show()
    bench.take("two")
    bench.show(old)
    assert bench.refused() == "rollback"


def test_a_freeze_at_an_old_state_ends_when_that_state_has_run_out(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, NOW - timedelta(days=40))
    shelf.publish("one", RUN, now=NOW - timedelta(days=31))
    box = place(shelf, tmp_path / "box")
    opened = FromFolder(shelf.site)
    updater = Updater(box, opened, Room(), Noted())
    with pytest.raises(UpdateRefused) as refusal:
        updater.fetch("one", Fetcher(opened, box.folder / "fetched"), back=True)
    assert refusal.value.why == "expired"
    shelf.repository.renew(NOW)
    updater.fetch("one", Fetcher(opened, box.folder / "fetched"), back=True)
    assert slots.parts(box.folder, "a")


def test_mix_and_match_of_two_publications_is_refused(bench: Bench, tmp_path: Path) -> None:
    old = bench.newest("targets").read_bytes()
    bench.shelf.publish("two", {"run.py": "2"})
    bench.show()
    bench.newest("targets").write_bytes(old)  # the list of before under the newest name
    assert bench.refused("two") == "rollback"


def test_endless_data_ends_at_the_signed_length(bench: Bench) -> None:
    bench.file("models").write_bytes(bench.file("models").read_bytes() + b"more" * 100_000)
    assert bench.refused() == "altered"
    timestamp = bench.site / "metadata/timestamp.json"
    timestamp.write_bytes(timestamp.read_bytes() + b" " * 1_000_000)
    assert bench.refused() == "altered"
    bench.show()
    bench.take()


def test_a_bundle_of_other_hardware_is_refused(bench: Bench) -> None:
    bench.shelf.publish("other", RUN, hardware="pi-arm64")
    bench.show()
    assert bench.refused("other") == "hardware"


def test_a_withdrawn_bundle_is_refused(bench: Bench) -> None:
    bench.shelf.repository.withdraw("one", NOW)
    bench.show()
    assert bench.refused() == "unknown"


def test_half_a_file_is_asked_for_again(bench: Bench) -> None:
    whole = bench.file("models").read_bytes()
    bench.file("models").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UpdateAway):
        bench.take()
    bench.file("models").write_bytes(whole)
    bench.take()
    assert slots.parts(bench.box.folder, "a")


class Thief(Repository):
    """Signs with whatever keys it has."""

    def _check(self, keys: Keys, *roles: Role) -> None:
        """Does not ask."""


def rotated(bench: Bench, *roles: str) -> Repository:
    """The directory under new keys of some roles."""
    old = bench.shelf.keys
    new = Keys(bench.shelf.place / "new-keys")
    shutil.copytree(old.folder, new.folder)
    for role in roles:
        new.make(role)  # type: ignore[arg-type]
    changed = Repository(bench.shelf.site, new)
    changed.rotate(old, roles, NOW)  # type: ignore[arg-type]
    return changed


def test_after_a_rotation_of_every_key_the_box_goes_on(bench: Bench) -> None:
    bench.take()
    changed = rotated(bench, "root", "targets", "online")
    bench.shelf.repository = changed
    bench.shelf.publish("two", {"run.py": "2"})
    bench.show()
    bench.take("two")


def test_a_bundle_signed_by_a_key_that_was_rotated_away_is_refused(bench: Bench) -> None:
    stolen = Keys(bench.shelf.place / "stolen")
    shutil.copytree(bench.shelf.keys.folder, stolen.folder)
    rotated(bench, "targets", "online")
    bench.show()
    bench.take()
    bench.shelf.repository = Thief(bench.shelf.site, stolen)
    bench.shelf.publish("evil", {"run.py": "evil"})
    bench.show()
    assert bench.refused("evil") == "signature"


def test_an_old_root_cannot_bring_its_keys_back(bench: Bench) -> None:
    first = (bench.shelf.site / "metadata/1.root.json").read_bytes()
    rotated(bench, "root")
    bench.show()
    bench.take()
    told = Metadata.from_bytes(first)
    told.signed.version = 3
    told.sign(bench.shelf.keys.signer("root"))
    (bench.site / "metadata/3.root.json").write_bytes(told.to_bytes())
    assert bench.refused("two") == "signature"


def test_the_online_key_alone_cannot_add_a_bundle(bench: Bench) -> None:
    broken = Keys(bench.shelf.place / "broken-in")
    for role in ("root", "targets"):
        broken.make(role)
    shutil.copyfile(bench.shelf.keys.folder / "online.pem", broken.folder / "online.pem")
    bench.shelf.repository = Thief(bench.shelf.site, broken)
    bench.shelf.publish("evil", {"run.py": "evil"})
    bench.show()
    assert bench.refused("evil") == "signature"


def test_a_mirror_that_gives_nothing_changes_nothing_and_is_asked_again(bench: Bench) -> None:
    shutil.rmtree(bench.site)
    with pytest.raises(UpdateAway):
        bench.take()
    bench.show()
    bench.take()
    assert slots.parts(bench.box.folder, "a")


def test_a_box_with_a_clock_nobody_can_trust_takes_nothing(bench: Bench) -> None:
    opened = FromFolder(bench.site)
    updater = Updater(bench.box, opened, Room(clock=False), Noted())
    with pytest.raises(UpdateRefused) as refusal:
        updater.fetch("one", Fetcher(opened, bench.box.folder / "fetched"), back=True)
    assert refusal.value.why == "clock"
