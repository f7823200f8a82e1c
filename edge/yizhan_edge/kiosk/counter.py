"""What a visit asks of the box; stated here, fulfilled by `yizhan_edge.counter`."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from yizhan_wire.events import CheckIn
from yizhan_wire.orders import RosterEntry, Secret

from yizhan_edge.face.verify import Template
from yizhan_edge.kiosk.pages import Moment


class Counter(Protocol):
    """The box behind the pages."""

    def closed(self) -> str | None:
        """Why nobody can be served here now, as a code."""

    def face_closed(self) -> str | None:
        """Why the camera cannot be used now, as a code."""

    def find(self, number: str) -> RosterEntry | None:
        """The one person of this number."""

    def unlock(self, secrets: list[Secret], given: str, now: datetime) -> UUID | None:
        """The id of the unused, unexpired secret that `given` opens."""

    def enrolled(self, person: UUID) -> bool:
        """Whether this box holds a usable template of this person."""

    def enrol(
        self, person: UUID, permit: UUID, template: Template, frames: int, moment: Moment
    ) -> bool:
        """Keep a template and spend its permit; False when it could not be stored."""

    def record(self, visit: CheckIn, proved: Moment) -> bool:
        """Store a finished visit and spend its code; False when it could not be stored."""
