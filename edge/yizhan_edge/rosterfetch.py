"""Keep the roster as the collector has it, and no template of anybody who is not in it."""

from yizhan_wire.events import Applied, Enrolled
from yizhan_wire.orders import RosterReady

from yizhan_edge.collector import Door
from yizhan_edge.counter import BoxCounter
from yizhan_edge.errors import NotClaimed
from yizhan_edge.roster import digest


class RosterFetch:
    """`fetch` is slow work; a roster that is refused leaves the one before in force."""

    def __init__(self, door: Door, counter: BoxCounter) -> None:
        self._door, self._counter = door, counter
        self._order: RosterReady | None = None

    def ordered(self, order: RosterReady) -> None:
        """The collector announced a roster."""
        self._order = order

    def fetch(self) -> None:
        """Ask, check, replace; raises EdgeError."""
        try:
            raw = self._door.roster()
        except NotClaimed:
            self._counter.claimed = False
            raise
        self._counter.claimed = True
        roster = self._counter.roster
        before = roster.version
        if roster.broken or digest(raw) != roster.digest:
            roster.replace(raw, self._order)
        self._purge()
        if roster.version != before:
            self._counter.journal.note(Applied("roster", roster.version))

    def _purge(self) -> None:
        templates = self._counter.templates
        allowed = {entry.person for entry in self._counter.roster.entries if entry.face}
        for person in templates.people() - allowed:
            templates.delete(person)
            self._counter.journal.note(Enrolled(person, None, "deleted"))
