"""Firmware onto a board's own prompt, served by the real MicroPython on a cable that can be pulled.

No board is on the table: USB, and a watchdog that runs meanwhile, were not tried.
"""

import json
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from stack import host
from stack.cable import Cable, Faults
from stack.host import REPO
from stack.process import Program
from yizhan_provisioning import flash as flashing
from yizhan_provisioning.__main__ import main
from yizhan_provisioning.errors import (
    BoardGarbled,
    BoardLost,
    BoardMute,
    NoBoard,
    NoFirmware,
    ProvisioningError,
)
from yizhan_provisioning.flash import Flashed, flash, gather

FIRMWARE = REPO / "firmware"
MANIFEST = json.loads((FIRMWARE / "manifest.json").read_text())
FILES = {
    "main.py": b"print('new')\n",
    "signlink/__init__.py": bytes(range(256)) * 5,
    "port.py": b"",
}


class Bench:
    """A board's flash, the prompt that serves it, and the cable to it."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o755)
        self.folder, self.flash = folder, folder / "flash"
        self.flash.mkdir()
        self.cable = Cable(folder)
        self.device = str(folder / "box-tty")
        self.board: Program | None = None
        shutil.copy(REPO / "tests/stack/prompt.py", folder)

    def power(self, *words: str) -> None:
        """Start the board."""
        line = self.folder / "board-tty"
        run = f"exec micropython {self.folder}/prompt.py {self.flash} {' '.join(words)}"
        command = host.command(self.folder, ["sh", "-c", f"{run} <{line} >{line}"])
        self.board = Program("board", command, self.folder / "board.log")
        self.board.start(lambda: True)

    def files(self) -> dict[str, bytes]:
        """What lies in its flash."""
        found = (one for one in self.flash.rglob("*") if one.is_file())
        return {str(one.relative_to(self.flash)): one.read_bytes() for one in found}

    def stop(self) -> None:
        """Power off and pull the cable."""
        if self.board:
            self.board.kill()
        self.cable.stop()


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(flashing, "PATIENCE_S", 2.0)
    one = Bench(tmp_path)
    one.cable.start()
    yield one
    one.stop()


def test_files_are_written_read_back_and_left_alone_the_second_time(bench: Bench) -> None:
    bench.power()
    steps: list[str] = []
    assert flash(bench.device, FILES, steps.append) == Flashed(3, 0)
    assert bench.files() == FILES
    assert flash(bench.device, FILES | {"port.py": b"# another\n"}) == Flashed(1, 2)
    assert bench.files()["port.py"] == b"# another\n"
    assert sorted(steps) == sorted(FILES)


def test_the_pairing_is_forgotten_only_where_it_is_asked_for(bench: Bench) -> None:
    bench.power()
    for copy in ("kept.a", "kept.b"):
        (bench.flash / copy).write_bytes(b"a box's mark")
    flash(bench.device, FILES)
    assert "kept.a" in bench.files()
    flash(bench.device, FILES, unpair=True)
    assert bench.files() == FILES


def test_a_flash_that_reads_back_other_bytes_is_named_and_what_ran_still_lies_there(
    bench: Bench,
) -> None:
    (bench.flash / "main.py").write_bytes(b"print('old')\n")
    bench.power("rotten")
    with pytest.raises(BoardGarbled):
        flash(bench.device, FILES)
    assert bench.files()["main.py"] == b"print('old')\n"


def test_a_cable_pulled_out_in_the_middle_leaves_what_ran_and_the_next_time_ends_it(
    bench: Bench,
) -> None:
    (bench.flash / "main.py").write_bytes(b"print('old')\n")
    bench.power()

    def pull(name: str) -> None:
        if name == "port.py":
            bench.cable.set(Faults(pulled=True))

    with pytest.raises(BoardLost):
        flash(bench.device, FILES, pull)
    assert bench.files()["main.py"] == b"print('old')\n"
    bench.stop()
    bench.cable.start()
    bench.power()
    flash(bench.device, FILES)
    assert bench.files() == FILES


def test_a_board_that_says_nothing_is_named(bench: Bench) -> None:
    with pytest.raises(BoardMute):
        flash(bench.device, FILES)


def test_a_board_that_answers_garbage_is_named(bench: Bench) -> None:
    chance, over = Random(20261128), threading.Event()

    def babble() -> None:
        with (bench.folder / "board-tty").open("r+b", buffering=0) as line:
            while not over.wait(0.01):
                line.write(chance.randbytes(64))

    talker = threading.Thread(target=babble)
    talker.start()
    try:
        with pytest.raises(BoardMute):
            flash(bench.device, FILES)
    finally:
        over.set()
        talker.join()


def test_a_line_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoBoard):
        flash(str(tmp_path / "tty"), FILES)


def test_the_verb_flashes_a_whole_board_and_says_how_many(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.power()
    words = ["flash", bench.device, "--port", "rp2_counter", "--firmware", str(FIRMWARE), "--json"]
    assert main(words) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["written"], told["kept"]) == (True, len(bench.files()), 0)
    assert bench.files() == gather(FIRMWARE, "rp2_counter")
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out)["written"] == 0


@pytest.mark.parametrize("port", sorted(MANIFEST["ports"]))
def test_every_module_a_board_imports_is_among_its_files(port: str) -> None:
    files = gather(FIRMWARE, port)
    ours = {one.stem for one in (FIRMWARE / "board").glob("*.py")} | {"port", "signlink"}
    here = {name.removesuffix(".py").split("/")[0] for name in files}
    for name, data in files.items():
        if name in ("node.py", "chip.py"):
            continue  # it opens the file of its role, which is one of two
        for wanted in re.findall(r"^\s*(?:from|import) (\w+)", data.decode(), re.M):
            assert wanted in here or wanted not in ours, (name, wanted)
    assert {"main", "port", "signlink"} <= here


def test_the_firmware_has_one_version() -> None:
    version = re.findall(r"\d+", (FIRMWARE / "board/version.py").read_text().split("=")[1])
    frozen = re.search(r'version="([\d.]+)"', (FIRMWARE / "manifest.py").read_text())
    assert frozen is not None
    assert ".".join(version) == MANIFEST["version"] == frozen[1]
    assert sorted(MANIFEST["ports"]) == sorted(
        one.name for one in (FIRMWARE / "ports").iterdir() if one.name != "unix"
    )


@pytest.mark.parametrize("torn", ["", "{", '{"version": "1"}'])
def test_a_folder_without_whole_firmware_is_refused(tmp_path: Path, torn: str) -> None:
    (tmp_path / "manifest.json").write_text(torn)
    with pytest.raises(NoFirmware):
        gather(tmp_path, "rp2_hub12")
    with pytest.raises(ProvisioningError, match="rp2_hub75"):
        gather(FIRMWARE, "a toaster")
