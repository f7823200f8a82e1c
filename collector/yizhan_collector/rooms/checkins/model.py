"""What a visit means for its due day, pure: capture time and clock, never arrival."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from yizhan_wire.envelope import Clock
from yizhan_wire.events import CheckIn, FaceResult

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.orders.model import Rhythm, Schedule

Timing = Literal["on_time", "early", "late", "unscheduled"]
Decision = Literal["match", "concern", "no_match"]
ScoreBand = Literal["clear", "near", "far"]
Channel = Literal["kiosk", "desk", "phone", "video", "home_visit"]
Days = Rhythm | Schedule  # what asks for reports
EARLY_DAYS = 1  # a visit on the eve counts for the next day
NEAR = 0.2


@dataclass(frozen=True)
class Settled:
    """The due day a visit answers, how it stands to it, and whether a person must look."""

    due_on: date | None
    timing: Timing
    needs_review: bool


@dataclass(frozen=True)
class Visit:
    """A visit as it is kept."""

    id: UUID
    person: UUID
    device: str | None  # None: an officer took the report
    due_on: date | None
    timing: Timing
    live: bool
    asks: bool  # a person must look; stays true after the decision
    body: CheckIn
    clock: Clock
    captured_at: datetime
    sent_at: datetime | None
    received_at: datetime
    decision: Decision | None
    note: str | None
    reviewed_by: UUID | None
    reviewed_at: datetime | None
    channel: Channel = "kiosk"
    recorded_by: UUID | None = None

    @property
    def needs_review(self) -> bool:
        """Whether a person must look and none has decided yet."""
        return self.asks and self.decision is None

    @property
    def route(self) -> str:
        """How the person was identified."""
        return self.body.route

    @property
    def verdict(self) -> str | None:
        """What the comparison said; None without one."""
        return self.body.face.verdict if self.body.face else None

    @property
    def corrected_at(self) -> datetime:
        """The capture corrected by the box's known offset, as far as there is one."""
        return self.captured_at - timedelta(seconds=-(self.clock.offset_s or 0))


def settle(
    rhythm: Days | None, visit: CheckIn, captured_at: datetime, clock: Clock, open_since: bool
) -> Settled:
    """Judge a visit. `open_since`: the last due day before that day has no live check-in yet.

    A poor clock cannot place a visit on a day: a person must.
    """
    if clock.confidence == "poor":
        return Settled(None, "unscheduled", needs_review=True)
    due_on, timing = place(rhythm, legal_day(captured_at), open_since)
    return Settled(due_on, timing, asks(visit, clock))


def place(rhythm: Days | None, day: date, open_since: bool) -> tuple[date | None, Timing]:
    """The due day a visit of this day answers, and how it stands to it."""
    last = rhythm.before(day) if rhythm else None
    if rhythm is None:
        return None, "unscheduled"
    if last == day:
        return day, "on_time"
    if last and open_since:
        return last, "late"
    following = rhythm.after(day)
    if following and (following - day).days <= EARLY_DAYS:
        return following, "early"
    return None, "unscheduled"


def score_band(face: FaceResult | None) -> ScoreBand | None:
    """The nearest comparison against the threshold: `near` is either side of it, by a fifth."""
    if face is None or face.best_distance is None or not face.threshold:
        return None
    ratio = face.best_distance / face.threshold
    if ratio <= 1 - NEAR:
        return "clear"
    return "near" if ratio <= 1 + NEAR else "far"


def asks(visit: CheckIn, clock: Clock) -> bool:
    """Whether a person must look at this visit."""
    if clock.confidence == "poor":
        return True
    if visit.route == "code":
        return False
    if visit.route == "officer" or visit.face is None:
        return True
    return visit.face.verdict != "match" or visit.face.liveness != "passed"
