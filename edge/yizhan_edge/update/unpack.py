"""A signed file to a folder of its own, whole or not at all."""

import ctypes
import lzma
import os
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

from yizhan_wire.bundle import Bundle, Part

from yizhan_edge.errors import UpdateRefused
from yizhan_edge.update import slots
from yizhan_edge.whole import sync_folder

MARGIN = 64 * 1024 * 1024  # left to the spool
MOST_FILES = 50_000


def room(folder: Path, bundle: Bundle) -> None:
    """Raises UpdateRefused, `space`, when what is missing of a bundle does not fit."""
    missing = [one for one in bundle.parts if not slots.part_folder(folder, one.sha256).is_dir()]
    needed = sum(one.size + one.unpacked for one in missing) + MARGIN
    if missing and shutil.disk_usage(folder).free < needed:
        raise UpdateRefused("space", f"{needed // 2**20} MB are needed.")


def unpack(folder: Path, part: Part, file: Path) -> None:
    """Unpack a part under its hash; raises UpdateRefused or OSError and leaves nothing half."""
    place = slots.part_folder(folder, part.sha256)
    scratch = place.with_name(f"new-{part.sha256}")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    try:
        with tarfile.open(file, "r:xz") as archive:
            archive.extractall(scratch, _bounded(archive, part), filter="data")
    except (tarfile.TarError, lzma.LZMAError, EOFError, ValueError) as error:
        shutil.rmtree(scratch, ignore_errors=True)
        raise UpdateRefused("unpacks", f"{part.name}: {error}") from error
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    flush(scratch)  # every file in it before its name
    scratch.rename(place)
    sync_folder(place.parent)


def flush(folder: Path) -> None:
    """All that was written to the file system of this folder outlasts a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(descriptor):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))
    finally:
        os.close(descriptor)


def sweep(folder: Path) -> None:
    """Remove parts that no slot names, and what was cut off."""
    used = slots.used(folder)
    for one in (folder / "parts").glob("*"):
        if one.name not in used:
            shutil.rmtree(one, ignore_errors=True)


def _bounded(archive: tarfile.TarFile, part: Part) -> Iterator[tarfile.TarInfo]:
    size = 0
    for number, one in enumerate(archive):
        size += one.size
        if number > MOST_FILES or size > part.unpacked:
            raise ValueError("it is larger than the bundle says")
        yield one
