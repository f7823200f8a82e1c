"""How often somebody guessed wrong, and for how long that closes a door. Pure."""

from collections.abc import Hashable
from dataclasses import dataclass, field

LIMIT = 5


@dataclass
class Attempts:
    """After LIMIT wrong tries in a row a name is closed for `pause_s` seconds."""

    pause_s: float
    _wrong: dict[Hashable, tuple[int, float]] = field(default_factory=dict)

    def open(self, name: Hashable, at: float) -> bool:
        """Whether this name may try now; a pause without a try forgets the wrong ones."""
        count, last = self._wrong.get(name, (0, at))
        if at - last >= self.pause_s:
            self._wrong.pop(name, None)
            return True
        return count < LIMIT

    def wrong(self, name: Hashable, at: float) -> bool:
        """Count a wrong try; False when it was the last one allowed."""
        count = self._wrong.get(name, (0, at))[0] if self.open(name, at) else LIMIT
        self._wrong[name] = (count + 1, at)
        return count + 1 < LIMIT

    def right(self, name: Hashable) -> None:
        """A right try forgets the wrong ones."""
        self._wrong.pop(name, None)
