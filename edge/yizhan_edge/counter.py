"""The box behind the kiosk pages: the roster, the templates, the spool, the sign."""

import logging
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from yizhan_wire.events import CheckIn, Enrolled
from yizhan_wire.orders import RosterEntry, Secret

from yizhan_edge.errors import Unsealable
from yizhan_edge.face.verify import Template
from yizhan_edge.journal import Journal
from yizhan_edge.kiosk.pages import Moment
from yizhan_edge.roster import HeldRoster
from yizhan_edge.templates import Templates

log = logging.getLogger(__name__)


class BoxCounter:
    """Fulfils `kiosk.counter.Counter`. Nothing is spent before it is stored."""

    def __init__(
        self,
        roster: HeldRoster,
        templates: Templates,
        journal: Journal,
        model: str,
        face_closed: Callable[[], str | None],
        thank: Callable[[], None],
    ) -> None:
        self.roster, self.templates, self.journal = roster, templates, journal
        self.model = model
        self.face_closed = face_closed
        self.thank = thank
        self.claimed = True

    def closed(self) -> str | None:
        """Why nobody can be served here now: no roster, no room, or the box is not known."""
        if self.journal.spool.fill >= 1:
            return "spool_full"
        if self.roster.broken or not self.roster.version:
            return "no_roster"
        return None if self.claimed else "not_claimed"

    def find(self, number: str) -> RosterEntry | None:
        """The one person of this number."""
        return self.roster.find(number)

    def unlock(self, secrets: list[Secret], given: str, now: datetime) -> UUID | None:
        """The id of the unused, unexpired secret that `given` opens."""
        return self.roster.unlock(secrets, given, now)

    def enrolled(self, person: UUID) -> bool:
        """Whether this box holds a template of this person by today's model."""
        return self.template(person) is not None

    def template(self, person: UUID) -> Template | None:
        """The template of this person, if it can be opened and is of today's model."""
        try:
            found = self.templates.of(person)
        except Unsealable as error:
            log.error("%s", error)
            return None
        return found if found and found.model == self.model else None

    def enrol(
        self, person: UUID, permit: UUID, template: Template, frames: int, moment: Moment
    ) -> bool:
        """Keep a template, report it, spend its permit; False, and no template, when not stored."""
        try:
            self.templates.keep(person, template)
        except OSError as error:
            log.error("the template cannot be stored: %s", error)
            return False
        event = Enrolled(person, permit, "created", frames, template.model)
        if not self.journal.note(event, moment):
            self.templates.delete(person)
            return False
        self._spend(permit)
        return True

    def record(self, visit: CheckIn, proved: Moment) -> bool:
        """Store a finished visit, spend its code, thank; False when it could not be stored."""
        if not self.journal.note(visit, proved):
            return False
        if visit.code_id:
            self._spend(visit.code_id)
        self.thank()
        return True

    def _spend(self, secret: UUID) -> None:
        try:
            self.roster.use(secret)
        except OSError as error:  # spent in memory, and the event that names it is stored
            log.error("a spent secret could not be written down: %s", error)
