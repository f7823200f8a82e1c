"""The sign: takes frames from the cable, shows whole pictures, answers each frame.

Runs at boot on a board, and under the unix port in tests; only the hardware module differs.
"""

import sys
import time

import signlink
from showing import Showing

if sys.platform == "linux":
    import port_unix as hardware
else:
    import port_rp2 as hardware

WAIT_MS = 50


def answer(showing, kind, seq, body, now):
    """The frame to send back; nothing for what only a board says (an echo on the cable)."""
    if kind in (signlink.ACK, signlink.NAK):
        return b""
    good, told = showing.take(kind, seq, body, now)
    return signlink.encode(signlink.ACK if good else signlink.NAK, seq, told)


def serve(port, showing):
    """Never returns."""
    decoder = signlink.Decoder()
    while True:
        data = port.read(WAIT_MS)
        now = time.ticks_ms()
        for kind, seq, body in decoder.feed(data):
            back = answer(showing, kind, seq, body, now)
            if back:
                port.write(back)
        showing.tick(now)


port, panel, store, silence_s = hardware.open_all()
serve(port, Showing(panel, store, silence_s * 1000, time.ticks_ms()))
