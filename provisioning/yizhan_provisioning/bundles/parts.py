"""A folder to the file of a part: the same folder gives the same bytes."""

import hashlib
import lzma
import tarfile
from pathlib import Path

from yizhan_wire.bundle import Part, PartName

from yizhan_provisioning.errors import BadPart

# what must lie at the top of a part for a box to use it
NEEDED: dict[PartName, tuple[str, ...]] = {
    "agent": ("run.py",),
    "models": ("models.lock", "face.toml"),
    "firmware": ("manifest.json",),
    "settings": ("settings.toml",),
}
PRESET = 6
LEFT_OUT = {"__pycache__"}


def pack(name: PartName, version: str, folder: Path, out: Path) -> Part:
    """Write the file of a part to `out`; raises BadPart."""
    missing = [one for one in NEEDED[name] if not (folder / one).is_file()]
    if missing:
        raise BadPart(f"{name}: {', '.join(missing)} is not in {folder}.")
    unpacked = 0
    with lzma.open(out, "wb", preset=PRESET) as raw, tarfile.open(fileobj=raw, mode="w") as archive:
        for path in _files(folder):
            unpacked += path.stat().st_size if path.is_file() else 0
            archive.add(path, str(path.relative_to(folder)), recursive=False, filter=_plain)
    with out.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Part(name, version, sha256, out.stat().st_size, unpacked)


def _files(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.rglob("*") if not LEFT_OUT & set(path.relative_to(folder).parts)
    )


def _plain(one: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """Without what differs from machine to machine; nothing that is neither file nor folder."""
    if not (one.isreg() or one.isdir()):
        raise BadPart(f"{one.name} is a link or a device.")
    one.uid = one.gid = one.mtime = 0
    one.uname = one.gname = ""
    one.mode = 0o755 if one.isdir() or one.mode & 0o100 else 0o644
    return one
