"""Which due day each visit of a person answers and which one counts for it, pure.

All visits are judged together in the order of capture, so the order of arrival changes nothing.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.checkins.model import Days, Timing, Visit, settle


def judge(rhythm: Days, visits: Collection[Visit]) -> list[Visit]:
    """The same visits, each at the day it answers, one live a day.

    A visit whose clock nobody can trust stays at the day an officer placed it at.
    """
    placed: list[Visit] = []
    answered: set[date] = set()
    for visit in sorted(visits, key=lambda one: (not _poor(one), one.captured_at, one.id)):
        due_on, timing = _day(rhythm, visit, answered)
        placed.append(replace(visit, due_on=due_on, timing=timing))
        if due_on and visit.decision != "no_match":
            answered.add(due_on)
    best = (elect([one for one in placed if one.due_on == day]) for day in answered)
    counting = {one.id for one in best if one}
    return [replace(one, live=one.id in counting) for one in placed]


def elect(visits: Collection[Visit]) -> Visit | None:
    """Which visit of a due day counts: a decided one, then a clear one, then the earlier capture.

    One that an officer found to be somebody else never counts.
    """
    return min(
        (one for one in visits if one.decision != "no_match"),
        key=lambda one: (one.decision is None, one.asks, one.captured_at, one.id),
        default=None,
    )


def _day(rhythm: Days, visit: Visit, answered: Collection[date]) -> tuple[date | None, Timing]:
    if _poor(visit):
        return visit.due_on, visit.timing
    last = rhythm.before(legal_day(visit.captured_at) - timedelta(days=1))
    open_since = last is not None and last not in answered
    settled = settle(rhythm, visit.body, visit.captured_at, visit.clock, open_since)
    return settled.due_on, settled.timing


def _poor(visit: Visit) -> bool:
    return visit.clock.confidence == "poor"
