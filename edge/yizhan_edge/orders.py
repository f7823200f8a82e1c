"""What the collector tells this box. Read on the uplink's thread, carried out on the errands'."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

import msgspec
from yizhan_wire.events import Applied, Enrolled
from yizhan_wire.orders import Command, Config, RosterReady, Signage

from yizhan_edge.counter import BoxCounter
from yizhan_edge.errands import Errands
from yizhan_edge.rosterfetch import RosterFetch
from yizhan_edge.standing import Standing


class Panel(Protocol):
    """What orders need of the sign."""

    def stand(self, text: str) -> None:
        """Show this until told otherwise."""


class Orders:
    """Handlers for the uplink; each raises msgspec.DecodeError for what it cannot read."""

    def __init__(
        self,
        errands: Errands,
        fetch: RosterFetch,
        standing: Standing,
        panel: Panel,
        counter: BoxCounter,
    ) -> None:
        self._errands, self._fetch = errands, fetch
        self._standing, self._panel = standing, panel
        self._counter, self._journal = counter, counter.journal

    def handlers(self) -> dict[str, Callable[[bytes], None]]:
        """Kind of order → who reads it."""
        return {
            "roster": self._roster,
            "signage": self._signage,
            "config": self._config,
            "command": self._command,
        }

    def _roster(self, payload: bytes) -> None:
        self._fetch.ordered(msgspec.json.decode(payload, type=RosterReady))
        self._errands.soon("roster")

    def _signage(self, payload: bytes) -> None:
        order = msgspec.json.decode(payload, type=Signage)
        self._errands.put(partial(self._stand, order))

    def _config(self, payload: bytes) -> None:
        order = msgspec.json.decode(payload, type=Config)
        self._errands.put(partial(self._take, order))

    def _command(self, payload: bytes) -> None:
        order = msgspec.json.decode(payload, type=Command)
        if order.do == "fetch_roster":
            self._errands.soon("roster")
        elif order.do == "resend":
            self._errands.put(self._journal.spool.resend_all)
        elif order.person:
            self._errands.put(partial(self._delete, order))

    def _stand(self, order: Signage) -> None:
        if self._take(order):
            self._panel.stand(order.text)

    def _take(self, order: Signage | Config) -> bool:
        taken = self._standing.take(order)
        if taken:
            signage = isinstance(order, Signage)
            self._journal.note(Applied("signage" if signage else "config", order.version))
        return taken

    def _delete(self, order: Command) -> None:
        # answered also when there was none: the collector waits for the word
        if order.person:
            self._counter.templates.delete(order.person)
            self._journal.note(Enrolled(order.person, None, "deleted"))
