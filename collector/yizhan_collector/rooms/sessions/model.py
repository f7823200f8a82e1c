"""A procedure before the camera: planned, run by the box, closed by a named human; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.sessions.figures import ChainState

Kind = Literal["reception", "declaration", "class", "service"]
State = Literal["planned", "open", "stopped", "review", "unknown", "closed", "cancelled"]
Phase = Literal["started", "gap", "stopped"]
Outcome = Literal["agreed", "differs"]
LONGEST = timedelta(hours=8)
AGO = timedelta(minutes=15)  # so long after its beginning a session may still be planned


class SessionTimes(Refused):
    """A session lasts eight hours at most and is not over yet; correct the times."""

    status = 422


class NoSoundHere(Refused):
    """In a private room no sound is recorded; leave it out."""

    status = 422


class PostTaken(Refused):
    """This post has another session at this time; choose another time or post."""

    status = 409


class PostNotHere(Refused):
    """This post is out of service; choose one that is in service."""

    status = 409


class NotThatList(Refused):
    """This class or service is of another county or kind, or for other people; choose a fitting."""

    status = 409


class ListedElsewhere(Refused):
    """Who is expected and who came is written in the class or service; write it there."""

    status = 409


class SessionMoved(Refused):
    """This session has moved on; load it again."""

    status = 409


class NotOver(Refused):
    """This session is not over; close it when it has ended."""

    status = 409


class FiguresMoved(Refused):
    """The figures have changed meanwhile; load the session again and look."""

    status = 409


class ExplanationNeeded(Refused):
    """The figures differ, or you say so; explain in words what was so."""

    status = 422


class UnknownSession(Refused):
    """The box tells of a session it was never given; look at its orders."""


@dataclass(frozen=True)
class Plan:
    """What is planned: where, when, how it is recorded, and for whom."""

    kind: Kind
    device: str
    starts_at: datetime
    ends_at: datetime
    title: str = ""
    private: bool = False
    sound: bool = False
    record: bool = True
    minors: bool = False
    class_session: UUID | None = None
    offer: UUID | None = None

    @property
    def listed(self) -> bool:
        """Whether a class or a service has the list of who is expected."""
        return self.class_session is not None or self.offer is not None


@dataclass(frozen=True)
class Session:
    """One session as it stands; the figures are None until something is known."""

    id: UUID
    plan: Plan
    township: str
    made_by: UUID
    made_at: datetime
    state: State
    stop_asked_at: datetime | None
    stop_why: str
    cancelled_at: datetime | None
    cancel_why: str
    started_at: datetime | None
    stopped_at: datetime | None
    unknown_at: datetime | None
    closed_at: datetime | None
    expected: int | None
    seen: int | None
    heads: int | None
    chain: ChainState
    chain_number: int

    @property
    def ended_at(self) -> datetime:
        """When it ended by the box, else by the plan."""
        return self.stopped_at or self.plan.ends_at

    def overdue(self, now: datetime, hours: int) -> bool:
        """Whether it is over for so long and nobody has said what was so."""
        waits = self.state in ("stopped", "review", "unknown")
        return waits and now - self.ended_at > timedelta(hours=hours)


@dataclass(frozen=True, order=True)
class Fact:
    """Something a box told of a session; `why` is its code."""

    at: datetime
    phase: Phase
    why: str = ""


@dataclass(frozen=True)
class Run:
    """When it began, and when it ended unless it goes on."""

    started_at: datetime | None
    stopped_at: datetime | None


@dataclass(frozen=True)
class Said:
    """What an officer says was so, of the figures that were on the screen."""

    expected: int
    seen: int
    heads: int | None
    outcome: Outcome
    words: str = ""


@dataclass(frozen=True)
class Verdict:
    """How a session was closed."""

    by: UUID
    at: datetime
    said: Said


def check_plan(plan: Plan, now: datetime) -> None:
    """Raises SessionTimes, NoSoundHere or NotThatList."""
    lasts = plan.ends_at - plan.starts_at
    if not timedelta() < lasts <= LONGEST or plan.starts_at < now - AGO or plan.ends_at <= now:
        raise SessionTimes
    if plan.private and plan.sound:
        raise NoSoundHere
    fits = {"class": plan.offer is None, "service": plan.class_session is None}
    if not fits.get(plan.kind, not plan.listed):
        raise NotThatList


def fold(facts: Iterable[Fact]) -> Run:
    """What the facts come to, in whatever order and however often they were told."""
    told = sorted({one for one in facts if one.phase != "gap"}, key=_by_time)
    begun = [one.at for one in told if one.phase == "started"]
    over = bool(told) and told[-1].phase == "stopped"
    return Run(begun[0] if begun else None, told[-1].at if over else None)


def check_said(said: Said, session: Session) -> None:
    """Raises SessionMoved, NotOver, FiguresMoved or ExplanationNeeded."""
    if session.state in ("closed", "cancelled"):
        raise SessionMoved
    if session.state in ("planned", "open"):
        raise NotOver
    known = (session.expected or 0, session.seen or 0, session.heads)
    if (said.expected, said.seen, said.heads) != known:
        raise FiguresMoved
    counted_otherwise = said.heads is not None and said.heads != said.seen
    if (said.outcome == "differs" or counted_otherwise) and not said.words.strip():
        raise ExplanationNeeded


def _by_time(one: Fact) -> tuple[datetime, bool]:
    return one.at, one.phase == "stopped"
