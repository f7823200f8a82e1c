"""From a finished visit to the person's own page, in the same browser."""

import socket
from urllib.parse import urlencode, urlsplit

from yizhan_edge.collector import Door
from yizhan_edge.errors import CollectorAway, NobodyKnown
from yizhan_edge.kiosk.booth import Booth
from yizhan_edge.settings import Kiosk

WAIT_S = 3.0
PORTS = {"http": 80, "https": 443}


class OwnPage:
    """Asks the collector for a key; the key goes behind "#", which no server is ever sent."""

    def __init__(self, settings: Kiosk, door: Door, booth: Booth) -> None:
        self._settings, self._door, self._booth = settings, door, booth

    def open(self) -> str:
        """Where the browser goes; raises NobodyKnown, CollectorAway or NotClaimed.

        The visit ends with it, so that whoever comes next finds the first page.
        """
        known = self._booth.known()
        if known is None or not self._settings.own_page:
            raise NobodyKnown
        _reach(self._settings.own_page)
        key = self._door.page_key(known.person, known.route)
        self._booth.leave(known)
        told = {"pass": key, "back": self._settings.address, "lang": known.lang}
        return f"{self._settings.own_page}#{urlencode(told)}"


def _reach(address: str) -> None:
    # a browser that cannot reach it would stand there with an error and no way back
    parts = urlsplit(address)
    try:
        port = parts.port or PORTS[parts.scheme]
        socket.create_connection((parts.hostname or "", port), WAIT_S).close()
    except OSError as error:
        raise CollectorAway(f"(own page: {type(error).__name__})") from error
