"""Gives out pieces of a recording when somebody with a reason calls for them."""

import logging
from collections import deque
from pathlib import Path

import msgspec
from yizhan_wire.orders import Command

from yizhan_edge.collector import Door
from yizhan_edge.recording import chain

log = logging.getLogger(__name__)
MOST = 3000  # segments of one order: eight hours
ORDERS = 40
CLOSED = (404, 410)


class Clips:
    """`ordered` may be called from any thread; `send` is slow work and raises EdgeError."""

    def __init__(self, door: Door, clips: Path) -> None:
        self._door, self._clips = door, clips
        self._orders: deque[Command] = deque()
        self._next = 0  # of the first order, so that a retry sends nothing twice

    def ordered(self, order: Command) -> None:
        """Somebody called for segments."""
        waiting = {one.id for one in tuple(self._orders)}
        if order.session and order.id not in waiting and len(waiting) < ORDERS:
            self._orders.append(order)

    def send(self) -> None:
        """Send what was called for; what cannot be sent stays for the next round."""
        while self._orders:
            self._give(self._orders[0])
            self._orders.popleft()
            self._next = 0

    def _give(self, order: Command) -> None:
        first = max(order.first, 1)
        folder = self._clips / str(order.session)
        told = _told(folder)
        for number in range(max(first, self._next), min(order.last, first + MOST - 1) + 1):
            self._next = number
            if self._one(order, folder, told, number) in CLOSED:
                log.info("nobody waits for call-out %s any more", order.id)
                return

    def _one(self, order: Command, folder: Path, told: chain.Told, number: int) -> int:
        place = f"/device/callouts/{order.id}/segments/{number}"
        session = {"X-Session": str(order.session)}
        if why := chain.fault(folder, told, number):
            return self._door.delete(f"{place}?why={why}", session)
        head = {**session, "Content-Type": "video/mp2t"}
        return self._door.put(place, chain.file(folder, number).read_bytes(), head)


def _told(folder: Path) -> chain.Told:
    try:
        return {one.number: one for one in chain.read(folder)}
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
