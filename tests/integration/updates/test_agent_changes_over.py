"""A whole box under the starter, from a stick: it changes over, or it goes back by itself."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from stack import portraits
from stack.box import Box, authority, film
from stack.process import answers, wait_for
from stack.shelf import SETTINGS, Shelf
from yizhan_edge.update.slots import Ended
from yizhan_models import part
from yizhan_provisioning.bundles import parts
from yizhan_wire.events import Health, Updated

AGENT = {"run.py": "import sys\nfrom yizhan_edge.__main__ import main\nsys.exit(main())\n"}


@pytest.fixture(scope="module")
def networks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The part `models` as `yizhan_models part` gathers it."""
    out = tmp_path_factory.mktemp("models")
    names = part.gather(Path("models"), out)
    return {name: (out / name).read_bytes() for name in names}


class Changing:
    """A box whose starter, slots and stick are real; nobody is at the other end of its line."""

    def __init__(self, folder: Path) -> None:
        authority(folder)
        self.shelf, self.stick = Shelf(folder / "shelf"), folder / "stick"
        self.folder = folder / "update"
        root = folder / "root.json"
        root.write_bytes(self.shelf.repository.root)
        place = {
            "folder": str(self.folder),
            "root": str(root),
            "hardware": "sim",
            "stick": str(self.stick),
            "prove_s": 60,
        }
        camera = film(folder / "room.avi", [portraits.collins()] * 24)
        self.box = Box(folder, camera, update=place)
        self.box.program.command = [
            *(sys.executable, "-m", "yizhan_edge.update.start"),
            *("--folder", str(self.folder), "--config", str(self.box.config)),
        ]

    def bring(self, name: str, **parts: dict[str, bytes] | dict[str, str]) -> None:
        """Put a stick with this bundle in."""
        self.shelf.publish(name, AGENT, settings=SETTINGS, **parts)  # type: ignore[arg-type]
        made = self.stick.with_name("made")
        self.shelf.repository.copy(name, made)
        made.rename(self.stick)

    def pull_out(self) -> None:
        """Take the stick away."""
        shutil.rmtree(self.stick)

    def ended(self, name: str) -> Ended | None:
        """How the trial of a bundle ended, as the state or the spool says."""
        told = [one for one in self.box.spooled("updated") if isinstance(one, Updated)]
        ends = [one for one in told if one.bundle == name and one.phase in ("proved", "went_back")]
        return Ended(name, ends[-1].phase, None, ends[-1].why) if ends else None  # type: ignore[arg-type]

    def runs(self, name: str) -> bool:
        """Whether the last health says so."""
        told = [one for one in self.box.spooled("health") if isinstance(one, Health)]
        return bool(told) and told[-1].bundle == name and answers(self.box.port)


@pytest.fixture
def changing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Changing]:
    monkeypatch.setattr(parts, "PRESET", 0)  # networks do not shrink
    made = Changing(tmp_path)
    made.box.start()
    yield made
    made.box.program.stop()


@pytest.mark.timeout(240)
def test_a_stick_changes_a_box_over_and_a_bad_one_takes_it_nowhere(
    changing: Changing, networks: dict[str, bytes]
) -> None:
    changing.bring("one", models=networks)
    wait_for(lambda: changing.ended("one") == Ended("one", "proved"), 90, "proved")
    wait_for(lambda: changing.runs("one"), 60, "runs one")
    changing.pull_out()

    changing.bring("two", models=networks | {"embedder.onnx": b"not a network"})
    wait_for(lambda: changing.ended("two") == Ended("two", "went_back", None, "face"), 90, "back")
    wait_for(lambda: changing.runs("one"), 60, "runs one again")
