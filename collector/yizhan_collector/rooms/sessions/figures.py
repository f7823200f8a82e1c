"""The figure of heads, and whether the recording is whole; pure. A count is never a check-in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from statistics import median_low
from typing import Literal
from uuid import UUID

from yizhan_wire import chain as rule
from yizhan_wire.events import Segment

ChainState = Literal["whole", "gap", "broken", "twice"]


@dataclass(frozen=True)
class Minute:
    """The most heads seen at once in a minute; None when nobody could be counted."""

    minute: datetime
    heads: int | None


@dataclass(frozen=True)
class Chain:
    """`number` is the last segment of a whole chain, else the first that does not fit."""

    state: ChainState
    number: int


def typical(minutes: Sequence[Minute], begun: datetime | None, settle: timedelta) -> int | None:
    """How many heads there were: the middle of the minutes after the first `settle`.

    The lower one of two middles. A session shorter than that counts with all its minutes; None
    when nobody could be counted. The middle is moved neither by who looks in for a moment nor by a
    minute in which heads are bent over paper.
    """
    known = [one for one in minutes if one.heads is not None]
    if not known:
        return None
    first = begun or min(one.minute for one in known)
    settled = [one for one in known if one.minute - first >= settle]
    return median_low(one.heads for one in settled or known if one.heads is not None)


def chain_of(session: UUID, told: Iterable[Segment]) -> Chain:
    """Whether the segments that were told of follow one another, in whatever order they came.

    `twice` and `broken` are worse than a `gap`: what is not there yet may still come.
    """
    before: Segment | None = None
    gap = last = 0
    for number, some in groupby(sorted(told, key=_place), key=attrgetter("number")):
        one, *others = some
        if others:
            return Chain("twice", number)
        follows = number == last + 1
        if follows and one.chain != linked(session, before, one):
            return Chain("broken", number)
        gap = gap or (0 if follows else last + 1)
        before, last = one, number
    return Chain("gap", gap) if gap else Chain("whole", last)


def linked(session: UUID, before: Segment | None, one: Segment) -> str:
    """The chain a segment must have after the one before it."""
    root = before.chain if before else rule.first(session)
    return rule.link(root, one.number, one.started_at, one.ended_at, one.size, one.sha256)


def _place(one: Segment) -> tuple[int, str]:
    return one.number, one.chain
