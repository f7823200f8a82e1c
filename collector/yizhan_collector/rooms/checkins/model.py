"""What a visit means for its due day, pure: capture time and clock, never arrival."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from yizhan_wire.envelope import Clock
from yizhan_wire.events import CheckIn

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.orders.model import Rhythm

Timing = Literal["on_time", "early", "late", "unscheduled"]
EARLY_DAYS = 1  # a visit on the eve counts for the next day


@dataclass(frozen=True)
class Settled:
    """The due day a visit answers, how it stands to it, and whether a person must look."""

    due_on: date | None
    timing: Timing
    needs_review: bool


def settle(
    rhythm: Rhythm | None, visit: CheckIn, captured_at: datetime, clock: Clock, open_since: bool
) -> Settled:
    """Judge a visit. `open_since`: the last due day before today has no live check-in yet.

    A poor clock cannot place a visit on a day: a person must.
    """
    if clock.confidence == "poor":
        return Settled(None, "unscheduled", needs_review=True)
    due_on, timing = _place(rhythm, legal_day(captured_at), open_since)
    return Settled(due_on, timing, _doubtful(visit))


def _place(rhythm: Rhythm | None, day: date, open_since: bool) -> tuple[date | None, Timing]:
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


def _doubtful(visit: CheckIn) -> bool:
    if visit.route == "code":
        return False
    if visit.route == "officer" or visit.face is None:
        return True
    return visit.face.verdict != "match" or visit.face.liveness != "passed"
