"""A day counts only after an unmet duty, when it is over, and when nothing stands against it."""

from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.rooms.conduct.days import Duty, Exclusion, Known, Stop, Stretch, stretches

START, DAY = date(2026, 3, 2), timedelta(days=1)
WHY: tuple[Exclusion, ...] = ("leave", "travel", "health", "hospital", "other", "detained")
ahead = st.integers(0, 80).map(lambda n: START + n * DAY)
stops = st.builds(
    lambda start, length, why: Stop(start, start + length * DAY, why),
    ahead, st.integers(0, 15), st.sampled_from(WHY),
)  # fmt: skip
knowns = st.builds(
    Known,
    st.lists(stops, max_size=4).map(tuple),
    st.frozensets(ahead, max_size=8),
    st.frozensets(ahead, max_size=8),
    st.none() | ahead,
)
duties = st.lists(
    st.builds(
        lambda on, after: Duty(on, None if after is None else on + after * DAY),
        ahead, st.none() | st.integers(-1, 12),
    ),
    max_size=6,
)  # fmt: skip
seens = st.frozensets(ahead, max_size=5)


def count(found: list[Stretch]) -> int:
    """All counted days together."""
    return sum(one.counted for one in found)


def widened(known: Known, more: Stop) -> Known:
    """The same with one more excuse."""
    return Known((*known.stops, more), known.down, known.closed, known.told_on)


@MANY
@given(duties, seens, knowns, ahead, stops)
def test_one_more_excuse_never_raises_the_count(
    some: list[Duty], seen: frozenset[date], known: Known, today: date, more: Stop
) -> None:
    before = stretches("due", some, seen, known, today)
    after = stretches("due", some, seen, widened(known, more), today)
    assert count(after) <= count(before)
    assert max((one.counted for one in after), default=0) <= max(
        (one.counted for one in before), default=0
    )


@MANY
@given(duties, seens, knowns, ahead, st.randoms(use_true_random=False))
def test_the_order_of_what_is_known_changes_nothing(
    some: list[Duty], seen: frozenset[date], known: Known, today: date, random: Random
) -> None:
    mixed, stops = some.copy(), list(known.stops)
    random.shuffle(mixed)
    random.shuffle(stops)
    other = Known(tuple(stops), known.down, known.closed, known.told_on)
    first = stretches("due", some, seen, known, today)
    second = stretches("due", mixed, sorted(seen, reverse=True), other, today)
    assert first == second


@MANY
@given(duties, seens, knowns, ahead)
def test_a_counted_day_has_nothing_against_it_and_counts_once(
    some: list[Duty], seen: frozenset[date], known: Known, today: date
) -> None:
    found = stretches("due", some, seen, known, today)
    counted = [one.day for each in found for one in each.days if one.why is None]
    assert len(counted) == len(set(counted))
    for day in counted:
        assert day < today
        assert day not in known.down | known.closed
        assert not any(one.start <= day <= one.end for one in known.stops)
        assert known.told_on is None or day >= known.told_on
        assert any(one.on < day for one in some)


@MANY
@given(duties, seens, knowns, ahead, ahead)
def test_being_there_once_more_never_raises_the_count(
    some: list[Duty], seen: frozenset[date], known: Known, today: date, more: date
) -> None:
    before = stretches("due", some, seen, known, today)
    assert count(stretches("due", some, seen | {more}, known, today)) <= count(before)


@given(ahead, st.integers(0, 40))
def test_each_further_day_adds_one_and_the_day_of_the_duty_none(day: date, after: int) -> None:
    found = stretches("due", [Duty(day, None)], [], Known(), day + after * DAY)
    assert count(found) == max(0, after - 1)


def test_who_reports_in_time_has_missed_nothing() -> None:
    assert stretches("due", [Duty(START, START)], [START], Known(), START + 30 * DAY) == []
    assert stretches("due", [Duty(START, START - DAY)], [], Known(), START + 30 * DAY) == []


def test_the_day_on_which_the_person_comes_late_is_the_last_that_counts() -> None:
    came = START + 3 * DAY
    [one] = stretches("due", [Duty(START, came)], [came], Known(), START + 30 * DAY)
    assert (one.until, one.counted) == (came, 3)


def test_a_report_that_met_an_earlier_day_ends_the_count_of_a_later_one_too() -> None:
    late = [Duty(START, START + 3 * DAY), Duty(START + 2 * DAY, None)]
    seen = [START + 2 * DAY]  # and a box never sent the visit that answered the first day
    found = stretches("due", late, seen, Known(), START + 30 * DAY)
    assert [(one.since, one.counted) for one in found] == [(START, 2), (START + 2 * DAY, 1)]


def test_two_missed_days_without_a_visit_between_are_one_stretch() -> None:
    missed = [Duty(START, None), Duty(START + 7 * DAY, None)]
    [one] = stretches("due", missed, [START + 9 * DAY], Known(), START + 30 * DAY)
    assert (one.since, one.counted) == (START, 9)


def test_a_duty_on_a_day_whose_post_was_down_binds_nobody() -> None:
    down = Known(down=frozenset({START}))
    assert stretches("due", [Duty(START, None)], [], down, START + 30 * DAY) == []


def test_a_stay_in_hospital_stands_out_of_the_count_with_its_reason() -> None:
    ill = Known((Stop(START + 2 * DAY, START + 4 * DAY, "hospital"),))
    [one] = stretches("due", [Duty(START, None)], [], ill, START + 8 * DAY)
    assert [day.why for day in one.days] == [None, *["hospital"] * 3, None, None, None]
