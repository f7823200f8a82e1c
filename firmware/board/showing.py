"""What the panel shows, and why: a passing picture, else the standing one, else the default."""

import default
import signlink
from signlink import words

SECOND_MS = 1000


class Showing:
    """Takes checked frames; `now` is ms since the start. Shows the default after the silence."""

    NAME = words.SIGN
    WAIT_MS = 50

    def __init__(self, panel, store, silence_ms, now):
        self.panel = panel
        self.store = store
        self.silence_ms = silence_ms
        self.heard = now
        self.silent = False
        self.last = None
        self.passing = b""
        self.until = now
        self.own = default.rows(panel.width, panel.height)
        self.standing = store.load()
        if not self._read(self.standing):
            self.standing = b""  # of another panel, or none
        self._render()

    def take(self, kind, seq, body, now):
        """(True, what an ACK carries) or (False, what a NAK carries). A repeat changes nothing."""
        self._hear(now)
        if kind == signlink.PING:
            return True, self._mark()
        if (kind, seq, body) != self.last:
            if not self._apply(kind, body, now):
                return False, bytes([self.panel.width - 1, self.panel.height])
            self.last = (kind, seq, body)
        return True, b""

    def tick(self, now):
        """Ends what is over; call it several times a second."""
        if self.passing and now >= self.until:
            self.passing = b""
            self._render()
        if not self.silent and now - self.heard >= self.silence_ms:
            self.silent = True
            self._render()

    def pair(self):
        """A sign belongs to whoever has its cable."""
        return b""

    def _hear(self, now):
        self.heard = now
        if self.silent:
            self.silent = False
            self._render()

    def _apply(self, kind, body, now):
        if kind == signlink.CLEAR:
            self._stand(b"")
            return True
        if kind == words.BRIGHT:
            return self._dim(body)
        picture = self._read(body) if kind == signlink.PIXELS else None
        if not picture:
            return False
        _, _, seconds, flags, rows = picture
        if flags & signlink.HOLD:
            self._stand(body)
        elif seconds:
            self.passing, self.until = rows, now + seconds * SECOND_MS
            self._render()
        return bool(seconds or flags & signlink.HOLD)

    def _dim(self, body):
        if len(body) != 1 or body[0] > words.BRIGHTEST:
            return False
        self.panel.dim(body[0])
        return True

    def _stand(self, body):
        if body == self.standing:
            return
        self.standing = body
        self.store.save(body)
        if not self.passing:
            self._render()

    def _read(self, body):
        try:
            picture = signlink.read_picture(body)
        except signlink.BadFrame:
            return None
        return picture if picture[:2] == (self.panel.width, self.panel.height) else None

    def _mark(self):
        crc = signlink.crc16(self.standing)
        return bytes([crc >> 8, crc & 255])

    def _render(self):
        if self.silent:
            self.panel.show(self.own, "default")
        elif self.passing:
            self.panel.show(self.passing, "passing")
        elif self.standing:
            self.panel.show(signlink.read_picture(self.standing)[4], "standing")
        else:
            self.panel.show(self.own, "default")
