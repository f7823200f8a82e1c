"""The piece of a text that shows why it was found; pure."""

import re
from collections.abc import Iterable, Sequence

from yizhan_collector.rooms.portal.words import simplified

WIDTH = 110  # letters shown
BEFORE = 30  # of them before the first word found
STOPS = "、，。；：！？”）》 "  # nothing begins with these
Piece = tuple[str, bool]  # letters, and whether they are one of the words


def marked(text: str, words: Iterable[str]) -> list[Piece]:
    """The whole text in pieces, the words marked, whether traditional or simplified."""
    found = _finder(words)
    pieces: list[Piece] = []
    ends = 0
    for hit in found.finditer(simplified(text)) if found else ():
        pieces += [(text[ends : hit.start()], False), (text[hit.start() : hit.end()], True)]
        ends = hit.end()
    return [one for one in (*pieces, (text[ends:], False)) if one[0]]


def snippet(text: str, words: Sequence[str]) -> list[Piece]:
    """Some 110 letters around the first of the words; the beginning when none stands there."""
    found = _finder(words)
    hit = found.search(simplified(text)) if found else None
    begins = max(0, hit.start() - BEFORE) if hit else 0
    part = text[begins : begins + WIDTH].lstrip(STOPS)
    before = "…" if begins else ""
    after = "…" if begins + WIDTH < len(text) else ""
    return marked(f"{before}{part}{after}", words)


def _finder(words: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted({re.escape(one) for one in words if one}, key=len, reverse=True)
    return re.compile("|".join(longest_first)) if longest_first else None
