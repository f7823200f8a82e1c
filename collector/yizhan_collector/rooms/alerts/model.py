"""An alert: what it says, and how it is answered; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from yizhan_collector.ground.refusals import Refused

About = Literal["person", "office"]
Outcome = Literal["founded", "unfounded", "explained", "data_fault"]
FollowUp = Literal["", "talk", "visit", "proposal"]
State = Literal["explained", "open", "acknowledged", "decided"]
PersonRule = Literal["zone_crossed", "report_overdue", "leave_overrun", "arrival_overdue"]
OfficeRule = Literal[
    "declaration_overdue", "request_unanswered", "order_lapsing", "device_silent",
    "session_not_closed", "template_not_deleted", "post_down", "duty_late", "alert_unhandled",
]  # fmt: skip
Rule = PersonRule | OfficeRule
FALSE: tuple[Outcome, ...] = ("unfounded", "data_fault")
Line = Mapping[str, str]  # a code under `code`, and what it is about
MOST = 50  # lines of evidence; what comes after them adds nothing


class AlreadyAcknowledged(Refused):
    """Somebody has taken this up already; load the page again."""

    status = 409


class AlreadyAnswered(Refused):
    """This alert has its outcome already; load the page again."""

    status = 409


class OwnOffice(Refused):
    """The level above decides on an office; on the city one who did not take the alert up."""

    status = 403


class WordsNeeded(Refused):
    """Say in words what was found; the person can read it."""

    status = 422


class FollowUpNeedsGround(Refused):
    """Only what was founded has a follow-up; choose the outcome first."""

    status = 422


@dataclass(frozen=True)
class Finding:
    """What a rule has found; `subject` names what it is about, of which one alert lives."""

    rule: Rule
    about: About
    office: str
    person: UUID | None
    subject: str
    since: datetime
    evidence: tuple[Line, ...]
    explained_by: str = ""  # a leave or another excuse that covers it: kept, and quiet


@dataclass(frozen=True)
class Alert:
    """One alert with its two axes: taken up by somebody, and whether it still holds."""

    id: UUID
    about: About
    office: str
    person: UUID | None
    rule: Rule
    rule_version: int
    subject: str
    since: datetime
    raised_at: datetime
    evidence: tuple[Line, ...]
    deadline: datetime
    explained_by: str = ""
    acknowledged_at: datetime | None = None
    acknowledged_by: UUID | None = None
    note: str = ""
    cleared_at: datetime | None = None
    outcome: Outcome | None = None
    outcome_at: datetime | None = None
    outcome_by: UUID | None = None
    words: str = ""
    follow_up: FollowUp = ""

    @property
    def state(self) -> State:
        """Where it stands between being raised and a human's word."""
        if self.outcome:
            return "decided"
        if self.explained_by:
            return "explained"
        return "acknowledged" if self.acknowledged_at else "open"

    def late(self, now: datetime) -> bool:
        """Whether nobody took it up in time."""
        return self.state == "open" and now > self.deadline


@dataclass(frozen=True)
class Wish:
    """Which of the alerts that the wall shows."""

    about: About | None = None
    rule: str | None = None
    person: UUID | None = None
    states: tuple[State, ...] | None = None
    office: str = ""  # this office and those below it
    alone: bool = False  # not those below it
    late_at: datetime | None = None  # only those that are late then


def grown(one: Alert, lines: tuple[Line, ...]) -> Alert:
    """The same alert with what is new in these lines; none after its outcome, MOST in all."""
    fresh = tuple(line for line in lines if line not in one.evidence)
    if one.outcome or not fresh:
        return one
    return replace(one, evidence=(one.evidence + fresh)[:MOST])


def acknowledge(one: Alert, by: UUID, note: str, now: datetime) -> Alert:
    """Somebody takes it up; that clears nothing. Raises AlreadyAnswered, AlreadyAcknowledged."""
    if one.outcome:
        raise AlreadyAnswered
    if one.acknowledged_at:
        raise AlreadyAcknowledged
    return replace(one, acknowledged_at=now, acknowledged_by=by, note=note.strip())


def clear(one: Alert, now: datetime) -> Alert:
    """What it asks about is over; it still waits for a human. Once."""
    return one if one.cleared_at else replace(one, cleared_at=now)


def decide(
    one: Alert,
    by: UUID,
    area: str,
    outcome: Outcome,
    words: str,
    follow_up: FollowUp,
    now: datetime,
) -> Alert:
    """A named human says what it was; taken up with it when nobody had.

    Raises AlreadyAnswered, OwnOffice, WordsNeeded and FollowUpNeedsGround.
    """
    if one.outcome:
        raise AlreadyAnswered
    if not may_judge(one, by, area):
        raise OwnOffice
    if not words.strip():
        raise WordsNeeded
    if follow_up and (outcome != "founded" or one.about == "office"):
        raise FollowUpNeedsGround
    taken = one if one.acknowledged_at else acknowledge(one, by, "", now)
    said = {"outcome_at": now, "outcome_by": by, "words": words.strip()}
    return replace(taken, outcome=outcome, follow_up=follow_up, **said)  # type: ignore[arg-type]


def may_judge(one: Alert, by: UUID, area: str) -> bool:
    """Whether this officer may say what it was: no office judges itself.

    Above the city nobody is here, so there another one decides than who took it up.
    """
    if one.about == "person" or not works_at(area, one.office):
        return True
    return not area and one.acknowledged_by not in (None, by)


def works_at(area: str, office: str) -> bool:
    """Whether this office is the one of an area; the area of the city is empty."""
    return office == (area or f"{office[:4]}00")


def above(office: str) -> str:
    """The office one level up: the county of a township, the city of a county."""
    return office[:6] if len(office) == 9 else f"{office[:4]}00"
