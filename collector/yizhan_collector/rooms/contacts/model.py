"""A contact with a person, reached or not, and when contact is lost; pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args
from uuid import UUID

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.checkins.model import Channel

Way = Literal["home_visit", "interview", "phone", "video", "message", "through_others"]
WAYS: tuple[Way, ...] = get_args(Way)
Outcome = Literal["reached", "not_reached"]
# a contact of these ways can be the report of a due day
REPORTS: dict[Way, Channel] = {
    "home_visit": "home_visit", "interview": "desk", "phone": "phone", "video": "video",
}  # fmt: skip


class ContactInTheFuture(Refused):
    """Only what has happened is recorded; correct the time."""

    status = 422


class NoReport(Refused):
    """Only a visit, interview or call that reached the person can count as a report."""

    status = 422


class OtherContact(Refused):
    """This key belongs to another contact; open the form anew."""

    status = 409


class TooFewWays(Refused):
    """Contact is lost only after different ways failed and were recorded; try another way."""

    status = 409


class AlreadyLost(Refused):
    """Lost contact is open already for this person; load the page again."""

    status = 409


class NotLost(Refused):
    """No lost contact is open for this person; load the page again."""

    status = 409


@dataclass(frozen=True)
class Contact:
    """One contact; `id` is chosen by whoever writes it, so that a repeat harms nothing."""

    id: UUID
    person: UUID
    way: Way
    at: datetime
    outcome: Outcome
    place: str
    present: tuple[str, ...]
    said: str
    next_step: str
    author: UUID
    recorded_at: datetime
    checkin: UUID | None = None

    @property
    def channel(self) -> Channel | None:
        """The way of reporting that this can be; None when it cannot."""
        return REPORTS.get(self.way) if self.outcome == "reached" else None


@dataclass(frozen=True)
class Lost:
    """Lost contact, from the day a person opened it until somebody was found."""

    id: UUID
    person: UUID
    opened_by: UUID
    opened_at: datetime
    opened_on: date
    reasons: str
    police_on: date | None
    procuratorate_on: date | None
    paper: UUID | None = None
    found: str | None = None
    closed_by: UUID | None = None
    closed_at: datetime | None = None


def failed(contacts: Collection[Contact], there: Collection[datetime]) -> list[Contact]:
    """The attempts that failed since the person was last reached or there, oldest first.

    `there` are the moments at which the person reported.
    """
    reached = [one.at for one in contacts if one.outcome == "reached"]
    last = max([*reached, *there], default=None)
    missed = (one for one in contacts if one.outcome == "not_reached")
    since = (one for one in missed if last is None or one.at > last)
    return sorted(since, key=lambda one: (one.at, one.id))


def enough(attempts: Collection[Contact], ways: int) -> bool:
    """Whether so many different ways have failed."""
    return len({one.way for one in attempts}) >= ways
