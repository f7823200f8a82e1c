"""What is packed into an office document: nothing that unfolds, runs or hides; pure."""

import io
import zipfile
from typing import IO

from yizhan_collector.ground.refusals import Refused

MEMBERS = 1000
UNFOLDED = 64 * 1024 * 1024  # bytes, all members together
RATIO = 200  # of a whole document; sheets of one figure come to about 60
SMALL = 1024 * 1024  # bytes below which a ratio says nothing
CHUNK = 64 * 1024
TYPES = "[Content_Types].xml"
MAIN = {"word/": "word/document.xml", "xl/": "xl/workbook.xml"}
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# another container or a program as a member: it could unfold or run by itself
NESTED = (
    b"PK\x03\x04",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"MZ",
    b"\x7fELF",
)
RUNS = ("vbaproject", "macrosheets/", "vbadata", "activex/")


class UnsafePackage(Refused):
    """This document holds macros, other files or far too much; save it as PDF and send that."""

    status = 422


def inspect(content: bytes, folder: str) -> bool:
    """Whether this is a document of the program that keeps its parts in `folder`.

    Raises UnsafePackage; every member is unfolded, up to the bound, for what it says may be a lie.
    """
    # a list of members alone could fill the memory: it is counted before it is read
    if content.count(b"PK\x01\x02") > MEMBERS:
        raise UnsafePackage
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _inspect(package, folder, len(content))
    except UnsafePackage:
        raise
    except Exception:  # whatever a broken container makes the library say
        return False


def _inspect(package: zipfile.ZipFile, folder: str, size: int) -> bool:
    members = package.infolist()
    names = [one.filename for one in members]
    if len(members) > MEMBERS or len(set(names)) < len(names) or not all(map(_safe, members)):
        raise UnsafePackage
    bound = UNFOLDED if size < SMALL else min(UNFOLDED, size * RATIO)
    if sum(one.file_size for one in members) > bound:
        raise UnsafePackage
    for one in members:
        with package.open(one) as stream:
            bound -= _unfolded(stream, bound)
    return {TYPES, MAIN[folder]} <= set(names) and b"macroEnabled" not in package.read(TYPES)


def _safe(one: zipfile.ZipInfo) -> bool:
    name = one.filename
    inside = not name.startswith(("/", "\\")) and "\\" not in name and ":" not in name
    locked = bool(one.flag_bits & 1)
    plain = inside and ".." not in name.split("/") and one.compress_type in METHODS
    return plain and not locked and not any(part in name.lower() for part in RUNS)


def _unfolded(stream: IO[bytes], bound: int) -> int:
    head, total = stream.read(CHUNK), 0
    if head.startswith(NESTED):
        raise UnsafePackage
    while head:
        total += len(head)
        if total > bound:
            raise UnsafePackage
        head = stream.read(CHUNK)
    return total
