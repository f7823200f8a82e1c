"""Active liveness: turn the head each way as asked, in random order. Pure.

Left and right are the person's own. The picture is not mirrored, so their left is image-right:
a turn to the left raises the yaw.

A flat picture turned in space moves the measure by 0.05 at most; a head moves it by 0.25 and more.
It does not stop a replayed video, a face swap or a mask, and claims no ISO 30107-3 figure.
"""

from dataclasses import dataclass, field
from random import Random
from typing import Literal

Ask = Literal["look", "turn_left", "turn_right", "look_again", "done"]
TURN = 0.25  # change of yaw that counts as a turn
FRONTAL = 0.12  # change of yaw that still counts as looking straight
RESTING = 0.25  # yaw within which the straight look itself must lie
DEADLINE_S = 30.0
GAP_S = 1.0  # a face unseen for longer is another face


@dataclass
class Challenge:
    """One person's turns: `feed` each frame, `accept` those that are of the right face."""

    order: tuple[Ask, ...]
    base: float = 0.0
    started: float | None = None
    seen: float | None = None
    step: int = 0
    failed: str = ""
    _last: list[float] = field(default_factory=list)
    _shown: bool = False

    @classmethod
    def random(cls, chance: Random) -> "Challenge":
        """A challenge whose order nobody can know before."""
        sides: list[Ask] = ["turn_left", "turn_right"]
        chance.shuffle(sides)
        return cls(("look", *sides, "look_again", "done"))

    @property
    def ask(self) -> Ask:
        """What the person is asked to do now."""
        return self.order[self.step]

    @property
    def turning(self) -> bool:
        """Whether a turn is asked now."""
        return self.ask in ("turn_left", "turn_right")

    @property
    def passed(self) -> bool:
        """Both turns were made in the order asked, and the person looked straight again."""
        return self.ask == "done" and not self.failed

    def feed(self, at: float, yaw: float) -> bool:
        """Take one frame (seconds, yaw); True when it shows what is asked and may be accepted."""
        self.hold(at)
        self._shown = not self.failed and self._shows(yaw)
        return self._shown

    def accept(self) -> None:
        """The frame just fed is of the same face: if it showed what was asked, ask for the next."""
        self.step += self._shown
        self._shown = False

    def hold(self, at: float) -> None:
        """The face is there at this time (seconds), though the frame may not be fit to judge."""
        if self.seen is not None and at - self.seen > GAP_S:
            self._lapse()
        if self.started is None:
            self.started = at
        if at - self.started > DEADLINE_S:
            self.fail("too_slow")
        self.seen = at

    def fail(self, reason: str) -> None:
        """It has not passed; the first reason stays."""
        if not self.passed:
            self.failed = self.failed or reason

    def _lapse(self) -> None:
        if self.step:
            self.fail("track_broken")
        else:  # nothing was asked yet: whoever is there now begins anew
            self.started = None
            self._last.clear()

    def _shows(self, yaw: float) -> bool:
        change = yaw - self.base
        match self.ask:
            case "look":
                return self._steady(yaw)
            case "turn_left":
                return change >= TURN
            case "turn_right":
                return change <= -TURN
            case "look_again":
                return abs(change) <= FRONTAL
        return False

    def _steady(self, yaw: float) -> bool:
        """The straight look: the median of three steady frames is the base."""
        self._last = [*self._last[-2:], yaw]
        self.base = sorted(self._last)[len(self._last) // 2]
        steady = len(self._last) == 3 and max(self._last) - min(self._last) <= FRONTAL
        return steady and abs(self.base) <= RESTING
