"""The sign of a post: the real firmware under MicroPython, on a cable that can go wrong.

`python -m stack.sign PANEL.txt PICTURE.png` draws what a running sign shows now.
"""

import sys
from pathlib import Path

from PIL import Image, ImageDraw
from yizhan_edge.lettering import Picture

from stack.board import program
from stack.cable import Cable
from stack.process import Program

ROWS = {".": "0", "#": "1"}
LIT, DARK, GROUND = (255, 150, 20), (44, 30, 18), (12, 10, 8)


class BoardSign:
    """One sign under `folder`/sign; `silence_s` until the default, `storage` across a restart."""

    def __init__(
        self,
        folder: Path,
        size: tuple[int, int] = (128, 32),
        silence_s: int = 60,
        storage: bool = True,
    ) -> None:
        self.folder = folder.absolute() / "sign"
        self.size = size
        self.cable = Cable(self.folder)
        self.port = self.folder / "box-tty"
        self.screen = self.folder / "panel.txt"
        self.store = self.folder / "standing"
        self.ident = b"\x51\x61\x71\x81\x91\xa1\xb1\xc1"
        self.board = self._board(silence_s, storage)

    def _board(self, silence_s: int, storage: bool) -> Program:
        kept = self.store if storage else ""
        plain = [self.folder / "board-tty", kept, silence_s, self.ident.hex()]
        arguments = [str(one) for one in (*plain, "sign", self.screen, *self.size)]
        return program(self.folder, arguments, "panel.log")

    def start(self) -> None:
        """Plug the cable and power the board; ready when its panel shows something."""
        self.cable.start()
        self.power()

    def power(self) -> None:
        """Start the board alone."""
        self.screen.unlink(missing_ok=True)
        self.board.start(self.screen.exists)

    def reset(self) -> None:
        """Power off and on: only what the board stored is left."""
        self.board.kill()
        self.power()

    def stop(self) -> None:
        """Power off and pull the cable."""
        self.board.stop()
        self.cable.stop()

    def picture(self) -> list[str]:
        """The panel now, a string a row, `#` lit and `.` dark."""
        return self.screen.read_text().splitlines()[:-1]

    def state(self) -> str:
        """Why it shows that: default, standing or passing."""
        return self.screen.read_text().splitlines()[-1]

    def kept(self) -> dict[Path, tuple[int, bytes]]:
        """The copies in its flash, each with its number."""
        copies = sorted(self.folder.glob(f"{self.store.name}.[ab]"))
        return {
            one: (int.from_bytes(one.read_bytes()[:4], "big"), one.read_bytes()) for one in copies
        }

    def bright(self) -> int | None:
        """How bright, 0..7; None before anybody said."""
        told = self.screen.with_name(self.screen.name + ".bright")
        return int(told.read_text()) if told.exists() else None

    def shown(self) -> Picture:
        """The panel now, equal to the lettering's picture of the same words."""
        return _picture(self.picture())

    def history(self) -> list[tuple[str, Picture]]:
        """Every picture the panel ever showed, in order, each with its state."""
        lines = self.board.log.read_text().splitlines() if self.board.log.exists() else []
        found = (line.split(" ") for line in lines)
        return [(state, Picture(*self.size, bytes.fromhex(rows))) for state, rows in found]

    def passed(self) -> list[Picture]:
        """Every passing picture, in order."""
        return [picture for state, picture in self.history() if state == "passing"]


def _picture(rows: list[str]) -> Picture:
    width = len(rows[0])
    padded = ("".join(ROWS[dot] for dot in row).ljust((width + 7) // 8 * 8, "0") for row in rows)
    packed = b"".join(int(row, 2).to_bytes(len(row) // 8, "big") for row in padded)
    return Picture(width, len(rows), packed)


def photograph(rows: list[str], path: Path, pitch: int = 8) -> None:
    """Draw the panel as a person sees it, round amber dots, for the README."""
    image = Image.new("RGB", (len(rows[0]) * pitch, len(rows) * pitch), GROUND)
    pen = ImageDraw.Draw(image)
    for y, row in enumerate(rows):
        for x, dot in enumerate(row):
            spot = (x * pitch + 1, y * pitch + 1, (x + 1) * pitch - 2, (y + 1) * pitch - 2)
            pen.ellipse(spot, fill=LIT if dot == "#" else DARK)
    image.save(path)


if __name__ == "__main__":
    photograph(Path(sys.argv[1]).read_text().splitlines()[:-1], Path(sys.argv[2]))
