"""The partition table, and how the parts are laid into one file. Every number of it is fixed."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from yizhan_provisioning.errors import ImageFailed, TooLarge

MIB = 1024 * 1024
SECTOR = 512
DISK = "7a2e0f4c-2d1b-4f0e-9a57-79697a68616e"
# Types of the Discoverable Partitions Specification; the boot firmware looks for the first.
ESP = "c12a7328-f81f-11d2-ba4b-00a0c93ec93b"
ROOT_ARM64 = "b921b045-1df0-41c3-af44-4c6f280d3fae"
ROOT_MIB = 1536


@dataclass(frozen=True)
class Partition:
    """One partition: its name on the disk, its type, its own number, its place and size in MiB."""

    name: str
    kind: str
    uuid: str
    start: int
    size: int


BOOT = Partition("boot", ESP, "1c0b5a3e-8f43-4c55-9d0e-000000000001", 1, 255)
ROOT_A = Partition("root-a", ROOT_ARM64, "1c0b5a3e-8f43-4c55-9d0e-00000000000a", 256, ROOT_MIB)
ROOT_B = Partition(
    "root-b", ROOT_ARM64, "1c0b5a3e-8f43-4c55-9d0e-00000000000b", 256 + ROOT_MIB, ROOT_MIB
)
# the data partition takes the rest of the card at the first start: systemd-repart
PARTITIONS = (BOOT, ROOT_A, ROOT_B)
SIZE_MIB = ROOT_B.start + ROOT_B.size + 1  # the last MiB holds the second copy of the table


def table(partitions: Sequence[Partition] = PARTITIONS) -> str:
    """The partition table in the words of sfdisk. Pure."""
    head = ["label: gpt", f"label-id: {DISK}", f"sector-size: {SECTOR}", "first-lba: 2048", ""]
    return "\n".join([*head, *map(_line, partitions)]) + "\n"


def _line(one: Partition) -> str:
    start, size = one.start * MIB // SECTOR, one.size * MIB // SECTOR
    return f'start={start}, size={size}, type={one.kind}, uuid={one.uuid}, name="{one.name}"'


def assemble(target: Path, boot: Path, root: Path) -> None:
    """Write the whole disk: the same root into both slots; raises TooLarge, ImageFailed."""
    for partition, part in ((BOOT, boot), (ROOT_A, root)):
        if part.stat().st_size > partition.size * MIB:
            raise TooLarge(f"({part.name}: {part.stat().st_size // MIB} of {partition.size} MiB)")
    with target.open("wb") as file:
        file.truncate(SIZE_MIB * MIB)
    _partition(target)
    for partition, part in ((BOOT, boot), (ROOT_A, root), (ROOT_B, root)):
        _lay(target, partition, part)


def _partition(target: Path) -> None:
    done = subprocess.run(
        ["sfdisk", "--quiet", "--no-reread", "--no-tell-kernel", str(target)],
        input=table(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ImageFailed(done.stderr[-400:])


def _lay(target: Path, partition: Partition, part: Path) -> None:
    """Copy a part to its place; what is empty stays a hole in the file."""
    with part.open("rb") as source, target.open("r+b") as disk:
        disk.seek(partition.start * MIB)
        while chunk := source.read(MIB):
            if chunk.count(0) == len(chunk):
                disk.seek(len(chunk), os.SEEK_CUR)
            else:
                disk.write(chunk)
