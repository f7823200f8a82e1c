"""Who hears a complaint, what an answer and a reply must say, and what is drawn at random; pure."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.staff.model import Role, Staff

Topic = Literal["treatment", "decision", "delay", "leak", "restriction", "retaliation", "other"]
Outcome = Literal["upheld", "partly", "not_upheld"]
ToldHow = Literal["page", "letter", "phone", "meeting"]
Channel = Literal["own", "kiosk"]
Adopted = Literal["yes", "partly", "no"]
Kind = Literal["opinion", "correction"]
COUNTY: frozenset[Role] = frozenset({"officer_county", "head_county"})


class OtherOffice(Refused):
    """You can complain here about your township office or your county; choose one of the two."""

    status = 422


class AlreadyAnswered(Refused):
    """This has been answered already, and an answer is never changed; load the page again."""

    status = 409


class NotAnsweredYet(Refused):
    """There is no answer yet that could be told; write it first."""

    status = 409


class ReasonsForNo(Refused):
    """What is not adopted, or only in part, needs its reasons; write them."""

    status = 422


class ReferenceTaken(Refused):
    """There is an opinion with this reference already; check its number."""

    status = 409


@dataclass(frozen=True)
class Complaint:
    """What a person complains of, and the answer."""

    id: UUID
    person: UUID
    township: str
    about: str  # the office: nine digits a township, six its county
    topic: Topic
    words: str
    decision: UUID | None  # the request whose decision it is about
    channel: Channel
    filed_at: datetime
    answer_by: date
    outcome: Outcome | None = None
    answer: str | None = None
    answered_by: UUID | None = None
    answered_at: datetime | None = None
    told_how: ToldHow | None = None
    told_at: datetime | None = None
    paper: UUID | None = None

    @property
    def heard_at(self) -> Literal["county", "city"]:
        """Which office answers: never the one complained of."""
        return heard_at(self.about)

    def heard_by(self, staff: Staff) -> bool:
        """Whether this member of staff answers it; who is complained of never does."""
        if self.heard_at == "city":
            return staff.role == "supervisor_city"
        return staff.role in COUNTY and staff.area == self.about[:6]

    def seen_by(self, staff: Staff) -> bool:
        """Whether this member of staff may read it: who hears it, and the procuratorate."""
        if staff.role == "prosecutor":
            return staff.sees(self.township)
        return self.heard_by(staff)

    def late(self, today: date) -> bool:
        """Whether the answer came, or has not come, after its day; the day itself is in time."""
        return overdue(self.answer_by, self.answered_at, today)


@dataclass(frozen=True)
class Filed:
    """A complaint as it is made."""

    about: str
    topic: Topic
    words: str
    decision: UUID | None = None


@dataclass(frozen=True)
class Opinion:
    """What the procuratorate objects to or advises, and the county's written reply."""

    id: UUID
    county: str
    about: str
    kind: Kind
    reference: str
    words: str
    person: UUID | None
    raised_by: UUID
    raised_at: datetime
    reply_by: date
    adopted: Adopted | None = None
    reply: str | None = None
    reasons: str = ""
    replied_by: UUID | None = None
    replied_at: datetime | None = None
    paper: UUID | None = None

    def replied_to_by(self, staff: Staff) -> bool:
        """Whether this member of staff replies: the county's own people."""
        return staff.role in COUNTY and staff.area == self.county

    def late(self, today: date) -> bool:
        """Whether the reply came, or has not come, after its day."""
        return overdue(self.reply_by, self.replied_at, today)


@dataclass(frozen=True)
class Raised:
    """An opinion as the prosecutor writes it."""

    about: str
    kind: Kind
    reference: str
    words: str
    person: UUID | None = None


@dataclass(frozen=True)
class Reply:
    """The county's reply."""

    adopted: Adopted
    reply: str
    reasons: str = ""

    def __post_init__(self) -> None:
        """Raises ReasonsForNo."""
        if self.adopted != "yes" and not self.reasons.strip():
            raise ReasonsForNo


def heard_at(about: str) -> Literal["county", "city"]:
    """A complaint about a township goes to its county, one about a county to the city."""
    return "county" if len(about) == 9 else "city"


def offices(township: str) -> tuple[str, str]:
    """What a person of this township can complain about: the township office and the county."""
    return township, township[:6]


def overdue(by: date, done_at: datetime | None, today: date) -> bool:
    """Whether something was, or is still not, done after its legal day."""
    return (legal_day(done_at) if done_at else today) > by


def sample(people: Iterable[UUID], size: int, seed: str) -> list[UUID]:
    """`size` of these, drawn so that nobody can foresee who and anybody can draw them again."""
    return sorted(people, key=lambda one: _lot(seed, one))[:size]


def _lot(seed: str, one: UUID) -> bytes:
    return hashlib.sha256(f"{seed} {one}".encode()).digest()
