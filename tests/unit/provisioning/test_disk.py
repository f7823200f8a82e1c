"""The partition table and the boot partition: fixed, apart, and what the box's own files say."""

import re
import subprocess
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from yizhan_provisioning.errors import TooLarge
from yizhan_provisioning.image import boot, disk

SFDISK = "/usr/sbin/sfdisk"
OURS = files("yizhan_provisioning") / "image/root"


def test_partitions_follow_each_other_and_leave_room_for_both_tables() -> None:
    for before, after in pairwise(disk.PARTITIONS):
        assert before.start + before.size <= after.start
    last = disk.PARTITIONS[-1]
    assert disk.PARTITIONS[0].start >= 1
    assert last.start + last.size < disk.SIZE_MIB


def test_no_number_is_used_twice() -> None:
    numbers = [disk.DISK, *(one.uuid for one in disk.PARTITIONS)]
    assert len(set(numbers)) == len(numbers)


def test_the_table_is_the_one_that_the_kernel_would_read(tmp_path: Path) -> None:
    parts = []
    for name, fill in (("boot.vfat", b"boot"), ("root.squashfs", b"root")):
        parts.append(tmp_path / name)
        parts[-1].write_bytes(fill * 4096)
    image = tmp_path / "box.img"
    disk.assemble(image, *parts)
    read = subprocess.run(
        [SFDISK, "--dump", str(image)], capture_output=True, text=True, check=True
    ).stdout
    found = re.findall(r'start= *(\d+), size= *(\d+), type=(\S+), uuid=(\S+), name="(\S+)"', read)
    assert found == [
        (str(one.start * 2048), str(one.size * 2048), one.kind.upper(), one.uuid.upper(), one.name)
        for one in disk.PARTITIONS
    ]
    with image.open("rb") as raw:
        for one, fill in zip(disk.PARTITIONS, (b"boot", b"root", b"root"), strict=True):
            raw.seek(one.start * disk.MIB)
            assert raw.read(8) == fill * 2


def test_what_is_empty_takes_no_room_in_the_file(tmp_path: Path) -> None:
    for name in ("boot", "root"):
        (tmp_path / name).write_bytes(bytes(8 * disk.MIB) + b"end")
    disk.assemble(tmp_path / "box.img", tmp_path / "boot", tmp_path / "root")
    made = (tmp_path / "box.img").stat()
    assert made.st_size == disk.SIZE_MIB * disk.MIB
    assert made.st_blocks * 512 < 2 * disk.MIB


def test_a_root_that_is_too_large_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "boot").write_bytes(b"boot")
    with (tmp_path / "root").open("wb") as large:
        large.truncate((disk.ROOT_MIB + 1) * disk.MIB)
    with pytest.raises(TooLarge, match="1537 of 1536 MiB"):
        disk.assemble(tmp_path / "box.img", tmp_path / "boot", tmp_path / "root")
    assert not (tmp_path / "box.img").exists()


def test_the_box_mounts_the_partitions_of_this_table() -> None:
    assert f"PARTUUID={disk.BOOT.uuid} /boot/firmware" in (OURS / "etc/fstab").read_text()
    slots = (OURS / "etc/rauc/system.conf").read_text()
    grub = boot.grub_config()
    for one in (disk.ROOT_A, disk.ROOT_B):
        assert f"by-partlabel/{one.name}\n" in slots
        assert f"set part={one.uuid}" in grub
    assert "@" not in grub


def test_the_rest_of_the_card_goes_to_the_data_alone() -> None:
    grows = {
        one.name
        for one in (OURS / "usr/lib/repart.d").iterdir()
        if "Weight=0\n" not in one.read_text()
    }
    assert grows == {"30-data.conf"}


def test_each_program_that_chooses_a_slot_reads_the_same_file() -> None:
    place = "/boot/firmware/EFI/debian/grubenv"
    assert f"grubenv={place}" in (OURS / "etc/rauc/system.conf").read_text()
    unit = OURS / "usr/lib/systemd/system/yizhan-machine-id.service"
    assert place in unit.read_text()


def test_the_environment_is_one_block_that_grub_can_write_in_place() -> None:
    block = boot.environment(ORDER="A B", A_OK="1")
    assert len(block) == 1024
    assert block.startswith(b"# GRUB Environment Block\nORDER=A B\nA_OK=1\n#")


def test_the_boot_partition_is_the_same_twice(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        folder = tmp_path / name
        (folder / "EFI/BOOT").mkdir(parents=True)
        (folder / "EFI/BOOT/BOOTAA64.EFI").write_bytes(b"grub" * 1000)
        (folder / "post.toml").write_text("# post\n")
        boot.make(folder, tmp_path / f"{name}.vfat")
        made.append((tmp_path / f"{name}.vfat").read_bytes())
    assert made[0] == made[1]
    assert len(made[0]) == disk.BOOT.size * disk.MIB
