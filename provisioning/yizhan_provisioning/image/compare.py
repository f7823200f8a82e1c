"""Whether two images are the same, and where not: by partition, and by file inside the root."""

import hashlib
import stat
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from yizhan_provisioning.errors import ImageFailed
from yizhan_provisioning.image import disk
from yizhan_provisioning.image.disk import Partition


@dataclass(frozen=True)
class Difference:
    """A place that is not the same, and in what: `only_one`, `content`, `kind`, `owner`, `time`."""

    place: str
    what: str


def partitions(one: Path, other: Path, table: Sequence[Partition] = disk.PARTITIONS) -> list[str]:
    """Names of the partitions that differ, `table` for what lies between them."""
    found = {}
    with one.open("rb") as here, other.open("rb") as there:
        for number, chunk in enumerate(iter(lambda: here.read(disk.MIB), b"")):
            if chunk != there.read(disk.MIB):
                found[_owner(number, table)] = True
        if there.read(1):
            found["table"] = True
    return list(found)


def _owner(mib: int, table: Sequence[Partition]) -> str:
    return next((p.name for p in table if p.start <= mib < p.start + p.size), "table")


def roots(one: Path, other: Path, scratch: Path) -> list[Difference]:
    """What differs inside two roots (squashfs files); raises ImageFailed."""
    scratch.mkdir(parents=True, exist_ok=True)
    trees = [scratch / name for name in ("one", "other")]
    for packed, tree in zip((one, other), trees, strict=True):
        _unpack(packed, tree)
    return trees_differ(*trees)


def trees_differ(one: Path, other: Path) -> list[Difference]:
    """What differs between two folders, in the order of their names."""
    here, there = (_names(tree) for tree in (one, other))
    alone = [Difference(name, "only_one") for name in here ^ there]
    both = [
        Difference(name, what)
        for name in here & there
        if (what := _differs(one / name, other / name))
    ]
    return sorted(alone + both, key=lambda found: found.place)


def _names(tree: Path) -> set[str]:
    return {str(path.relative_to(tree)) for path in tree.rglob("*")}


def _differs(one: Path, other: Path) -> str:
    here, there = one.lstat(), other.lstat()
    if here.st_mode != there.st_mode:
        return "kind"
    if (here.st_uid, here.st_gid) != (there.st_uid, there.st_gid):
        return "owner"
    if stat.S_ISLNK(here.st_mode) and one.readlink() != other.readlink():
        return "content"
    if stat.S_ISREG(here.st_mode) and _hash(one) != _hash(other):
        return "content"
    return "time" if int(here.st_mtime) != int(there.st_mtime) else ""


def _hash(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _unpack(packed: Path, tree: Path) -> None:
    done = subprocess.run(
        ["unsquashfs", "-quiet", "-no-progress", "-dest", str(tree), str(packed)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ImageFailed(f"(unsquashfs) {done.stderr[-400:]}")
