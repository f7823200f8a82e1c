"""Which files are taken from whoever asks for help, and why another is not; pure."""

import re
import unicodedata
from pathlib import PurePosixPath

import puremagic

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.cases import officefile, pdffile

LARGEST = 10 * 1024 * 1024  # bytes
LONGEST = 120  # characters of a name
HEAD = 8192  # bytes that tell a kind
PDF, TEXT = "application/pdf", "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS = {
    ".pdf": PDF,
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".docx": DOCX,
    ".xlsx": XLSX,
    ".txt": TEXT,
}
# how a program or a script begins: Windows, Linux, macOS (both byte orders, fat), shells, pages
PROGRAM = re.compile(
    rb"\s*(MZ[\s\S]{0,60}\x00|\x7fELF|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe"
    rb"|#!|<\?php|@echo|<script|<html|<svg)",
    re.IGNORECASE,
)
# an ending before the last one that hides what a file was made to do
HIDDEN = re.compile(
    r"\.(exe|com|scr|pif|msi|bat|cmd|ps1|vbs?|js|jse|wsf|hta|lnk|jar|sh|py|app|apk|dll|dmg|iso"
    r"|html?|svg|php|docm|xlsm|zip|rar|7z)(?=\.|\s*$)",
    re.IGNORECASE,
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of older and of encrypted documents
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
UNSAFE = re.compile(r'[\\/:*?"<>|]')


class EmptyFile(Refused):
    """This file is empty; choose it again, or photograph the paper."""

    status = 422


class FileTooLarge(Refused):
    """A file has at most 10 MB; photograph with fewer pixels, or send the pages one by one."""

    status = 422


class UnknownFile(Refused):
    """Only PDF, JPG, PNG, DOCX, XLSX and TXT are taken; save it as one of these."""

    status = 422


class OtherContent(Refused):
    """What is in this file is not what its name says; save it again in the kind it is named for."""

    status = 422


class DisguisedProgram(Refused):
    """This file is a program or pretends to be another kind; send a document or a photograph."""

    status = 422


class LockedFile(Refused):
    """This file is locked and cannot be read; save it without a password and send that."""

    status = 422


def clean_name(name: str) -> str:
    """The name without a path and without signs nobody sees, at most 120 characters.

    The ending is kept. Raises UnknownFile when nothing is left of it.
    """
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(one for one in plain if unicodedata.category(one)[0] not in "CZ" or one == " ")
    safe = UNSAFE.sub("_", shown).strip(" .")
    path = PurePosixPath(safe)
    if not path.stem or path.suffix.lower() not in ENDINGS:
        raise UnknownFile
    return path.stem[: LONGEST - len(path.suffix)].rstrip() + path.suffix


def checked(name: str, content: bytes) -> str:
    """The media type of a file that may be kept.

    Raises EmptyFile, FileTooLarge, DisguisedProgram, UnknownFile, OtherContent, LockedFile, or
    what is wrong inside: UnsafePackage, ActiveDocument.
    """
    if not content:
        raise EmptyFile
    if len(content) > LARGEST:
        raise FileTooLarge
    shown = clean_name(name)
    if HIDDEN.search(shown.rpartition(".")[0]) or PROGRAM.match(content[:HEAD]):
        raise DisguisedProgram
    kind = ENDINGS[PurePosixPath(shown).suffix.lower()]
    _inside(kind, content)
    return kind


def _inside(kind: str, content: bytes) -> None:
    if kind == TEXT:
        _require_text(content)
    elif kind in {DOCX, XLSX}:
        if content.startswith(OLE):
            raise LockedFile if "EncryptedPackage".encode("utf-16-le") in content else OtherContent
        _require(kind, content)
        if not officefile.inspect(content, "word/" if kind == DOCX else "xl/"):
            raise OtherContent
    else:
        _require(kind, content)
        if kind == PDF and pdffile.inspect(content) == "locked":
            raise LockedFile


def _require(kind: str, content: bytes) -> None:
    try:
        found = {one.mime_type for one in puremagic.magic_string(content[:HEAD])}
    except (puremagic.PureError, ValueError):
        found = set()
    if kind not in found:
        raise OtherContent


def _require_text(content: bytes) -> None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not NOT_TEXT.search(text):
            return
    raise OtherContent
