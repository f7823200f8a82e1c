"""Words added to the cable in version 0.2 and what they carry. Older boards answer them with NAK.

HELLO   box: nothing. Board: who it is and how it fares (`hello`).
BRIGHT  box: one byte, how bright the panel is to be, 0..7.
"""

import struct
from collections import namedtuple

HELLO, BRIGHT = 6, 7
SIGN, COUNTER = 1, 2  # what a board is for
CAUSES = ("unknown", "power", "pin", "watchdog", "soft")
BRIGHTEST = 7
_HELLO = ">B8s3BIBII8s"
_HELLO_BYTES = struct.calcsize(_HELLO)

Hello = namedtuple(
    "Hello", ("role", "ident", "version", "uptime_s", "cause", "good", "bad", "pair")
)


def hello(
    role: int,
    ident: bytes,
    version: tuple[int, int, int],
    uptime_s: int,
    cause: int,
    good: int,
    bad: int,
    pair: bytes,
) -> bytes:
    """Body of the answer to HELLO. Counters stay at their greatest value when they are full."""
    most = 0xFFFFFFFF
    counts = (min(good, most), min(bad, most))
    return struct.pack(_HELLO, role, ident, *version, min(uptime_s, most), cause, *counts, pair)


def read_hello(body: bytes) -> Hello:
    """What `hello` packed; later boards may add to its end. Raises ValueError."""
    if len(body) < _HELLO_BYTES:
        raise ValueError("An answer to HELLO is longer.")
    role, ident, a, b, c, uptime_s, cause, good, bad, pair = struct.unpack(
        _HELLO, body[:_HELLO_BYTES]
    )
    return Hello(role, ident, (a, b, c), uptime_s, cause, good, bad, pair)
