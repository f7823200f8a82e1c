"""A change of residence and its clocks, pure (社区矫正法 art. 27, 实施办法 art. 30, 31)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args
from uuid import UUID

from yizhan_collector.ground.months import months_later
from yizhan_collector.ground.refusals import Refused

State = Literal["asked", "granted", "refused", "withdrawn", "cancelled", "done"]
Step = Literal["ask", "answer", "decide", "file", "receipt", "report"]
STEPS: tuple[Step, ...] = get_args(Step)
Side = Literal["old", "new"]
# whose duty a step is; that the person reports is looked after by the new place
SIDES: dict[Step, Side] = {
    "ask": "old",
    "answer": "new",
    "decide": "old",
    "file": "old",
    "receipt": "new",
    "report": "new",
}


class SameCounty(Refused):
    """Inside the county no approval is needed: move, and tell the office the new address."""

    status = 409


class MoveUnderWay(Refused):
    """A change of residence is under way already; finish it or take it back first."""

    status = 409


class MoveSoon(Refused):
    """A move is normally asked for a month ahead; say why it could not be asked for earlier."""

    status = 422


class MovesBeforeRequest(Refused):
    """The day of the move lies before today; choose today or a later day."""

    status = 422


class BadPlace(Refused):
    """Name the new county, and for a county of ours its township."""

    status = 422


class WrongSide(Refused):
    """This step is the other place's duty; leave it to that office."""

    status = 403


class StepMoved(Refused):
    """This step is done, or its turn has not come; load the page again."""

    status = 409


class NoConsent(Refused):
    """The new place has not agreed; wait for its answer, or refuse with reasons."""

    status = 409


class ReasonsMissing(Refused):
    """Say what was found, and when the answer is no, why."""

    status = 422


@dataclass(frozen=True)
class Days:
    """The days of a move, from the rule table."""

    ahead_months: int
    ask: int
    answer: int
    file: int
    receipt: int
    report: int


@dataclass(frozen=True)
class MoveWish:
    """Where somebody wants to live."""

    region: str  # six digits
    township: str | None  # nine digits, of our own counties only
    body: str  # the institution there; '' for one of ours
    address: str
    moving_on: date
    why: str
    proof: str = ""
    urgent: str = ""


@dataclass(frozen=True)
class Clock:
    """One step: whose duty, since when, until when, and when it was done."""

    step: Step
    side: Side
    begins_on: date
    due_on: date | None  # None: the law names no days
    done_on: date | None = None
    done_by: UUID | None = None
    note: str = ""

    def overdue(self, today: date) -> bool:
        """Whether the office whose duty this is has let its last day pass."""
        return self.due_on is not None and (self.done_on or today) > self.due_on


@dataclass(frozen=True)
class Move:
    """One change of residence."""

    id: UUID
    person: UUID
    request: UUID
    name: str
    minor: bool
    from_township: str
    to_region: str
    to_township: str | None
    to_body: str
    address: str
    why: str
    proof: str
    moving_on: date
    urgent: str
    asked_on: date
    state: State
    agreed: bool | None
    answer: str
    inquiry_no: str
    reply_no: str
    done_on: date | None

    @property
    def inside(self) -> bool:
        """Whether the new place is one of ours and does its steps itself."""
        return self.to_township is not None

    def county(self, side: Side) -> str:
        """The county of a side."""
        return self.from_township[:6] if side == "old" else self.to_region

    def acts(self, step: Step) -> Side:
        """Whose hands do this step: of a place outside the old one writes down what came."""
        return SIDES[step] if self.inside else "old"


def check(wish: MoveWish, home: str, ours: frozenset[str], today: date, months: int) -> None:
    """Whether this move can be asked for today; `home` is the township, `ours` all townships.

    Raises BadPlace, SameCounty, MovesBeforeRequest and MoveSoon.
    """
    counties = {one[:6] for one in ours}
    if wish.region == home[:6]:
        raise SameCounty
    if wish.region in counties:
        if wish.township not in ours or not (wish.township or "").startswith(wish.region):
            raise BadPlace
    elif wish.township is not None or not wish.body:
        raise BadPlace
    if wish.moving_on < today:
        raise MovesBeforeRequest
    if wish.moving_on < months_later(today, months) and not wish.urgent:
        raise MoveSoon


def first(asked_on: date, days: Days) -> Clock:
    """The clock that begins with the request."""
    return _clock("ask", asked_on, days)


def following(step: Step, on: date, days: Days) -> tuple[Clock, ...]:
    """The clocks that begin when a step is done; a decision counts only if it grants."""
    begins: dict[Step, tuple[Step, ...]] = {
        "ask": ("answer",),
        "answer": ("decide",),
        "decide": ("file", "report"),
        "file": ("receipt",),
    }
    return tuple(_clock(one, on, days) for one in begins.get(step, ()))


def _clock(step: Step, on: date, days: Days) -> Clock:
    limit: int | None = None if step == "decide" else getattr(days, step)
    # the day itself is not counted, the last one is
    due = None if limit is None else on + timedelta(days=limit)
    return Clock(step, SIDES[step], on, due)


@dataclass(frozen=True)
class Filter:
    """Which moves of the own area; None is all."""

    side: Side | None
    live: bool
    area: str
