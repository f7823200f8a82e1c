"""The boot partition: what starts a computer or a Pi, which slot, and the technician's file."""

import os
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

from yizhan_provisioning.errors import ImageFailed
from yizhan_provisioning.image import disk, system

GRUB = Path("usr/lib/grub/arm64-efi/monolithic/grubaa64.efi")
U_BOOT = Path("usr/lib/u-boot/rpi_arm64/u-boot.bin")
PI = Path("usr/lib/raspi-firmware")
PI_FILES = ("start4.elf", "fixup4.dat", "bootcode.bin")
# U-Boot hands on the tree the firmware gave it
TREES = (
    "bcm2711-rpi-4-b.dtb",
    "bcm2711-rpi-400.dtb",
    "bcm2711-rpi-cm4-io.dtb",
    "bcm2712-rpi-5-b.dtb",
)
LABEL, VOLUME = "YIZHAN", "59495a48"
ENVIRONMENT_BYTES = 1024  # of GRUB's block; it is written in place and never grows


def grub_config() -> str:
    """GRUB's settings with the numbers of our partitions. Pure."""
    text = _ours("grub.cfg")
    return text.replace("@ROOT_A@", disk.ROOT_A.uuid).replace("@ROOT_B@", disk.ROOT_B.uuid)


def environment(**words: str) -> bytes:
    """GRUB's environment block with these words in it. Pure."""
    said = "# GRUB Environment Block\n" + "".join(f"{k}={v}\n" for k, v in words.items())
    return said.encode().ljust(ENVIRONMENT_BYTES, b"#")


def lay_out(tree: Path, folder: Path, post: bytes | None, root: Path | None) -> None:
    """Put the files of the boot partition into `folder`; raises ImageFailed."""
    (folder / "EFI/BOOT").mkdir(parents=True)
    (folder / "EFI/debian").mkdir()
    shutil.copyfile(tree / GRUB, folder / "EFI/BOOT/BOOTAA64.EFI")
    (folder / "EFI/debian/grub.cfg").write_text(grub_config())
    block = environment(ORDER="A B", A_OK="1", B_OK="1", A_TRY="0", B_TRY="0")
    (folder / "EFI/debian/grubenv").write_bytes(block)
    _pi(tree, folder)
    (folder / "post.toml").write_bytes(post or _ours("post.toml").encode())
    if root:
        shutil.copyfile(root, folder / "root.crt")


def _pi(tree: Path, folder: Path) -> None:
    (folder / "config.txt").write_text(_ours("config.txt"))
    shutil.copyfile(tree / U_BOOT, folder / "u-boot.bin")
    for one in PI_FILES:
        shutil.copyfile(tree / PI / one, folder / one)
    for one in TREES:
        for found in (tree / "usr/lib").glob(f"linux-image-*/broadcom/{one}"):
            shutil.copyfile(found, folder / one)


def make(folder: Path, target: Path) -> None:
    """A FAT file system of these files; the same twice; raises ImageFailed."""
    for one in (folder, *folder.rglob("*")):
        os.utime(one, (int(system.EPOCH), int(system.EPOCH)))
    with target.open("wb") as file:
        file.truncate(disk.BOOT.size * disk.MIB)
    _run("mkfs.vfat", "--invariant", "-F", "32", "-n", LABEL, "-i", VOLUME, str(target))
    entries = sorted(str(one) for one in folder.iterdir())
    _run("mcopy", "-s", "-m", "-i", str(target), *entries, "::")


def _run(*command: str) -> None:
    # mtools puts a time of its own on folders unless it is told one
    told = {**os.environ, "SOURCE_DATE_EPOCH": system.EPOCH, "TZ": "UTC"}
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**told, "PATH": path}
    )
    if done.returncode:
        raise ImageFailed(f"({command[0]}) {done.stderr[-400:]}")


def _ours(name: str) -> str:
    return (files("yizhan_provisioning") / "image/boot" / name).read_text(encoding="utf-8")
