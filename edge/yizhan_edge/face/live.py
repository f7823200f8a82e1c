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
DEADLINE_S = 30.0
GAP_S = 1.0  # a face unseen for longer is another face


@dataclass
class Challenge:
    """One person's turns. Feed (time, yaw); read `ask`, `passed` and `failed`."""

    order: tuple[Ask, ...]
    base: float | None = None
    started: float | None = None
    seen: float | None = None
    step: int = 0
    failed: str = ""
    _frontal: list[float] = field(default_factory=list)

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
    def passed(self) -> bool:
        """Both turns were made in the order asked, and the person looked straight again."""
        return self.ask == "done" and not self.failed

    def feed(self, at: float, yaw: float) -> bool:
        """Take one frame (seconds, yaw); True when this frame is frontal and may be embedded."""
        self._watch(at)
        if self.failed or self.ask == "done":
            return False
        if self.base is None:
            return self._first(yaw)
        change = yaw - self.base
        if self.ask == "look_again":
            frontal = abs(change) <= FRONTAL
            self.step += frontal
            return frontal
        self.step += change >= TURN if self.ask == "turn_left" else change <= -TURN
        return False

    def _watch(self, at: float) -> None:
        if self.started is None:
            self.started = at
        if self.seen is not None and at - self.seen > GAP_S:
            self.failed = "track_broken"
        if at - self.started > DEADLINE_S:
            self.failed = "too_slow"
        self.seen = at

    def _first(self, yaw: float) -> bool:
        """The straight look: the median of three steady frames is the base."""
        self._frontal.append(yaw)
        last = sorted(self._frontal[-3:])
        if len(last) == 3 and last[2] - last[0] <= FRONTAL:
            self.base = last[1]
            self.step += 1
        return True
