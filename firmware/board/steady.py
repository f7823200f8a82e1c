"""Contacts that bounce and light that flickers: what counts is what stays. Pure."""

# of 65535, about equal steps for the eye; between a level and the next lies an eighth of dead zone
LEVELS = (300, 1000, 3000, 8000, 16000, 30000, 48000)


class Steady:
    """Takes a value over once it was seen unchanged for `least_ms`."""

    def __init__(self, value, least_ms):
        self.value = value
        self.least_ms = least_ms
        self.other = value
        self.since = 0

    def see(self, value, now):
        """Whether the steady value has just changed; `now` in ms, never smaller than before."""
        if value != self.other:
            self.other, self.since = value, now
        if self.other == self.value or now - self.since < self.least_ms:
            return False
        self.value = self.other
        return True


def level(raw, before):
    """The level 0..7 of a reading 0..65535; it stays near the border of the level it had."""
    up = sum(raw > edge + edge // 8 for edge in LEVELS)
    down = sum(raw > edge - edge // 8 for edge in LEVELS)
    return min(max(before, up), down)
