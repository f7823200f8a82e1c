"""Words added to the cable in version 0.2 and what they carry. Older boards answer them with NAK.

HELLO   box: nothing. Board: who it is and how it fares (`hello`).
BRIGHT  box: one byte, how bright the panel is to be, 0..7.
PAIR    box: eight bytes, its mark. A board keeps the first and answers NAK to any other.
STATE   box: nothing. Board: what its contacts and its light sensor say (`state`).
HEARD   box: the number of a press of the help button, two bytes. The board forgets that press.
"""

import struct
from collections import namedtuple

HELLO, BRIGHT, PAIR, STATE, HEARD = 6, 7, 8, 9, 10
SIGN, COUNTER = 1, 2  # what a board is for
CAUSES = ("unknown", "power", "pin", "watchdog", "soft")
BRIGHTEST = 7
UNPAIRED = bytes(8)
DOORS = ("unknown", "closed", "open")
_HELLO = ">B8s3BIBII8sH"
_HELLO_BYTES = struct.calcsize(_HELLO)

Hello = namedtuple(
    "Hello", ("role", "ident", "version", "uptime_s", "cause", "good", "bad", "pair", "boot")
)

# boot: drawn at each start, as in HELLO, so that a reset or another board is noticed; press: number
# of a press of the help button that nobody has heard, 0 for none; times in seconds since the start
_STATE = ">HIBIBHI"
_STATE_BYTES = struct.calcsize(_STATE)
State = namedtuple(
    "State", ("boot", "uptime_s", "door", "door_at_s", "light", "press", "press_at_s")
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
    boot: int,
) -> bytes:
    """Body of the answer to HELLO. Counters stay at their greatest value when they are full."""
    most = 0xFFFFFFFF
    counts = (min(good, most), min(bad, most))
    return struct.pack(
        _HELLO, role, ident, *version, min(uptime_s, most), cause, *counts, pair, boot
    )


def read_hello(body: bytes) -> Hello:
    """What `hello` packed; later boards may add to its end. Raises ValueError."""
    if len(body) < _HELLO_BYTES:
        raise ValueError("An answer to HELLO is longer.")
    role, ident, a, b, c, uptime_s, cause, good, bad, pair, boot = struct.unpack(
        _HELLO, body[:_HELLO_BYTES]
    )
    return Hello(role, ident, (a, b, c), uptime_s, cause, good, bad, pair, boot)


def state(
    boot: int, uptime_s: int, door: int, door_at_s: int, light: int, press: int, press_at_s: int
) -> bytes:
    """Body of the answer to STATE; `door` is a place in DOORS, `light` 0 (dark) to 7."""
    return struct.pack(_STATE, boot, uptime_s, door, door_at_s, light, press, press_at_s)


def read_state(body: bytes) -> State:
    """What `state` packed; later boards may add to its end. Raises ValueError."""
    if len(body) < _STATE_BYTES:
        raise ValueError("An answer to STATE is longer.")
    found = State(*struct.unpack(_STATE, body[:_STATE_BYTES]))
    if found.door >= len(DOORS) or found.light > BRIGHTEST:
        raise ValueError("An answer to STATE has a door and a light.")
    return found
