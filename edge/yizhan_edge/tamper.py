"""Was the camera covered or turned away? Judged by the edges of a small grey picture. Pure."""

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
WIDTH, HEIGHT = 160, 90  # of the small picture
ROWS, COLUMNS, HIGH, WIDE = 8, 11, 11, 14  # blocks of edges, and pixels in each
EVERY_S = 0.5  # as often as it is worth to look
FAINT, SHARE_OF_LIGHT = 1.5, 0.04  # grey levels an edge has at least; noise of a sensor has less
BARE, SCENE = 0.01, 0.03  # share of edges in a covered picture, and in a room
COVERED_S, PLAIN_S = 10.0, 60.0  # a room went away; there was never one to be seen
ALIKE = 0.4  # correlation of a block with itself under another light; strangers have 0.1
AWAY, HERE = 0.2, 0.35  # share of blocks that are where they were
LEAST = 8  # blocks with edges that are enough to judge by
MOVED_S, SETTLED_S = 20.0, 60.0
FAST, SLOW = 0.02, 0.002  # how the reference follows what fits, and what stands before it
Word = Literal["ok", "covered", "moved"]


@dataclass
class View:
    """Where the edges of a place are: strength and direction, whichever side is the lighter."""

    edges: Floats

    def same(self, now: Floats) -> float | None:
        """Share of the blocks that show what they showed, 0..1; None with too few to judge."""
        mine, theirs = _blocks(self.edges), _blocks(now)
        power, other = (mine**2).sum(axis=(0, 2)), (theirs**2).sum(axis=(0, 2))
        full = power > (2 * FAINT) ** 2 * HIGH * WIDE / 4
        if full.sum() < LEAST or (other[full] > FAINT**2).sum() < LEAST:
            return None
        common = (mine * theirs).sum(axis=(0, 2)) / np.sqrt(power * other + 1e-9)
        return float((common[full] > ALIKE).mean())

    def follow(self, now: Floats, rate: float) -> None:
        """Take over a little of what is seen now."""
        self.edges = self.edges + rate * (now - self.edges)


@dataclass
class Tamper:
    """Feed it small grey pictures (90x160) with their time in seconds, some twice a second."""

    word: Word = "ok"
    _rooms: bool = False  # a picture with something in it was seen
    _bare_since: float | None = None
    _away_since: float | None = None
    _settling: float = 0.0
    _place: View | None = field(default=None, repr=False)
    _other: View | None = field(default=None, repr=False)

    def see(self, grey: Floats, at: float) -> Word:
        """Take a picture; the word for this moment."""
        edges, share = edges_of(grey)
        if self._bare(share, at):
            self._away_since = None
            self.word = "covered"
        elif share >= BARE:
            self.word = "moved" if self._moved(edges, at) else "ok"
        return self.word

    def _bare(self, share: float, at: float) -> bool:
        self._rooms = self._rooms or share >= SCENE
        if share >= BARE:
            self._bare_since = None
            return False
        if self._bare_since is None:
            self._bare_since = at
        return at - self._bare_since > (COVERED_S if self._rooms else PLAIN_S)

    def _moved(self, edges: Floats, at: float) -> bool:
        same = self._place.same(edges) if self._place else 0.0
        if same is None:
            return self.word == "moved"  # too dark or too plain to tell: as before
        if same >= AWAY and self._place:
            self._place.follow(edges, FAST if same >= HERE else SLOW)
            self._away_since = self._other = None
            return False
        return self._away(edges, at)

    def _away(self, edges: Floats, at: float) -> bool:
        if self._away_since is None:
            self._away_since = at
        if self._settle(edges, at):
            self._place, self._other, self._away_since = self._other, None, None
            return False
        return self._place is not None and at - self._away_since > MOVED_S

    def _settle(self, edges: Floats, at: float) -> bool:
        """Whether what is seen instead has long been the same: it is the place from now on."""
        same = self._other.same(edges) if self._other else None
        if self._other and same is not None and same >= HERE:
            self._other.follow(edges, FAST)
            return at - self._settling > SETTLED_S
        self._other, self._settling = View(edges), at
        return False


def edges_of(grey: Floats) -> tuple[Floats, float]:
    """Edges as strength along twice their angle (2x88x154), and the share of sharp pixels.

    Twice the angle: a lamp from the other side turns light and dark about, not the edge.
    """
    across = grey[1:-1, 2:] - grey[1:-1, :-2]
    down = grey[2:, 1:-1] - grey[:-2, 1:-1]
    strength = np.hypot(across, down) + 1e-6
    twice = np.stack([(across**2 - down**2) / strength, 2 * across * down / strength])
    return twice[:, : ROWS * HIGH, 2 : 2 + COLUMNS * WIDE], _sharp(grey)


def _sharp(grey: Floats) -> float:
    """A hand, a bag, a plain wall fade slowly from light to dark and are not sharp anywhere."""
    around = grey[1:-1, 2:] + grey[1:-1, :-2] + grey[2:, 1:-1] + grey[:-2, 1:-1]
    bend = np.abs(4 * grey[1:-1, 1:-1] - around)
    return float((bend > max(FAINT, SHARE_OF_LIGHT * float(grey.mean()))).mean())


def _blocks(edges: Floats) -> Floats:
    cut = edges.reshape(2, ROWS, HIGH, COLUMNS, WIDE).transpose(0, 1, 3, 2, 4)
    return cut.reshape(2, ROWS * COLUMNS, HIGH * WIDE)
