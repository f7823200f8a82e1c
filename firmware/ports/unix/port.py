"""The hardware of a board that is not there: a terminal for the cable and files for the rest."""

import binascii
import select
import sys
import termios

from file_sensors import FileSensors
from hardware import Board
from store import Store
from text_panel import TextPanel

LOST = select.POLLHUP | select.POLLERR
POWER = 1  # a process has just been started
VTIME, VMIN = 5, 6  # places in tcgetattr's list of control characters


class Tty:
    """A raw terminal that may go and come back; 115200 baud, 8N1."""

    def __init__(self, path):
        self.path = path
        self.file = None
        self.poller = select.poll()
        self._open()  # before the panel shows anything: making it raw drops what came before

    def read(self, wait_ms):
        """What has come, after at most `wait_ms`; nothing while the cable is away."""
        if self.file is None and not self._open():
            self.poller.poll(wait_ms)
            return b""
        ready = self.poller.poll(wait_ms)
        if not ready:
            return b""
        try:
            if ready[0][1] & LOST:
                raise OSError()
            return self.file.read(4096) or b""
        except OSError:
            self._close()
            return b""

    def write(self, data):
        """Send; what cannot be sent is lost, and the box asks again."""
        try:
            if self.file is not None:
                self.file.write(data)
        except OSError:
            self._close()

    def _open(self):
        try:
            self.file = open(self.path, "r+b")
            self.poller.register(self.file, select.POLLIN)
            _make_raw(self.file.fileno())
        except OSError:
            self._close()
        return self.file is not None

    def _close(self):
        if self.file is not None:
            self.poller.unregister(self.file)
            self.file.close()
            self.file = None


def _make_raw(number):
    termios.setraw(number)
    mode = termios.tcgetattr(number)
    mode[4] = mode[5] = termios.B115200
    mode[6][VTIME], mode[6][VMIN] = 0, 0  # read gives what is there
    termios.tcsetattr(number, termios.TCSANOW, mode)


class NoDog:
    """The unix port has no watchdog; whoever started this process watches it."""

    def feed(self):
        """Nothing."""


def open_all():
    """The board of `main.py CABLE STORE SECONDS IDENT` and `sign PANEL WIDTH HEIGHT` or
    `counter FOLDER`.
    """
    tty, path, silence_s, ident, what, *parts = sys.argv[1:]
    panel = sensors = None
    if what == "sign":
        panel = TextPanel(parts[0], int(parts[1]), int(parts[2]))
    else:
        sensors = FileSensors(parts[0])
    who = binascii.unhexlify(ident)
    return Board(Tty(tty), NoDog(), Store(path), who, POWER, panel, sensors, int(silence_s))
