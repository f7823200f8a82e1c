"""How many large downloads go on at the device door; used in its one thread."""

LANES = 6


class Lanes:
    """So many at a time; whoever finds none free comes later."""

    def __init__(self, most: int = LANES) -> None:
        self._free = most

    def enter(self) -> bool:
        """Take a lane if one is free."""
        if not self._free:
            return False
        self._free -= 1
        return True

    def leave(self) -> None:
        """Give it back."""
        self._free += 1
