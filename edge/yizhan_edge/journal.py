"""Events into the spool, stamped with the box's own clock."""

import logging
import time
from datetime import UTC, datetime

from yizhan_wire.events import Body

from yizhan_edge.clock import BoxClock
from yizhan_edge.errors import SpoolFull
from yizhan_edge.kiosk.pages import Moment
from yizhan_edge.spool import Spool

log = logging.getLogger(__name__)


class Journal:
    """Writes down what happened; may be called from any thread."""

    def __init__(self, spool: Spool, clock: BoxClock) -> None:
        self.spool, self.clock = spool, clock
        self._told = False

    def moment(self) -> Moment:
        """This instant."""
        now = datetime.now(UTC)
        return Moment(time.monotonic(), now, self.clock.judge(now))

    def note(self, body: Body, moment: Moment | None = None) -> bool:
        """Store an event of this (or that) moment; False when the spool takes no more."""
        moment = moment or self.moment()
        try:
            self.spool.append(body, moment.now, moment.clock)
        except SpoolFull as error:
            if not self._told:
                log.error("%s", error)
            self._told = True
            return False
        self._told = False
        return True
