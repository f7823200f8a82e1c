"""What every board answers, whatever it is for; the rest is its role's."""

from time import ticks_diff

import signlink
import version
from signlink import words


def role_of(board, now):
    """A board with a panel is a sign."""
    from showing import Showing

    return Showing(board.panel, board.store, board.silence_ms, now)


class Node:
    """Takes bytes of the cable; `now` is `time.ticks_ms()`, which runs around in days."""

    def __init__(self, board, now):
        self.board = board
        self.role = role_of(board, now)
        self.decoder = signlink.Decoder()
        self.good = 0
        self.last = now
        self.up_ms = 0

    def hear(self, data, now):
        """Answer each frame in these bytes, and let the role look at the time."""
        self.up_ms += ticks_diff(now, self.last)
        self.last = now
        for kind, seq, body in self.decoder.feed(data):
            self.good += 1
            back = self.answer(kind, seq, body, now)
            if back:
                self.board.cable.write(back)
        self.role.tick(now)

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
        )
