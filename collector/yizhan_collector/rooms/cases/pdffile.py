"""Whether a PDF does something by itself: read as bytes, for a whole reader is a larger danger."""

import re
import zlib
from typing import Literal

from yizhan_collector.ground.refusals import Refused

UNFOLDED = 32 * 1024 * 1024  # bytes, all lists of objects together
STREAMS = 20_000
CHUNK = 16 * 1024
HEX = re.compile(rb"#([0-9A-Fa-f]{2})")  # a letter of a name may be written as its number
# every word is long enough not to turn up in a picture by chance
ACTIVE = re.compile(
    rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData)(?![A-Za-z0-9])"
)
LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
STREAM = re.compile(rb"stream\r?\n")
LIST = re.compile(rb"\s*\d+\s+\d+\s")  # how a packed list of objects begins


class ActiveDocument(Refused):
    """This PDF runs something or carries other files; print it to PDF anew and send that."""

    status = 422


def inspect(content: bytes) -> Literal["plain", "locked"]:
    """How a PDF is kept; raises ActiveDocument for scripts, launches and files inside."""
    if _found(LOCKED, content):
        return "locked"
    if _found(ACTIVE, content):
        raise ActiveDocument
    left = UNFOLDED
    for count, start in enumerate(STREAM.finditer(content)):
        unfolded = _unfolded(content, start.end(), left)
        left -= len(unfolded)
        if left <= 0 or count > STREAMS or _found(ACTIVE, unfolded):
            raise ActiveDocument
    return "plain"


def _found(words: re.Pattern[bytes], text: bytes) -> bool:
    plain = HEX.sub(lambda one: bytes([int(one[1], 16)]), text)
    return words.search(plain) is not None


def _unfolded(content: bytes, start: int, bound: int) -> bytes:
    """A packed list of objects as it is; nothing of a stream that holds something else."""
    unfold, found = zlib.decompressobj(), b""
    try:
        for at in range(start, len(content), CHUNK):
            piece = content[at : at + CHUNK]
            while piece and not unfold.eof and len(found) < bound:
                found += unfold.decompress(piece, CHUNK)
                piece = unfold.unconsumed_tail
            if unfold.eof or len(found) >= bound or not LIST.match(found):
                break
    except zlib.error:
        pass  # what came before the fault is judged
    return found if LIST.match(found) else b""
