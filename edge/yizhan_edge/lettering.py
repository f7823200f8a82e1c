"""Text to one-bit pictures for the sign: 16-dot Unifont, whole characters only, page by page."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from yizhan_edge.errors import FontMissing

UNIFONT = Path("/usr/share/fonts/opentype/unifont/unifont.otf")
DOTS = 16  # a line is as high as its font
# a word of Latin letters stays together, and no closing mark begins a line
UNIT = re.compile(r"(?:[!-~]+|.)[,。!?;:、)》」』”’…]*", re.DOTALL)


@dataclass(frozen=True)
class Picture:
    """One bit a dot, first dot in the highest bit, rows padded to whole bytes."""

    width: int
    height: int
    rows: bytes

    def lines(self) -> list[str]:
        """The picture as text, `#` for a lit dot and `.` for a dark one."""
        stride = (self.width + 7) // 8
        rows = (self.rows[at : at + stride] for at in range(0, len(self.rows), stride))
        return [
            "".join(f"{byte:08b}" for byte in row)[: self.width].translate(MARKS) for row in rows
        ]


MARKS = str.maketrans("01", ".#")


class Lettering:
    """Draws for a panel of `size` dots, at least 16 by 16; raises FontMissing."""

    def __init__(self, font: Path = UNIFONT, size: tuple[int, int] = (128, 32)) -> None:
        self.width, self.height = size
        if min(size) < DOTS:
            raise ValueError("A panel has at least 16 by 16 dots.")
        try:
            self._font = ImageFont.truetype(font, DOTS, layout_engine=ImageFont.Layout.BASIC)
        except OSError as error:
            raise FontMissing(str(font)) from error
        self._cell = lru_cache(maxsize=4096)(lambda one: int(self._font.getlength(one)))

    def pages(self, text: str) -> list[Picture]:
        """At least one picture of the panel's size; every character is whole on one of them.

        Control and format characters, and marks that Unicode cannot join to their letter, are
        left out.
        """
        lines = self._lines(text)
        fit = self.height // DOTS
        return [self._draw(lines[at : at + fit]) for at in range(0, len(lines), fit)]

    def _lines(self, text: str) -> list[str]:
        found = []
        for paragraph in self._drawable(text):
            units = UNIT.findall(paragraph)
            found += self._evened(units)
        return found or [""]

    def _drawable(self, text: str) -> Iterator[str]:
        for line in unicodedata.normalize("NFC", text).splitlines():
            kept = (one for one in line if unicodedata.category(one) not in ("Cc", "Cf", "Cs"))
            paragraph = "".join(one for one in kept if self._length(one)).strip()
            if paragraph:
                yield paragraph

    def _evened(self, units: list[str]) -> list[str]:
        """As few lines as fit, as even as can be: no last line of one character."""
        lines = self._wrap(units, self.width)
        least = max(self._length(unit) for unit in units)
        for width in range(max(least, DOTS), self.width, DOTS // 2):
            narrow = self._wrap(units, width)
            if len(narrow) <= len(lines):
                return narrow
        return lines

    def _wrap(self, units: list[str], width: int) -> list[str]:
        lines, room = [""], width
        for unit in units:
            for part in [unit] if self._length(unit) <= width else unit:
                if self._length(part) > room:
                    lines.append("")
                    room = width
                lines[-1] += part
                room -= self._length(part)
        return [line.strip() for line in lines if line.strip()]

    def _length(self, text: str) -> int:
        return sum(self._cell(one) for one in text)

    def _draw(self, lines: list[str]) -> Picture:
        image = Image.new("1", (self.width, self.height))
        pen = ImageDraw.Draw(image)
        top = (self.height - DOTS * len(lines)) // 2
        for number, line in enumerate(lines):
            left = (self.width - self._length(line)) // 2
            for one in line:
                pen.text((left, top + DOTS * number), one, font=self._font, fill=1)
                left += self._cell(one)
        return Picture(self.width, self.height, image.tobytes())
