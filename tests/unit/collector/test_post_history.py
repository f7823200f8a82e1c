"""A history in even steps: what nobody said is an empty step, never a line drawn over it."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.rooms.devices.history import SPANS, Step, begin, whole

NOW = datetime(2026, 11, 24, 4, 2, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@given(st.sampled_from(sorted(SPANS)), st.sets(st.integers(0, 150)))
def test_steps_are_even_and_those_that_were_heard_keep_their_place(
    span: str, said: set[int]
) -> None:
    far, step = SPANS[span]  # type: ignore[index]
    first = begin(NOW - far, step)
    found = [Step(first + number * step, 1, temperature=float(number)) for number in sorted(said)]
    shown = whole(found, first, NOW, step)
    assert {later.at - one.at for one, later in pairwise(shown)} == {step}
    assert [one for one in shown if one.reports] == found
    assert all(one.temperature is None for one in shown if not one.reports)
    assert shown[0].at <= NOW - far < shown[1].at
    assert shown[-1].at <= NOW < shown[-1].at + step


@given(st.integers(-(10**9), 10**9))
def test_a_moment_lies_in_the_step_that_begins_before_it(seconds: int) -> None:
    at = NOW + timedelta(seconds=seconds)
    for _, step in SPANS.values():
        assert begin(at, step) <= at < begin(at, step) + step
        assert begin(begin(at, step), step) == begin(at, step)
