"""What was recorded is all there and unchanged: the manifest beside the pieces of a session.

A manifest has one line of JSON a segment and is only ever added to. Whoever takes away the last
lines with their files leaves no gap here; the collector was told of them and misses them.
"""

import hashlib
from pathlib import Path
from typing import Literal
from uuid import UUID

import msgspec
from yizhan_wire import chain
from yizhan_wire.events import Segment

MANIFEST, DELETED, SUFFIX = "manifest.jsonl", "deleted", ".ts"
Why = Literal["deleted", "missing", "changed"]
Told = dict[int, Segment] | None  # by number; None: the manifest cannot be read


def file(folder: Path, number: int) -> Path:
    """Where a segment of this session lies."""
    return folder / f"{number:06d}{SUFFIX}"


def linked(before: str, one: Segment) -> str:
    """The chain a segment must have after this one."""
    return chain.link(before, one.number, one.started_at, one.ended_at, one.size, one.sha256)


def read(folder: Path) -> list[Segment]:
    """Whole lines of the manifest; a torn last one is no line. Raises msgspec.DecodeError."""
    try:
        raw = (folder / MANIFEST).read_bytes()
    except FileNotFoundError:
        return []
    return [msgspec.json.decode(line, type=Segment) for line in raw.split(b"\n")[:-1]]


def verify(folder: Path) -> str | None:
    """What is missing, changed or extra in a session's folder, in a sentence; None when whole."""
    try:
        told = read(folder)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return "The manifest was changed: a line cannot be read."
    before = chain.first(UUID(folder.name))
    for place, one in enumerate(told, 1):
        if one.number != place:
            return f"Segment {place} is missing from the manifest."
        if one.chain != linked(before, one):
            return f"Segment {place} was changed in the manifest."
        if fault := _fault(folder, one):
            return f"Segment {place} {fault}."
        before = one.chain
    return _extra(folder, len(told))


def fault(folder: Path, told: Told, number: int) -> Why | None:
    """Why this segment cannot be given out, None when it is as it was made."""
    if (folder / DELETED).exists():
        return "deleted"
    if told is None:
        return "changed"
    one, before = told.get(number), told.get(number - 1)
    if one is None or not file(folder, number).is_file():
        return "missing"
    root = before.chain if before else chain.first(UUID(folder.name))
    if (before is None and number > 1) or one.chain != linked(root, one):
        return "changed"
    return "changed" if _fault(folder, one) else None


def _fault(folder: Path, one: Segment) -> str | None:
    path = file(folder, one.number)
    if not path.is_file():
        return "is missing"
    if path.stat().st_size != one.size or sha256(path) != one.sha256:
        return "was changed"
    return None


def sha256(path: Path) -> str:
    """Hash of a file, hex."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _extra(folder: Path, last: int) -> str | None:
    known = {file(folder, number).name for number in range(1, last + 1)}
    extra = sorted({path.name for path in folder.glob(f"*{SUFFIX}")} - known)
    return f"{extra[0]} is extra: no line of the manifest names it." if extra else None
