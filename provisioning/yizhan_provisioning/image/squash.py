"""The root as one read-only file: packed so that the same tree gives the same bytes."""

import os
import subprocess
from pathlib import Path

from yizhan_provisioning.errors import ImageFailed
from yizhan_provisioning.image import system

# gzip: GRUB reads kernel and initramfs out of it, and its zstd is not built for squashfs
PACKED = (
    *("-comp", "gzip", "-Xcompression-level", "6", "-b", "256K"),
    *("-no-progress", "-quiet", "-noappend", "-no-exports"),
)
# GRUB unpacks slowly, and neither gets smaller by it
AS_IT_IS = ("-action", "uncompressed@name(vmlinuz)||name(initrd.img)")
WITHOUT = ("-wildcards", "-e", "var/*", "dev/*", "proc/*", "sys/*", "run/*", "tmp/*")


def unpack(tar: Path, tree: Path) -> None:
    """The tree of a tar, with owners, modes and capabilities; raises ImageFailed."""
    options = ("--numeric-owner", "--xattrs", "--xattrs-include=*", "--exclude=./dev/*")
    _run(["tar", "-C", str(tree), *options, "-xpf", str(tar)])


def pack(tree: Path, target: Path) -> None:
    """One squashfs of the tree; raises ImageFailed."""
    target.unlink(missing_ok=True)
    _run(["mksquashfs", str(tree), str(target), *PACKED, *AS_IT_IS, *WITHOUT])


def bytes_of(folder: Path) -> int:
    """How much the files below take, each counted once."""
    seen = {
        (found.st_dev, found.st_ino): found.st_blocks * 512
        for path in folder.rglob("*")
        for found in (path.lstat(),)
    }
    return sum(seen.values())


def _run(command: list[str]) -> None:
    told = {**os.environ, "SOURCE_DATE_EPOCH": system.EPOCH}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=told)
    if done.returncode:
        raise ImageFailed(f"({command[0]}) {done.stderr[-400:]}")
