"""Calls as the telephone exchange tells of them, and what they come to; pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal

EventKind = Literal["offered", "queued", "answered", "ended", "recording_ready", "rated"]
State = Literal["offered", "queued", "answered", "ended"]
FORWARD: tuple[State, ...] = ("offered", "queued", "answered", "ended")
UNSATISFIED, MOST_STARS = 2, 5  # stars, and fewer; of how many
IDENT = re.compile(r"[A-Za-z0-9._-]{1,100}")
NUMBER = re.compile(r"[0-9+*# -]{0,30}")


class BadEvent(ValueError):
    """An event names its call in at most 100 letters, digits, dots and dashes, and 1 to 5 stars."""


@dataclass(frozen=True)
class CallEvent:
    """One thing the exchange tells; `event` is the same for each repeat of it.

    `number` and `outgoing` come with `offered` (it may be withheld: empty), `wish` with
    the offer of a call that an operator asked for, `seat` (an extension) with `answered`,
    `recording` with `recording_ready`, `stars` (1 to 5, pressed by the caller) with `rated`,
    `cause` with `ended`. `at` is the clock of the exchange; events come doubled and in any order.
    Raises BadEvent; a number that is none counts as withheld.
    """

    event: str
    call: str
    kind: EventKind
    at: datetime
    number: str = ""
    outgoing: bool = False
    wish: str = ""
    seat: str = ""
    recording: str = ""
    stars: int | None = None
    cause: str = ""

    def __post_init__(self) -> None:
        good_stars = self.stars is None or 1 <= self.stars <= MOST_STARS
        if not IDENT.fullmatch(self.call) or not good_stars or self.at.tzinfo is None:
            raise BadEvent
        if not NUMBER.fullmatch(self.number):
            object.__setattr__(self, "number", "")


@dataclass(frozen=True)
class Call:
    """What a call came to: the sum of its events, in whatever order they were heard."""

    id: str
    number: str = ""
    outgoing: bool = False
    wish: str = ""
    seat: str = ""
    recording: str = ""
    stars: int | None = None
    cause: str = ""
    offered_at: datetime | None = None
    queued_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def state(self) -> State:
        """How far it got."""
        reached = (self.offered_at, self.queued_at, self.answered_at, self.ended_at)
        return next(
            (name for name, at in zip(FORWARD[::-1], reached[::-1], strict=True) if at), "offered"
        )

    @property
    def missed(self) -> bool:
        """Whether somebody called us and nobody answered."""
        return self.ended_at is not None and self.answered_at is None and not self.outgoing

    @property
    def waited(self) -> timedelta | None:
        """How long the caller waited until the answer; None while and where there was none."""
        began = self.queued_at or self.offered_at
        if self.answered_at is None or began is None:
            return None
        return max(timedelta(), self.answered_at - began)


def with_event(call: Call, one: CallEvent) -> Call:
    """The call after one more event; the same events in any order, once or twice, are one call.

    Of two moments of the same kind the earlier counts, and what it brought.
    """
    if one.kind == "recording_ready":
        return replace(call, recording=max(call.recording, one.recording))
    if one.kind == "rated":
        return replace(call, stars=min(filter(None, (call.stars, one.stars)), default=None))
    name = f"{one.kind}_at"
    before: datetime | None = getattr(call, name)
    if before is not None and (before, _brought(call, one)) <= (one.at, _said(one)):
        return call
    changes: dict[str, Any] = {name: one.at, **dict(_fields(one))}
    return replace(call, **changes)


def summed(call: str, events: Iterable[CallEvent]) -> Call:
    """A call from all its events."""
    found = Call(call)
    for one in events:
        found = with_event(found, one)
    return found


BROUGHT: dict[EventKind, tuple[str, ...]] = {
    "offered": ("number", "outgoing", "wish"),
    "queued": (),
    "answered": ("seat",),
    "ended": ("cause",),
}


def _fields(one: CallEvent) -> list[tuple[str, object]]:
    return [(name, getattr(one, name)) for name in BROUGHT[one.kind]]


def _said(one: CallEvent) -> list[str]:
    return [str(value) for _, value in _fields(one)]


def _brought(call: Call, one: CallEvent) -> list[str]:
    return [str(getattr(call, name)) for name in BROUGHT[one.kind]]


@dataclass(frozen=True)
class Standing:
    """The calls that the exchange has at a moment; what it has no more has ended."""

    at: datetime
    calls: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Connect:
    """To the exchange: ring this seat, and give it the waiting call."""

    call: str
    seat: str


@dataclass(frozen=True)
class Dial:
    """To the exchange: ring this seat, and from there the number; its offer names the wish."""

    wish: str
    seat: str
    number: str


Command = Connect | Dial
