"""A term of correction and the words for it, pure. How it moves is in `machine.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, get_args
from uuid import UUID

from yizhan_collector.ground.months import last_day
from yizhan_collector.ground.refusals import Refused

Sentence = Literal["control", "probation", "parole", "medical"]
State = Literal["expected", "received", "declared", "active", "released", "terminated", "moved_out"]
Overlay = Literal[
    "leave",
    "frequent_travel",
    "transfer_pending",
    "device_order",
    "lost_contact",
    "detained",
    "proposal_pending",
]
OVERLAYS: tuple[Overlay, ...] = get_args(Overlay)
Released = Literal["served", "pardoned"]
Terminated = Literal["revoked", "recommitted", "dead"]
End = Literal["served", "pardoned", "revoked", "recommitted", "dead", "moved_out"]
Author = Literal["staff", "person", "system"]
IN_CORRECTION: frozenset[State] = frozenset({"received", "declared", "active"})


class NotInCorrection(Refused):
    """This person is not under correction now; look at the term first."""

    status = 409


class TermMoved(Refused):
    """This step does not follow from where the term stands now; load the page again."""

    status = 409


class TermEnded(Refused):
    """This term has ended and stays so; register a new document of the court for a new term."""

    status = 409


class SecondLiveTerm(Refused):
    """This person has a term that has not ended; end it or correct it first."""

    status = 409


class DatesOutOfOrder(Refused):
    """The days are out of order; check them against the document."""

    status = 422


class InTheFuture(Refused):
    """This day is still to come; only what has happened is written down."""

    status = 422


class TermMismatch(Refused):
    """The last day is not the one that so many months give; check both against the document."""

    status = 422


@dataclass(frozen=True)
class Facts:
    """What the document of the court says; `ends_on` is the last day of the term."""

    sentence: Sentence
    offence: str
    court: str
    judgment_no: str
    judged_on: date
    effective_on: date
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Term:
    """A term as it stands in one version."""

    id: UUID
    person: UUID
    facts: Facts
    report_by: date
    state: State = "expected"
    category: str | None = None
    overlays: frozenset[Overlay] = frozenset()
    received_on: date | None = None
    declared_on: date | None = None
    category_on: date | None = None
    ended_on: date | None = None
    end_reason: End | None = None
    version: int = 1

    @property
    def since(self) -> date:
        """The day of its last step; no step is dated before it."""
        steps = (self.received_on, self.declared_on, self.category_on, self.ended_on)
        return max(one for one in (self.facts.effective_on, *steps) if one)


@dataclass(frozen=True)
class Standing:
    """A live term as other rooms see it."""

    id: UUID
    person: UUID
    sentence: Sentence
    state: State
    category: str | None
    overlays: tuple[Overlay, ...]
    starts_on: date
    ends_on: date
    report_by: date
    received_on: date | None
    declared_on: date | None
    version: int
    county: str
    township: str
    minor: bool

    def has(self, overlay: Overlay) -> bool:
        """Whether this lies over the term now."""
        return overlay in self.overlays


@dataclass(frozen=True)
class Deed:
    """One thing that was done: when, by whom, in whose name, by which paper.

    `on` is the legal day it holds for; `acting_body` six digits a county, nine an office.
    """

    person: UUID
    kind: str
    on: date
    acting_body: str
    author: UUID | None
    by: Author
    body: Mapping[str, object] = field(default_factory=dict)
    paper: UUID | None = None
    delegation: UUID | None = None
    corrects: UUID | None = None


def check_facts(one: Facts, today: date) -> None:
    """Raises DatesOutOfOrder, and InTheFuture for a judgment that is still to come."""
    if not one.judged_on <= one.effective_on <= one.starts_on <= one.ends_on:
        raise DatesOutOfOrder
    if one.judged_on > today:
        raise InTheFuture(one.judged_on.isoformat())


def check_length(one: Facts, months: int | None) -> None:
    """Raises TermMismatch when so many whole months end on another day."""
    if months is not None and last_day(one.starts_on, months) != one.ends_on:
        raise TermMismatch(last_day(one.starts_on, months).isoformat())


def report_by(effective_on: date, days: int) -> date:
    """The last day to report: so many days from effect, the day of effect not counted."""
    return effective_on + timedelta(days=days)


def late_days(last: date, day: date) -> int:
    """How many days `day` lies beyond the last day to report; that day itself is in time."""
    return max(0, (day - last).days)
