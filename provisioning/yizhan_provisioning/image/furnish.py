"""From a plain Debian to a box: our files, users, services, one initramfs, nothing left over."""

import shutil
import subprocess
from importlib.resources import as_file, files
from pathlib import Path

from yizhan_provisioning import system as base
from yizhan_provisioning.errors import ImageFailed
from yizhan_provisioning.image import factory, system

# what is written at run time, or found at a place of its own
LINKS = {
    "etc/resolv.conf": "../run/systemd/resolve/stub-resolv.conf",
    "etc/iwd/main.conf": "../../run/yizhan/iwd.conf",
    "etc/mtab": "../proc/self/mounts",
    # Debian starts it in an initramfs of systemd only
    "usr/lib/systemd/system/sysinit.target.wants/systemd-repart.service": (
        "../systemd-repart.service"
    ),
}
FOLDERS = ("data", "boot/firmware", "var/lib/yizhan")
ON = (
    "systemd-networkd.service",
    "systemd-resolved.service",
    "systemd-timesyncd.service",
    "iwd.service",
    "nftables.service",
    "seatd.service",
    "yizhan-settle.service",
    "yizhan-machine-id.service",
    "yizhan-agent.service",
    "yizhan-page.service",
    "yizhan-good.service",
    "yizhan-kiosk.service",
)
# nobody signs in: no console, no timers of a package manager that cannot write, and what Debian's
# RAUC does at each start is done by yizhan-good once the page answers
OFF = (
    "getty@.service",
    "serial-getty@.service",
    "console-getty.service",
    "apt-daily.timer",
    "apt-daily-upgrade.timer",
    "dpkg-db-backup.timer",
    "rauc-mark-good.service",
    "grub-common.service",
    "ssh.service",
    "ssh.socket",
    "sshd-keygen.service",
)
INITRAMFS = "squashfs\noverlay\n"
# left over by the making: caches, logs, keys of a first start; /var is a tmpfs on a box
LEFT_OVER = (
    "var/cache",
    "var/log",
    "var/lib/apt",
    "var/lib/systemd",
    "etc/machine-id",
    "etc/passwd-",
    "etc/group-",
    "etc/shadow-",
    "etc/gshadow-",
    "etc/.pwd.lock",
    "boot/grub",
)
COMPILE = (
    *("/usr/bin/python3.13", "-m", "compileall", "-q", "-j", "2"),
    *("--invalidation-mode", "unchecked-hash", "-s", "/mnt", "-p", "/"),
)


def furnish(tree: Path, keyring: Path | None = None) -> None:
    """Make the tree a box's root; raises ImageFailed."""
    base.lay("box", tree)
    with as_file(files("yizhan_provisioning") / "image/root") as ours:
        shutil.copytree(ours, tree, dirs_exist_ok=True, symlinks=True)
    for path, target in LINKS.items():
        link = tree / path
        link.parent.mkdir(parents=True, exist_ok=True)
        link.unlink(missing_ok=True)
        link.symlink_to(target)
    for one in FOLDERS:
        (tree / one).mkdir(parents=True, exist_ok=True)
    if keyring:
        shutil.copyfile(keyring, tree / "etc/rauc/keyring.pem")
    _run(tree, "systemd-sysusers")
    _outside("systemd-hwdb", "--usr", f"--root={tree}", "update")
    _services(tree)


def make_initramfs(tree: Path, target: Path) -> None:
    """Make the initramfs of the tree's kernel, some minutes under emulation; raises ImageFailed."""
    (tree / "etc/initramfs-tools/modules").write_text(INITRAMFS)
    [modules] = (tree / "usr/lib/modules").iterdir()
    _outside("depmod", "--basedir", str(tree), modules.name)
    _run(tree, "mkinitramfs", "-o", "/boot/initrd.img", modules.name)
    shutil.move(tree / "boot/initrd.img", target)


def start_up(tree: Path, initramfs: Path) -> None:
    """The kernel and its initramfs where GRUB finds them."""
    [kernel] = (tree / "boot").glob("vmlinuz-*")
    for one in ("vmlinuz", "initrd.img"):  # Debian's links
        (tree / one).unlink(missing_ok=True)
    kernel.rename(tree / "vmlinuz")
    shutil.copyfile(initramfs, tree / "initrd.img")


def compile_python(tree: Path, python: Path) -> None:
    """Compile the agent once: a read-only root cannot keep what a start compiles.

    `python` is the root of `system.make_python`; what is compiled fits every kind of machine.
    """
    _run(python, *COMPILE, f"/mnt/{factory.SITE}", shared=tree)


def clean(tree: Path) -> None:
    """Take away what the making left, so that two makings leave the same."""
    for one in LEFT_OVER:
        path = tree / one
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
            path.mkdir()
        else:
            path.unlink(missing_ok=True)
    (tree / "etc/machine-id").touch()


def _services(tree: Path) -> None:
    there = [one for one in ON if _unit(tree, one)]
    _run(tree, "systemctl", "enable", *there)
    _run(tree, "systemctl", "mask", *OFF)


def _outside(*command: str) -> None:
    """Run a program of this machine on the tree: what it writes fits every kind of machine."""
    path = "/usr/sbin:/usr/bin:/sbin:/bin"
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": path})
    if done.returncode:
        raise ImageFailed(f"({command[0]}) {done.stderr[-400:]}")


def _unit(tree: Path, name: str) -> bool:
    return (tree / "usr/lib/systemd/system" / name).exists()


def _run(tree: Path, *program: str, shared: Path | None = None) -> None:
    done = subprocess.run(
        system.inside(tree, *program, shared=shared),
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "LC_ALL": "C.UTF-8",
            "SOURCE_DATE_EPOCH": system.EPOCH,
        },
    )
    if done.returncode:
        raise ImageFailed(f"({program[0]}) {done.stderr[-600:]}")
