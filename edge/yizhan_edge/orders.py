"""What the collector tells this box. Read on the uplink's thread, carried out on the errands'."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

import msgspec
from yizhan_wire.events import Applied, Enrolled
from yizhan_wire.orders import Command, Config, RosterReady, Sessions, Signage, Update

from yizhan_edge.counter import BoxCounter
from yizhan_edge.errands import Errands
from yizhan_edge.remote import Remote
from yizhan_edge.rosterfetch import RosterFetch
from yizhan_edge.standing import PARTS, Standable, Standing


class Panel(Protocol):
    """What orders need of the sign."""

    def stand(self, text: str) -> None:
        """Show this until told otherwise."""


class Procedures(Protocol):
    """What orders need of the recordings; each returns at once."""

    def changed(self) -> None:
        """Other plans are in force."""

    def send(self, order: Command) -> None:
        """Give out what was called for."""

    def show(self, order: Command) -> None:
        """Show the camera for a while."""


class Orders:
    """Handlers for the uplink; each raises msgspec.DecodeError for what it cannot read."""

    def __init__(
        self,
        errands: Errands,
        fetch: RosterFetch,
        standing: Standing,
        panel: Panel,
        counter: BoxCounter,
        procedures: Procedures,
        remote: Remote,
        updates: Callable[[], object] = lambda: None,
    ) -> None:
        self._procedures, self._remote, self._updates = procedures, remote, updates
        self._errands, self._fetch = errands, fetch
        self._standing, self._panel = standing, panel
        self._counter, self._journal = counter, counter.journal

    def handlers(self) -> dict[str, Callable[[bytes], None]]:
        """Kind of order → who reads it."""
        return {
            "roster": self._roster,
            "signage": self._signage,
            "config": self._config,
            "sessions": self._sessions,
            "update": self._update,
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

    def _sessions(self, payload: bytes) -> None:
        order = msgspec.json.decode(payload, type=Sessions)
        self._errands.put(partial(self._run, order))

    def _update(self, payload: bytes) -> None:
        order = msgspec.json.decode(payload, type=Update)
        self._errands.put(partial(self._change, order))

    def _command(self, payload: bytes) -> None:
        order = msgspec.json.decode(payload, type=Command)
        if not self._remote.vouched(order, self._journal.moment().best):
            return
        match order.do:
            case "fetch_roster":
                self._errands.soon("roster")
            case "resend":
                self._errands.put(self._journal.spool.resend_all)
            case "delete_template":
                self._errands.put(partial(self._delete, order))
            case "send_clip":
                self._procedures.send(order)
            case "show_live":
                self._procedures.show(order)
            case _:
                self._errands.put(partial(self._remote.act, order))

    def _stand(self, order: Signage) -> None:
        if self._take(order):
            self._panel.stand(order.text)

    def _run(self, order: Sessions) -> None:
        if self._take(order):
            self._procedures.changed()

    def _change(self, order: Update) -> None:
        if self._take(order):
            self._updates()

    def _take(self, order: Standable) -> bool:
        taken = self._standing.take(order)
        if taken:
            self._journal.note(Applied(PARTS[type(order)], order.version))
        return taken

    def _delete(self, order: Command) -> None:
        # answered also when there was none: the collector waits for the word
        if order.person:
            self._counter.templates.delete(order.person)
            self._journal.note(Enrolled(order.person, None, "deleted"))
