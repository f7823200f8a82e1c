"""The made-up days are what they say, and the judgement is held against their truth."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stack.traces import HOME, SHOP, TOWN, TRAIN, Span, Trace, hard, trace
from yizhan_collector.ground.days import midnight
from yizhan_collector.rooms.positions.fix import Fix, distance
from yizhan_collector.rooms.positions.judge.day import Judgement, judge

DAY = date(2026, 11, 24)
START = midnight(DAY).astimezone(UTC)
END = START + timedelta(days=1)
SEEDS = range(60)
SHORT = timedelta(minutes=10)
WHOLE = settings(max_examples=25, deadline=None)  # a whole day is made and judged each time
seeds = st.integers(0, 10_000)


def judged(day: Trace) -> Judgement:
    """The judgement of a harder day."""
    return judge(day.fixes, DAY, [TOWN, SHOP], day.home, (), END)


def exact(day: Trace, span: Span) -> list[Fix]:
    """What a device told within a span, towers left out, each moment once."""
    within = [one for one in day.fixes if span[0] <= one.at < span[1] and one.source != "cell"]
    return list({one.at: one for one in within}.values())


def meets(one: Span, others: list[Span]) -> bool:
    """Whether a span touches one of others."""
    return any(one[0] <= end and one[1] >= start for start, end in others)


@WHOLE
@given(seeds)
@pytest.mark.parametrize("make", [trace, hard])
def test_a_seed_makes_the_same_day_again(make: Callable[[int, date], Trace], seed: int) -> None:
    assert make(seed, DAY) == make(seed, DAY)


@WHOLE
@given(seeds)
def test_the_truth_of_a_harder_day_is_where_its_exact_positions_lie(seed: int) -> None:
    day = hard(seed, DAY)
    for span in day.left:
        some = exact(day, span)
        near = [one for one in some if distance(one.point, HOME) < TOWN.radius - 400]
        assert len(near) <= len(some) / 4
    for one, other in pairwise(sorted([*day.left, (END, END)])):
        assert one[0] < one[1] <= other[0]


@WHOLE
@given(seeds)
def test_nobody_truly_moves_faster_than_a_train(seed: int) -> None:
    some = {one.at: one for one in hard(seed, DAY).fixes if one.source == "gnss"}
    steps = [(some[at], some[at + timedelta(minutes=1)])
             for at in some if at + timedelta(minutes=1) in some]  # fmt: skip
    fast = [distance(a.point, b.point) for a, b in steps]
    # but for the jumps, of which there are few
    assert sum(one > TRAIN * 60 + 400 for one in fast) <= 25


def test_the_harder_days_hold_every_kind_of_trouble() -> None:
    days = [hard(seed, DAY) for seed in SEEDS]
    every = [one for day in days for one in day.fixes]
    assert {one.accuracy for one in every} >= {None, 0.0, 2.0, 250.0}
    assert {one.source for one in every} == {"gnss", "cell"}
    backwards = [day for day in days if any(a.at > b.at for a, b in pairwise(day.fixes[:1350]))]
    assert 10 < len(backwards) < 50
    assert all(len(day.fixes) > len(set(day.fixes)) for day in days)
    assert any(distance(day.home.centre, HOME) > 4000 for day in days if day.home.centre)
    ends = [max((b - a for a, b in day.left), default=timedelta(0)) for day in days]
    assert max(ends) > timedelta(hours=4)


def test_no_departure_of_the_harder_days_is_made_up_and_none_that_was_heard_is_missed() -> None:
    true = 0
    for seed in SEEDS:
        day = hard(seed, DAY)
        found = judged(day).crossings
        for zone, spans in ((TOWN, day.left), (SHOP, day.entered)):
            told = [(one.since, one.until or END) for one in found if one.zone == zone.id]
            assert [one for one in told if not meets(one, spans)] == []
            long = [one for one in spans if one[1] - one[0] >= SHORT]
            heard = [
                one
                for one in long
                if len(exact(day, one)) * timedelta(minutes=2) >= one[1] - one[0]
            ]
            true += len(heard)
            assert [one for one in heard if not meets(one, told)] == []
    assert true > 15


@WHOLE
@given(seeds, st.randoms(use_true_random=False))
def test_how_a_harder_day_arrives_changes_nothing(seed: int, chance: Random) -> None:
    day = hard(seed, DAY)
    found = judged(day)
    shuffled = list(day.fixes)
    chance.shuffle(shuffled)
    assert judge(shuffled, DAY, [TOWN, SHOP], day.home, (), END) == found


@WHOLE
@given(seeds)
def test_silence_cut_out_of_a_day_never_makes_a_departure(seed: int) -> None:
    day = hard(seed, DAY)
    for hour in (3, 10, 19):
        start, end = START + timedelta(hours=hour), START + timedelta(hours=hour + 3)
        kept = [one for one in day.fixes if not start <= one.at < end]
        found = judge(kept, DAY, [TOWN, SHOP], day.home, (), END)
        spans = {TOWN.id: day.left, SHOP.id: day.entered}
        told = [(one.zone, (one.since, one.evidence[-1])) for one in found.crossings]
        assert [one for zone, one in told if not meets(one, spans[zone])] == []
        within = [one for one in found.home if start < one.start < one.end < end]
        assert {one.where for one in within} <= {"UNKNOWN"}


def test_a_day_moved_by_whole_days_has_moved_crossings() -> None:
    day = hard(3, DAY)
    for later in (1, 30, 400):
        off = timedelta(days=later)
        other = hard(3, DAY + off)
        assert [one.at - off for one in other.fixes] == [one.at for one in day.fixes]
        moved = judge(other.fixes, DAY + off, [TOWN, SHOP], other.home, (), END + off)
        times: list[datetime] = [one.since - off for one in moved.crossings]
        assert times == [one.since for one in judged(day).crossings]
