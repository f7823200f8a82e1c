"""A wish to go away for some days: what it must say and when, pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.leaves.regions import REGIONS, zone


class DatesReversed(Refused):
    """The last day is before the first; correct the dates."""

    status = 422


class BeginsBeforeRequest(Refused):
    """Leave cannot begin before the day it is asked for; choose today or a later day."""

    status = 422


class UrgencyNeeded(Refused):
    """Leave is normally asked for some days ahead; say why it could not be asked for earlier."""

    status = 422


class BeyondTerm(Refused):
    """The term ends before that day; ask for the days until its end."""

    status = 422


class UnknownRegion(Refused):
    """There is no such place on the list; choose the county, city or province."""

    status = 422


class UnknownReason(Refused):
    """This is no reason on the list; choose the nearest one and say more in words."""

    status = 422


class NoLeaveNeeded(Refused):
    """Inside the own zone no leave is needed: go, and keep the days of reporting."""

    status = 409


class LeaveOverlaps(Refused):
    """Some of these days are asked for or granted already; choose other days."""

    status = 409


class LeaveMoved(Refused):
    """This leave has moved on, and that is no longer possible; load it again."""

    status = 409


class TooLateToGrant(Refused):
    """The leave would have begun already; refuse it and have later days asked for."""

    status = 409


class NotBackYet(Refused):
    """The day of return lies before the leave or after today; give the day of the return."""

    status = 422


@dataclass(frozen=True)
class Span:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.end - self.start).days + 1

    def each(self) -> list[date]:
        """Every day of it."""
        return [self.start + timedelta(days=n) for n in range(self.days)]


@dataclass(frozen=True)
class Limits:
    """The rules on leave of a day (实施办法 art. 26, 27), from the rule table."""

    office_days: int  # up to so many, the office, where the county delegated it
    grant_days: int  # up to so many in one, the county
    window_days: int  # up to so many within the window, the county
    window_months: int
    ahead_days: int
    urban: frozenset[str]
    reasons: frozenset[str]


@dataclass(frozen=True)
class Wish:
    """What a person asks for."""

    span: Span
    region: str  # six digits
    place: str
    reason: str  # a word of the rule `leave.reasons`
    why: str
    proof: str = ""
    urgent: str = ""  # why it could not be asked for earlier


@dataclass(frozen=True)
class Home:
    """Where the person lives under correction, and until when."""

    township: str
    ends_on: date


def check(wish: Wish, home: Home, today: date, limits: Limits) -> None:
    """Whether this can be asked for today.

    Raises what `check_place` does, and BeginsBeforeRequest, UrgencyNeeded and BeyondTerm.
    """
    check_place(wish, home, limits)
    if wish.span.start < today:
        raise BeginsBeforeRequest
    if (wish.span.start - today).days < limits.ahead_days and not wish.urgent:
        raise UrgencyNeeded
    if wish.span.end > home.ends_on:
        raise BeyondTerm


def check_place(wish: Wish, home: Home, limits: Limits) -> None:
    """Raises DatesReversed, UnknownRegion, UnknownReason or NoLeaveNeeded."""
    if wish.span.end < wish.span.start:
        raise DatesReversed
    if wish.region not in REGIONS:
        raise UnknownRegion(wish.region)
    if wish.reason not in limits.reasons:
        raise UnknownReason(wish.reason)
    if zone(wish.region, limits.urban) == zone(home.township, limits.urban):
        raise NoLeaveNeeded


def check_extension(today: date, end: date, wanted: date, ends_on: date) -> None:
    """Whether a leave until `end` may today be asked to last until `wanted`.

    Raises LeaveMoved after its end, DatesReversed and BeyondTerm.
    """
    if today > end:
        raise LeaveMoved
    if wanted <= end:
        raise DatesReversed
    if wanted > ends_on:
        raise BeyondTerm


def check_return(span: Span, on: date, today: date) -> None:
    """Raises NotBackYet unless `on` is a day from the start of the leave to today."""
    if not span.start <= on <= today:
        raise NotBackYet
