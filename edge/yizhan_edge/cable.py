"""The serial line: the one place that opens it."""

from contextlib import AbstractContextManager

import serial

from yizhan_edge.signline import Pace, Port

BAUD = 115_200


def open_cable(name: str, pace: Pace, baud: int = BAUD) -> AbstractContextManager[Port]:
    """The line of this name for us alone, 8N1; raises OSError or termios.error.

    A read waits a tenth of the answer time, so that a question can be given up in time.
    """
    wait = pace.answer_s / 10
    opened: AbstractContextManager[Port] = serial.Serial(
        name, baud, timeout=wait, write_timeout=1, exclusive=True
    )
    return opened
