"""The data partition of a box is sealed to its board; cut off anywhere, it is made or is untouched.

The kernel of this machine maps no encrypted disk, so the last step, opening it as a disk, is not
taken here: `check` asks whether the key opens the volume.
"""

import os
import random
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from yizhan_provisioning import system

SEED = int(os.environ.get("YIZHAN_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)
MB = 1 << 20


@dataclass
class Board:
    """A board with a number, a boot partition and a disk."""

    script: Path
    boot: Path
    number: Path
    disk: Path

    def command(self, verb: str) -> list[str]:
        env = [f"BOOT={self.boot}", f"SERIAL={self.number}"]
        return ["env", *env, "sh", str(self.script), verb, str(self.disk)]

    def run(self, verb: str) -> tuple[int, str]:
        done = subprocess.run(self.command(verb), capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    def digest(self) -> str:
        """What changes when the volume's own key is made anew."""
        said = subprocess.run(
            ["cryptsetup", "luksDump", str(self.disk)], capture_output=True, text=True, check=True
        ).stdout
        return said[said.index("Digests:") :]


@pytest.fixture
def board(tmp_path: Path) -> Board:
    system.lay("sealed", tmp_path / "root")
    boot = tmp_path / "boot"
    boot.mkdir()
    (tmp_path / "number").write_text("10000000a1b2c3d4\0")
    with (tmp_path / "disk").open("wb") as disk:
        disk.truncate(48 * MB)
    script = tmp_path / "root/usr/lib/yizhan-base/data"
    return Board(script, boot, tmp_path / "number", tmp_path / "disk")


def test_a_blank_disk_is_sealed_once_and_opened_by_this_board(board: Board) -> None:
    assert board.run("check")[0] == 1
    assert board.run("seal") == (0, "")
    made = board.digest()
    assert board.run("check") == (0, "")
    assert board.run("seal") == (0, "")
    assert board.digest() == made
    assert (board.boot / "data.key").stat().st_mode & 0o077 == 0


def test_a_disk_in_another_board_stays_closed(board: Board) -> None:
    board.run("seal")
    made = board.digest()
    board.number.write_text("10000000ffffffff")
    code, said = board.run("check")
    assert code == 1
    assert "another board's. Swap the box" in said
    board.run("seal")
    assert board.digest() == made


def test_without_the_file_of_the_boot_partition_it_is_closed_for_good(board: Board) -> None:
    board.run("seal")
    (board.boot / "data.key").unlink()
    code, said = board.run("check")
    assert code == 1
    assert "data.key is missing" in said


def test_what_is_not_ours_is_never_written_over(board: Board) -> None:
    subprocess.run(["mkfs.ext4", "-q", "-F", str(board.disk)], check=True)
    before = board.disk.read_bytes()
    code, said = board.run("seal")
    assert code == 1
    assert "holds something that is not this box's" in said
    assert board.disk.read_bytes() == before


def test_a_board_without_a_number_is_not_sealed_for_show(board: Board) -> None:
    board.number.write_text("")
    code, said = board.run("seal")
    assert code == 1
    assert "the key would lie beside the data" in said
    assert not (board.boot / "data.key").exists()


def test_a_header_that_was_half_written_is_made_anew(board: Board) -> None:
    board.run("seal")
    raw = bytearray(board.disk.read_bytes()[:MB])
    raw[8:4096] = bytes(4088)
    raw[0x4000:0x8000] = bytes(0x4000)  # the second copy of the header too
    with board.disk.open("r+b") as disk:
        disk.write(raw)
    assert board.run("seal")[0] == 0
    assert board.run("check") == (0, "")


def test_a_power_cut_anywhere_leaves_a_disk_that_is_sealed_at_the_next_start(board: Board) -> None:
    chance = random.Random(SEED)
    for _ in range(6):
        for one in (board.boot / "data.key", board.disk):
            one.unlink(missing_ok=True)
        with board.disk.open("wb") as disk:
            disk.truncate(48 * MB)
        for _ in range(3):
            with subprocess.Popen(board.command("seal"), start_new_session=True) as run:
                try:
                    run.wait(chance.uniform(0.005, 0.4))
                except subprocess.TimeoutExpired:
                    os.killpg(run.pid, 9)
        assert board.run("seal")[0] == 0, f"YIZHAN_SEED={SEED}"
        assert board.run("check") == (0, ""), f"YIZHAN_SEED={SEED}"
