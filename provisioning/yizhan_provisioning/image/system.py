"""The Debian of a box: which packages, and how its root is made on a machine of another kind."""

import hashlib
import os
import platform
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from yizhan_provisioning.errors import ImageFailed, NoEmulator, NoTools

SUITE, ARCH = "trixie", "arm64"
EPOCH = "1764201600"  # 2025-11-27; every time in the image is this one or older
BINFMT = Path("/proc/sys/fs/binfmt_misc/qemu-aarch64")
# program → Debian package
TOOLS = {
    "mmdebstrap": "mmdebstrap",
    "mksquashfs": "squashfs-tools",
    "mkfs.vfat": "dosfstools",
    "mcopy": "mtools",
    "sfdisk": "fdisk",
    "systemd-hwdb": "udev",
    "depmod": "kmod",
    "unshare": "util-linux",
}
PACKAGES = (
    # starts, waits, mounts, grows
    "systemd-sysv",
    "systemd-repart",
    "systemd-resolved",
    "systemd-timesyncd",
    "dbus",
    "udev",
    "linux-image-arm64",
    "initramfs-tools",
    "zstd",
    "dosfstools",
    "e2fsprogs",
    # the boot partition, the slots
    "grub-efi-arm64-bin",
    "grub-common",
    "rauc",
    "rauc-service",
    "raspi-firmware",
    "u-boot-rpi",
    # network
    "iwd",
    "firmware-brcm80211",
    "wireless-regdb",
    "nftables",
    # the agent and its page
    "python3",
    "fonts-unifont",
    "fonts-wqy-microhei",
    "libasound2-data",
    "cage",
    "seatd",
    "chromium",
    # off: a stick switches it on for an hour
    "openssh-server",
)
OPTIONS = (
    "--variant=minbase",
    "--components=main,non-free-firmware",
    '--aptopt=APT::Install-Recommends "false"',
    "--dpkgopt=path-exclude=/usr/share/man/*",
    "--dpkgopt=path-exclude=/usr/share/locale/*",
    "--dpkgopt=path-exclude=/usr/share/doc/*",
    "--dpkgopt=path-include=/usr/share/doc/*/copyright",
)
# Under emulation an initramfs takes minutes and would be made twice: here not at all, `furnish`
# makes the one that is needed.
NO_INITRAMFS = (
    'mkdir -p "$1/etc/initramfs-tools";'
    'printf "update_initramfs=no\\n" > "$1/etc/initramfs-tools/update-initramfs.conf"'
)
# four minutes under emulation, a second outside: `furnish` does it there
NO_HWDB = {"SYSTEMD_HWDB_UPDATE_BYPASS": "1"}
# $1 is the root; the rest is the program, with /proc and /dev only as long as it lasts
ENTER = """
root=$1; shared=$2; shift 2
mkdir -p "$root/proc" "$root/dev" "$root/mnt"
mount --bind "$shared" "$root/mnt"
mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev"
exec chroot "$root" "$@"
"""


def ready() -> None:
    """Nothing if an image can be made here; raises NoTools or NoEmulator with what to install."""
    missing = sorted(package for program, package in TOOLS.items() if not _found(program))
    if missing or os.geteuid() != 0:
        raise NoTools(f"apt-get install {' '.join(missing)}" if missing else "sudo")
    if platform.machine() != "aarch64" and not BINFMT.exists():
        raise NoEmulator


def _found(program: str) -> bool:
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") is not None


def name() -> str:
    """A name for the root that changes with whatever it is made of. Pure."""
    said = "\n".join([SUITE, ARCH, EPOCH, NO_INITRAMFS, *PACKAGES, *OPTIONS])
    return f"debian-{hashlib.sha256(said.encode()).hexdigest()[:12]}.tar"


def make(target: Path, heard: Callable[[str], object]) -> None:
    """Make the root as a tar; each line that is said goes to `heard`; raises ImageFailed."""
    command = [
        "mmdebstrap",
        f"--architectures={ARCH}",
        *OPTIONS,
        f"--essential-hook={NO_INITRAMFS}",
        f"--include={','.join(PACKAGES)}",
        "--format=tar",
        "--verbose",
        SUITE,
        str(target),
    ]
    follow(command, heard)


def make_python(target: Path) -> None:
    """A root of this machine's kind with the box's Python, unpacked and no more: 20 s.

    It compiles what under emulation would take half an hour; raises ImageFailed.
    """
    wanted = ("--variant=extract", "--include=python3.13,libc6,base-files")
    command = ["mmdebstrap", *wanted, "--format=directory", SUITE, str(target)]
    follow(command, lambda _: None)


def follow(command: list[str], heard: Callable[[str], object]) -> None:
    """Run a long program and hear it; raises ImageFailed with its last words."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "LC_ALL": "C.UTF-8", **NO_HWDB}
    last: list[str] = []
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=environment,
    ) as running:
        for line in _lines(running):
            heard(line)
            last = [*last[-5:], line]
    if running.returncode:
        raise ImageFailed(f"({command[0]}) {' '.join(last)[-600:]}")


def _lines(running: subprocess.Popen[str]) -> Iterator[str]:
    assert running.stdout  # noqa: S101 # a pipe
    for line in running.stdout:
        yield line.rstrip()


def inside(root: Path, *program: str, shared: Path | None = None) -> list[str]:
    """The command that runs a program of the root in it; `shared` is at `/mnt` there."""
    return [
        *("unshare", "--mount", "--propagation", "private"),
        *("sh", "-ec", ENTER, "enter", str(root), str(shared or root / "mnt"), *program),
    ]
