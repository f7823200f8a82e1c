"""A box reduced to its spool and uplink, fed with events at a steady rate, for fault tests."""

import argparse
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from yizhan_edge.spool import Spool
from yizhan_edge.uplink import Address, Uplink
from yizhan_wire.events import Body

from stack import builders as make


def kind(seq: int) -> str:
    """Mostly presence, some health, now and then a visit."""
    if seq % 25 == 0:
        return "checkin"
    return "health" if seq % 5 == 0 else "camera"


def body(person: UUID, seq: int) -> Body:
    """The event of this number."""
    makers: dict[str, Callable[[], Body]] = {
        "checkin": lambda: make.visit(person),
        "health": make.health,
    }
    return makers.get(kind(seq), make.presence)()


def main() -> None:
    """Append until `total` events were given a seq; then only deliver, until told to end."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--authority", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--person", type=UUID, required=True)
    parser.add_argument("--total", type=int, required=True)
    parser.add_argument("--rate", type=float, default=200)
    chosen = parser.parse_args()
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    spool = Spool(chosen.folder / "spool.db", make.BOX)
    here = chosen.authority
    address = Address(
        "127.0.0.1",
        chosen.port,
        here / "ca.crt",
        here / f"{make.BOX}.crt",
        here / f"{make.BOX}.key",
    )
    uplink = Uplink(address, spool, resend_s=2)
    uplink.start()
    due = time.monotonic()
    while spool.last_seq < chosen.total and not stopping.is_set():
        spool.append(body(chosen.person, spool.last_seq + 1), make.NOON, make.GOOD)
        due += 1 / chosen.rate
        stopping.wait(max(due - time.monotonic(), 0))
    stopping.wait()
    uplink.stop()
    spool.close()


if __name__ == "__main__":
    main()
