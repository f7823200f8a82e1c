"""A reward or sanction from proposal to answer, and what is refused on the way; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, get_args
from uuid import UUID

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.conduct.days import Exclusion, Source, Stretch
from yizhan_collector.rooms.conduct.measures import Measure, Past, by_days, fits
from yizhan_collector.rooms.rules.model import Book
from yizhan_collector.rooms.terms.model import Sentence

State = Literal["proposed", "refused", "withdrawn", "decided", "in_force", "annulled", "closed"]
STATES: tuple[State, ...] = get_args(State)
Result = Literal["upheld", "changed", "withdrawn"]
Channel = Literal["own", "kiosk", "desk"]
STANDS: frozenset[State] = frozenset({"in_force", "closed"})


class MeasureDoesNotFit(Refused):
    """This measure does not exist for this kind of sentence; choose another."""

    status = 422


class UnknownGround(Refused):
    """This is no ground of this measure; choose one from the list."""

    status = 422


class EvidenceNeeded(Refused):
    """Nothing is proposed without evidence; write down what shows the facts."""

    status = 422


class HearingNeeded(Refused):
    """The person must be heard first; write down what was said and how it was considered."""

    status = 422


class DaysDoNotReach(Refused):
    """The days that count do not meet this ground; look at each of them and choose what fits."""

    status = 422


class AlreadyProposed(Refused):
    """This measure is proposed already for this; let it be decided first."""

    status = 409


class NotTheProposer(Refused):
    """Only who proposed may take a proposal back; have it refused with reasons instead."""

    status = 403


class NotDecidedYet(Refused):
    """Only a decision can be told, objected to or closed; decide first."""

    status = 409


class AlreadyTold(Refused):
    """The decision has been told already; load the page again."""

    status = 409


class ToldTooEarly(Refused):
    """A decision is told on the day it was made or later, and not in the future."""

    status = 422


class NoOutcomeToCome(Refused):
    """Only a proposal to the police, a court or another organ has an outcome, after it was told."""

    status = 409


class NoObjectionPossible(Refused):
    """An objection is raised once, against a decision that stands; complain instead."""

    status = 409


class OwnDecision(Refused):
    """Nobody answers an objection to the own decision; ask somebody else of the county."""

    status = 403


class AlreadyAnswered(Refused):
    """This objection has been answered already; load the page again."""

    status = 409


class NotAnsweredYet(Refused):
    """The county has not answered yet; afterwards it can go to the procuratorate."""

    status = 409


class SayWhatChanges(Refused):
    """A decision that is changed needs the words of the change, and another one none."""

    status = 422


@dataclass(frozen=True)
class Evidence:
    """One line of evidence: a counted day, a day that does not count and why, or something else."""

    no: int
    text: str
    day: date | None = None
    why: Exclusion | None = None


@dataclass(frozen=True)
class Proposal:
    """What somebody proposes; `since` and `duty` name the stretch of days it rests on."""

    person: UUID
    measure: Measure
    ground: str
    facts: str
    evidence: tuple[str, ...]
    heard: str = ""
    considered: str = ""
    since: date | None = None
    duty: Source = "due"
    details: Mapping[str, Any] = field(default_factory=dict)  # what only the paper asks for


@dataclass(frozen=True)
class Sanction:
    """A reward or sanction as it is kept."""

    id: UUID
    person: UUID
    term: UUID
    measure: Measure
    ground: str
    facts: str
    heard: str
    considered: str
    details: dict[str, Any]
    since: date | None
    proposed_by: UUID
    proposed_at: datetime
    request: UUID
    objection_route: str
    words: str  # the ground, with the numbers of the rule book on that day
    state: State = "proposed"
    decided_by: UUID | None = None
    decided_at: datetime | None = None
    reasons: str = ""
    paper: UUID | None = None
    copied_on: date | None = None
    told_on: date | None = None
    told_how: str = ""
    told_by: UUID | None = None
    outcome: Literal["granted", "refused"] | None = None
    outcome_on: date | None = None
    outcome_document: str = ""

    @property
    def past(self) -> Past | None:
        """What it weighs later; nothing before it is told, or once it has fallen."""
        if self.state not in STANDS or self.told_on is None:
            return None
        return Past(self.measure, self.told_on, self.since)


@dataclass(frozen=True)
class Objection:
    """What the person holds against a decision, and the answer."""

    id: UUID
    sanction: UUID
    person: UUID
    text: str
    channel: Channel
    recorded_by: UUID | None
    raised_at: datetime
    outcome: Result | None = None
    findings: str = ""
    changed_to: str = ""
    answered_by: UUID | None = None
    answered_at: datetime | None = None
    paper: UUID | None = None
    referred_at: datetime | None = None
    referred_why: str = ""


def check(one: Proposal, sentence: Sentence, book: Book, known_grounds: bool) -> None:
    """Raises MeasureDoesNotFit, UnknownGround, EvidenceNeeded or HearingNeeded."""
    if not fits(one.measure, sentence, book):
        raise MeasureDoesNotFit
    if not known_grounds:
        raise UnknownGround
    if not one.evidence and one.since is None:
        raise EvidenceNeeded
    if one.measure != "praise" and not (one.heard.strip() and one.considered.strip()):
        raise HearingNeeded


def check_days(one: Proposal, stretch: Stretch | None, sentence: Sentence, book: Book) -> None:
    """Raises DaysDoNotReach unless the days of the stretch meet the ground."""
    if one.since is not None and (stretch is None or stretch.counted == 0):
        raise DaysDoNotReach
    if one.ground != "late_or_away":
        return
    if stretch is None:
        raise DaysDoNotReach
    found = by_days(stretch.counted, stretch.since, sentence, book)
    heavier = found is not None and one.measure == "warning" and found[0] == "revocation_proposal"
    if not heavier and (found is None or found[0] != one.measure):
        raise DaysDoNotReach
