"""The steps from nothing to an image. Each is kept under its name once it is whole, so that a run
that was cut off goes on where it was; what is half is made anew.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yizhan_provisioning.image import boot, disk, factory, furnish, sbom, squash, system

Heard = Callable[[str], object]


@dataclass(frozen=True)
class Wanted:
    """What to make, out of what, and where."""

    output: Path
    work: Path
    sources: factory.Sources
    post: bytes | None = None
    root_certificate: Path | None = None
    keyring: Path | None = None


@dataclass
class Made:
    """The image and what is beside it; `sizes` in bytes."""

    image: Path
    manifest: Path
    sbom: Path
    sizes: dict[str, int] = field(default_factory=dict)


STEPS = ("debian", "agent", "boot", "squash", "disk")


def build(wanted: Wanted, step: Callable[[str], object], heard: Heard) -> Made:
    """Make the image; `step` hears the name of each that begins; raises ProvisioningError."""
    system.ready()
    wanted.work.mkdir(parents=True, exist_ok=True)
    step("debian")
    debian = wanted.work / system.name()
    if not debian.exists():
        _whole(debian, lambda part: system.make(part, heard))
    with _fresh(wanted.work / "making") as making:
        return _make(wanted, making, debian, step)


def _make(wanted: Wanted, making: Path, debian: Path, step: Callable[[str], object]) -> Made:
    tree = making / "tree"
    tree.mkdir()
    step("agent")
    squash.unpack(debian, tree)
    furnish.furnish(tree, wanted.keyring)
    factory.virtual(tree)
    wanted.sources.install(tree, making)
    wanted.sources.models(tree)
    system.make_python(making / "python")
    furnish.compile_python(tree, making / "python")
    step("boot")
    initramfs = wanted.work / f"{debian.stem}.initrd"
    if not initramfs.exists():
        _whole(initramfs, lambda part: furnish.make_initramfs(tree, part))
    furnish.start_up(tree, initramfs)
    furnish.clean(tree)
    boot.lay_out(tree, making / "boot", wanted.post, wanted.root_certificate)
    boot.make(making / "boot", making / "boot.vfat")
    step("squash")
    squash.pack(tree, making / "root.squashfs")
    step("disk")
    disk.assemble(making / "box.img", making / "boot.vfat", making / "root.squashfs")
    return _finish(wanted, making, tree)


def _finish(wanted: Wanted, making: Path, tree: Path) -> Made:
    parts = {one: making / one for one in ("box.img", "boot.vfat", "root.squashfs")}
    sizes = {name: path.stat().st_blocks * 512 for name, path in parts.items()}
    sizes |= {"tree": squash.bytes_of(tree), "agent": squash.bytes_of(tree / factory.SITE)}
    told: dict[str, Any] = {
        "suite": system.SUITE,
        "arch": system.ARCH,
        "epoch": int(system.EPOCH),
        "sizes": sizes,
        "sha256": {name: sha256(path) for name, path in parts.items()},
    }
    manifest = wanted.output.with_suffix(".json")
    contents = wanted.output.with_suffix(".cdx.json")
    _whole(contents, lambda part: part.write_text(sbom.listed(tree), encoding="utf-8"))
    _whole(manifest, lambda part: part.write_text(json.dumps(told, indent=1) + "\n"))
    shutil.move(making / "root.squashfs", wanted.output.with_suffix(".squashfs"))
    shutil.move(making / "box.img", wanted.output)
    return Made(wanted.output, manifest, contents, sizes)


def sha256(path: Path) -> str:
    """The hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _whole(target: Path, make: Callable[[Path], object]) -> None:
    """Make a file under another name, and give it its own once it is whole."""
    part = target.with_name(f"part-{target.name}")
    part.unlink(missing_ok=True)
    make(part)
    part.replace(target)


@contextmanager
def _fresh(folder: Path) -> Iterator[Path]:
    """An empty folder, gone afterwards; what an earlier run left in it goes first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
