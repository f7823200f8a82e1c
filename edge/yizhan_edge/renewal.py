"""A box renews its own certificate, long before it ends, and shows the new one from then on."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from yizhan_edge.collector import Door
from yizhan_edge.identity import Identity

log = logging.getLogger(__name__)
LOOK_S = 6 * 3600.0


class Renewal:
    """`renew` is slow work; `shown` is told when there is a new pair to connect with."""

    def __init__(self, identity: Identity, door: Door, shown: Callable[[], None]) -> None:
        self._identity, self._door, self._shown = identity, door, shown

    def renew(self) -> None:
        """Ask for a certificate when it is time, and take it; raises EdgeError."""
        now = datetime.now(UTC)
        if not self._identity.due(now):
            return
        chain = self._door.certificate(self._identity.request())
        self._identity.take(chain, self._identity.device(), now)
        log.info("the certificate was renewed")
        self._door.show_anew()
        self._shown()
