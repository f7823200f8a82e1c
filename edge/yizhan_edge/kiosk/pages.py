"""What a visit is made of: its pages, its questions, and the moment something happens."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from yizhan_wire.envelope import Clock
from yizhan_wire.events import FaceResult, Route, Verdict

Page = Literal[
    "idle", "number", "route", "permit", "enrol", "face", "failed", "code", "officer",
    "questions", "done", "desk",
]  # fmt: skip
Lang = Literal["zh", "en"]
QUESTIONS_V = 1


@dataclass(frozen=True)
class Moment:
    """One instant: monotonic seconds for time-outs, the box's UTC, how far that is trusted."""

    at: float
    now: datetime
    clock: Clock

    @property
    def best(self) -> datetime:
        """UTC as the collector would say it, where its clock was heard."""
        return self.now + timedelta(seconds=self.clock.offset_s or 0)


@dataclass(frozen=True)
class Question:
    """One question a page; question and answers are codes, the page has the words."""

    code: str
    answers: tuple[str, ...]


QUESTIONS = (
    Question("address", ("no", "yes")),
    Question("contact", ("no", "yes")),
    Question("help", ("none", "legal_aid", "work", "other")),
)


@dataclass(frozen=True)
class Choice:
    """A way that is offered; a closed one says why in a code."""

    open: bool
    reason: str | None = None


@dataclass(frozen=True)
class Done:
    """What the last page says: when (UTC), by which route, and the next day if it is known."""

    recorded_at: datetime
    route: Route
    face: Verdict | None
    next_due: str | None


@dataclass
class Visit:
    """One person's way through the pages. It knows an id and a number, and no name."""

    page: Page = "idle"
    lang: Lang = "zh"
    touched: float = 0.0
    message: str | None = None
    number: str = ""
    person: UUID | None = None
    prompt: str | None = None
    good: int = 0
    turn: int = 0
    tries: int = 0
    permit: UUID | None = None
    code: UUID | None = None
    face: FaceResult | None = None
    route: Route | None = None
    proved: Moment | None = None
    answers: dict[str, str] = field(default_factory=dict)
    done: Done | None = None

    @property
    def known(self) -> bool:
        """Whether a finished visit showed who it was: a face that matched, or a code in hand."""
        matched = self.face is not None and self.face.verdict == "match"
        return self.page == "done" and (self.route == "code" or (self.route == "face" and matched))

    @property
    def question(self) -> Question | None:
        """The question that is open now."""
        left = [one for one in QUESTIONS if one.code not in self.answers]
        return left[0] if left and self.page == "questions" else None
