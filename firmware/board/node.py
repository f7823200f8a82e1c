"""What every board answers, whatever it is for; the rest is its role's."""

import os
from time import ticks_diff

import signlink
import version
from signlink import words


def role_of(board, boot):
    """A board with a panel is a sign, one with sensors a counter board."""
    if board.panel:
        from showing import Showing

        return Showing(board.panel, board.store, board.silence_ms, 0)
    from counter import Counter

    return Counter(board.sensors, board.store, boot)


class Node:
    """Takes bytes of the cable; `ticks` is `time.ticks_ms()`, which runs around in days."""

    def __init__(self, board, ticks):
        self.board = board
        chance = os.urandom(2)
        self.boot = chance[0] << 8 | chance[1]
        self.role = role_of(board, self.boot)
        self.decoder = signlink.Decoder()
        self.good = 0
        self.ticks = ticks
        self.up_ms = 0  # does not run around

    def hear(self, data, ticks):
        """Answer each frame in these bytes, and let the role look at the time."""
        self.up_ms += ticks_diff(ticks, self.ticks)
        self.ticks = ticks
        for kind, seq, body in self.decoder.feed(data):
            self.good += 1
            back = self.answer(kind, seq, body, self.up_ms)
            if back:
                self.board.cable.write(back)
        self.role.tick(self.up_ms)

    def answer(self, kind, seq, body, now):
        """The frame to send back; nothing for what only a board says (an echo on the cable)."""
        if kind in (signlink.ACK, signlink.NAK):
            return b""
        if kind == words.HELLO:
            good, told = True, self._hello()
        else:
            good, told = self.role.take(kind, seq, body, now)
        return signlink.encode(signlink.ACK if good else signlink.NAK, seq, told)

    def _hello(self):
        return words.hello(
            self.role.NAME,
            self.board.ident,
            version.VERSION,
            self.up_ms // 1000,
            self.board.cause,
            self.good,
            self.decoder.bad,
            self.role.pair(),
            self.boot,
        )
