"""Who decides on a leave: the ladder of days, pure. Its numbers come from the rule table."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from yizhan_collector.ground.months import last_day
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.leaves.model import Limits, Span
from yizhan_collector.rooms.staff.model import Level

Ground = Literal["short", "not_delegated", "over_office", "over_grant", "over_window"]
GROUNDS: tuple[Ground, ...] = get_args(Ground)
ORDER: tuple[Level, ...] = ("township", "county", "head", "city")
ONE_DAY = timedelta(days=1)


class LevelRisen(Refused):
    """With other leave granted since, a higher level must decide this now; pass it on."""

    status = 409


class LevelEnough(Refused):
    """The level that was asked is still enough for this leave; decide on it there."""

    status = 409


@dataclass(frozen=True)
class Need:
    """Who must decide, and why."""

    level: Level
    days: int  # unbroken days away, with adjoining leave
    total: int  # the most days away within any window that touches this leave
    grounds: tuple[Ground, ...]

    @property
    def informs_procuratorate(self) -> bool:
        """A leave of the next level up is told to the procuratorate."""
        return self.level == "city"


def need(span: Span, taken: Collection[Span], limits: Limits, delegated: bool) -> Need:
    """Who decides on this span beside the leave already taken or granted.

    Adjoining leave counts as one, so that nothing is gained by asking in pieces.
    """
    days, total = unbroken(span, taken), heaviest(span, taken, limits.window_months)
    above = _above(days, total, limits)
    if above:
        return Need("city", days, total, above)
    if days > limits.office_days:
        return Need("county", days, total, ("over_office",))
    if not delegated:
        return Need("county", days, total, ("not_delegated",))
    return Need("township", days, total, ("short",))


def _above(days: int, total: int, limits: Limits) -> tuple[Ground, ...]:
    over: list[Ground] = ["over_grant"] if days > limits.grant_days else []
    if total > limits.window_days:
        over.append("over_window")
    return tuple(over)


def unbroken(span: Span, taken: Iterable[Span]) -> int:
    """Days away in one, when leave that adjoins this span is counted with it."""
    away = days_of([span, *taken])
    start, end = span.start, span.end
    while start - ONE_DAY in away:
        start -= ONE_DAY
    while end + ONE_DAY in away:
        end += ONE_DAY
    return Span(start, end).days


def heaviest(span: Span, taken: Iterable[Span], months: int) -> int:
    """The most days away in any period of `months` months that holds a day of this span."""
    away = sorted(days_of([span, *taken]))
    # the heaviest begins with a day away: a period that begins later never ends earlier
    windows = (Span(one, last_day(one, months)) for one in away if one <= span.end)
    return max(_within(away, one) for one in windows if one.end >= span.start)


def _within(away: list[date], window: Span) -> int:
    return bisect_right(away, window.end) - bisect_left(away, window.start)


def days_of(spans: Iterable[Span]) -> set[date]:
    """Every day of these spans, once."""
    return {day for span in spans for day in span.each()}


def below(level: Level, needed: Level) -> bool:
    """Whether `level` stands under the level that is needed."""
    return ORDER.index(level) < ORDER.index(needed)
