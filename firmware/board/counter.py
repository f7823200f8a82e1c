"""The counter board: a door contact, a help button with its lamp, a sensor of the room's light.

A press is kept, also across a loss of power, until the box says that it has heard it.
"""

import struct

import signlink
from signlink import words
from steady import Steady, level

KEPT = ">8sHB"  # the box's mark, the number of the last press, whether nobody has heard it
DOOR_MS, BUTTON_MS, LIGHT_MS = 300, 30, 5000
LAMP_MS = 10_000  # the lamp says "heard"; a press meanwhile is the same call
NUMBERS = 65535


class Counter:
    """Takes checked frames; `now` is ms since the start."""

    NAME = words.COUNTER
    WAIT_MS = 10  # a short press must be seen

    def __init__(self, sensors, store, boot):
        self.sensors = sensors
        self.store = store
        self.boot = boot
        kept = store.load()
        if len(kept) != struct.calcsize(KEPT):
            kept = bytes(struct.calcsize(KEPT))
        self.mark, self.press, self.unheard = struct.unpack(KEPT, kept)
        self.door = Steady(sensors.door(), DOOR_MS)
        self.button = Steady(False, BUTTON_MS)
        self.light = Steady(level(sensors.light(), 0), LIGHT_MS)
        self.door_at = self.press_at = 0
        self.lit_until = 0

    def pair(self):
        """The mark of the box it belongs to."""
        return self.mark

    def take(self, kind, seq, body, now):
        """(True, what an ACK carries) or (False, what a NAK carries)."""
        if kind == signlink.PING:
            return True, b""
        if kind == words.STATE:
            return True, self._state(now)
        if kind == words.PAIR and len(body) == len(words.UNPAIRED):
            return self._pair(body), b""
        if kind == words.HEARD and len(body) == 2:
            self._heard(body[0] << 8 | body[1], now)
            return True, b""
        return False, b""

    def tick(self, now):
        """Look at every sensor; call it a hundred times a second."""
        if self.door.see(self.sensors.door(), now):
            self.door_at = now
        self.light.see(level(self.sensors.light(), self.light.value), now)
        if self.button.see(self.sensors.button(), now) and self.button.value:
            self._pressed(now)
        if self.lit_until and now >= self.lit_until:
            self.lit_until = 0
            self.sensors.lamp(False)

    def _pressed(self, now):
        if self.unheard or self.lit_until:
            return
        self.press, self.unheard, self.press_at = self.press % NUMBERS + 1, 1, now
        self._keep()

    def _heard(self, number, now):
        if not self.unheard or number != self.press:
            return
        self.unheard, self.lit_until = 0, now + LAMP_MS
        self.sensors.lamp(True)
        self._keep()

    def _pair(self, mark):
        if self.mark == words.UNPAIRED:
            self.mark = mark
            self._keep()
        return self.mark == mark

    def _keep(self):
        self.store.save(struct.pack(KEPT, self.mark, self.press, self.unheard))

    def _state(self, now):
        press = self.press if self.unheard else 0
        door = 2 if self.door.value else 1
        times = (now // 1000, self.door_at // 1000, self.press_at // 1000)
        return words.state(self.boot, times[0], door, times[1], self.light.value, press, times[2])
