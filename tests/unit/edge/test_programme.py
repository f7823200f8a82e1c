"""One procedure at a time: which one, and how many heads each minute had."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_edge.recording.programme import Heads, due, waiting
from yizhan_wire.orders import SessionPlan

NOON = datetime(2026, 11, 26, 4, tzinfo=UTC)


def plan(number: int, begin: int, end: int) -> SessionPlan:
    """From minute to minute after noon."""
    return SessionPlan(UUID(int=number), at(begin), at(end))


def at(minute: float) -> datetime:
    return NOON + timedelta(minutes=minute)


A, B = plan(1, 0, 60), plan(2, 30, 90)


def test_a_plan_runs_from_its_beginning_and_not_at_its_end() -> None:
    assert due([A], None, at(-0.01)) is None
    assert due([A], None, at(0)) == due([A], A.id, at(59.9)) == A
    assert due([A], A.id, at(60)) is None


def test_of_two_the_earlier_goes_on_and_the_later_begins_when_it_ends() -> None:
    assert due([B, A], A.id, at(40)) == A
    assert waiting([B, A], A.id, at(40)) == [B.id]
    assert due([B, A], A.id, at(60)) == B
    assert waiting([B, A], B.id, at(61)) == []


def test_what_is_no_longer_listed_does_not_go_on() -> None:
    assert due([], A.id, at(10)) is None
    assert due([B], A.id, at(40)) == B


def test_a_running_plan_may_be_given_more_time() -> None:
    assert due([plan(1, 0, 120)], A.id, at(100)) == plan(1, 0, 120)


plans = st.builds(plan, st.integers(1, 5), st.integers(0, 50), st.integers(0, 100))


@MANY
@given(st.lists(plans, max_size=6, unique_by=lambda one: one.id), st.integers(-5, 110))
def test_only_what_is_listed_and_timely_runs_and_what_runs_is_not_pushed_out(
    listed: list[SessionPlan], minute: int
) -> None:
    for live in [None, *(one.id for one in listed)]:
        found = due(listed, live, at(minute))
        timely = [one for one in listed if one.starts_at <= at(minute) < one.ends_at]
        assert (found is None) == (not timely)
        assert found is None or found in timely
        if live in {one.id for one in timely}:
            assert found
            assert found.id == live


def test_a_minute_has_the_most_heads_seen_at_once_and_none_when_nobody_could_count() -> None:
    heads = Heads(at(0))
    for count in (2, 5, None, 3):
        heads.see(count)
    assert not heads.turn(at(0.99))
    assert heads.turn(at(1))
    assert heads.take(at(1)) == 5
    heads.see(None)
    assert heads.take(at(2)) is None
    heads.see(0)
    assert heads.take(at(3)) == 0


def test_a_clock_that_is_set_ends_the_minute_once() -> None:
    heads = Heads(at(10))
    assert heads.turn(at(-600))
    heads.take(at(-600))
    assert not heads.turn(at(-599.5))
