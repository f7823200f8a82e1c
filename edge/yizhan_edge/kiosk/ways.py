"""Which ways are open to a person now, and the single-use secrets that open two of them."""

from typing import Literal
from uuid import UUID

from yizhan_wire.orders import RosterEntry

from yizhan_edge.kiosk.attempts import Attempts
from yizhan_edge.kiosk.counter import Counter
from yizhan_edge.kiosk.pages import Choice, Moment, Visit

PAUSE_S = 900.0
TRIES = 3  # before the camera, in one visit
Kind = Literal["permit", "code"]


class Ways:
    """Remembers wrong permits and codes per person; closes only the way they belong to."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.permits = Attempts(PAUSE_S)
        self.codes = Attempts(PAUSE_S)

    def options(self, visit: Visit, entry: RosterEntry, at: float) -> dict[str, Choice]:
        """The three ways with the reason why one is closed; none comes before the others."""
        first = "again" if visit.page == "failed" else "face"
        reasons = {
            first: self.face_closed(visit, entry, at),
            "code": self.code_closed(entry, at),
            "officer": None,
        }
        return {way: Choice(reason is None, reason) for way, reason in reasons.items()}

    def face_closed(self, visit: Visit, entry: RosterEntry, at: float) -> str | None:
        """Why this person cannot use the camera now."""
        if not entry.face:
            return "not_allowed"
        if visit.tries >= TRIES:
            return "tries"
        may_enrol = visit.permit or self.permits.open(entry.person, at)
        if not may_enrol and not self.counter.enrolled(entry.person):
            return "permit_closed"
        return self.counter.face_closed()

    def code_closed(self, entry: RosterEntry, at: float) -> str | None:
        """Why this person cannot use a code now."""
        return None if self.codes.open(entry.person, at) else "code_closed"

    def unlock(self, kind: Kind, entry: RosterEntry, given: str, moment: Moment) -> UUID | str:
        """The id of the secret that `given` opens, or the code of why it does not."""
        attempts, secrets = (
            (self.permits, entry.permits) if kind == "permit" else (self.codes, entry.codes)
        )
        if attempts.open(entry.person, moment.at):
            if found := self.counter.unlock(secrets, given, moment.best):
                attempts.right(entry.person)
                return found
            if attempts.wrong(entry.person, moment.at):
                return f"wrong_{kind}"
        return f"{kind}_closed"
