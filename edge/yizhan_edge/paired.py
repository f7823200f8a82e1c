"""Which board is ours: the first that was met, until somebody at the box says otherwise."""

import hashlib
import logging
from pathlib import Path
from typing import Literal

import msgspec
from signlink import words

from yizhan_edge.whole import write_whole

log = logging.getLogger(__name__)
Verdict = Literal["ours", "free", "strange"]


class Known(msgspec.Struct, frozen=True):
    """The id of the board that was met first, hex; "" for none."""

    board: str = ""


class Paired:
    """Kept in a file of the box; delete it to accept another board."""

    def __init__(self, path: Path, device: str) -> None:
        self._path = path
        self.mark = hashlib.sha256(f"yizhan board of {device}".encode()).digest()[:8]
        self.known = _read(path).board

    def judge(self, hello: words.Hello) -> Verdict:
        """Whether this board is ours, may become ours, or belongs elsewhere."""
        if self.known not in ("", hello.ident.hex()):
            return "strange"
        if hello.pair == self.mark:
            return "ours"
        return "free" if hello.pair == words.UNPAIRED else "strange"

    def remember(self, hello: words.Hello) -> None:
        """It is ours from now on. Raises OSError where nothing can be written."""
        if self.known != hello.ident.hex():
            write_whole(self._path, msgspec.json.encode(Known(hello.ident.hex())))
            self.known = hello.ident.hex()


def _read(path: Path) -> Known:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Known)
    except FileNotFoundError:
        return Known()
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        log.error("the paired board cannot be read, the next is taken: %s", type(error).__name__)
        return Known()
