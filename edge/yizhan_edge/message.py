"""One text on its way to the sign, as frames; named by a code that does not say its words."""

import hashlib
from dataclasses import dataclass, field

import signlink

from yizhan_edge.lettering import Picture

PAGE_LEAST_S = 2


def code(text: str) -> str:
    """A short name for a text: the same text, the same name."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


@dataclass(eq=False)
class Message:
    """Pages to show, how often they were sent, and what came of it (None: not known yet).

    No pages: the board's own default is to stand.
    """

    code: str
    pages: list[Picture] = field(repr=False)
    seconds: int = 0
    attempts: int = 0
    outcome: bool | None = None

    def standing(self) -> tuple[int, bytes]:
        """Kind and body of the frame that makes the first page stand."""
        if not self.pages:
            return signlink.CLEAR, b""
        return signlink.PIXELS, self._body(0, 0, signlink.HOLD)

    def passing(self, page: int, seconds: int) -> tuple[int, bytes]:
        """Kind and body of the frame that shows a page for some seconds."""
        return signlink.PIXELS, self._body(page, seconds, 0)

    def share(self) -> int:
        """Seconds for each page of a passing message."""
        least = PAGE_LEAST_S if len(self.pages) > 1 else 1
        return max(self.seconds // len(self.pages), least)

    def mark(self) -> bytes:
        """What the board says in answer to a PING while this stands."""
        return signlink.crc16(self.standing()[1]).to_bytes(2, "big")

    def _body(self, page: int, seconds: int, flags: int) -> bytes:
        one = self.pages[page]
        return signlink.picture(one.width, one.height, one.rows, seconds, flags)
