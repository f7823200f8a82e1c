"""Which characters the font has: a paper with a hole in a name is never issued."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from yizhan_collector.ground.refusals import Refused

SERIF, SANS = "NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc"
SIMPLIFIED = 2  # place of the simplified Chinese face in both collections


class Unprintable(Refused):
    """A character is not in the font of the papers; write it in another way."""

    status = 422


class FontMissing(Refused):
    """The font of the papers is not installed; install fonts-noto-cjk or set `fonts`."""

    status = 503


def require(words: Iterable[str], folder: Path) -> None:
    """Raises Unprintable, which names the character, and FontMissing."""
    has = covered(folder)
    for text in words:
        for one in text:
            if one != "\n" and ord(one) not in has:
                raise Unprintable(f"“{one}”（U+{ord(one):04X}）")


@cache
def covered(folder: Path) -> frozenset[int]:
    """The code points that both faces of the papers have; raises FontMissing."""
    return _of(folder / SERIF) & _of(folder / SANS)


def _of(file: Path) -> frozenset[int]:
    if not file.is_file():
        raise FontMissing(file.name)
    with TTFont(file, fontNumber=SIMPLIFIED, lazy=True) as face:
        return frozenset(face.getBestCmap())
