"""Missing data is never an absence, and a post out of order stops the clock."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st
from stack import builders as make
from yizhan_collector.rooms.checkins.due import Facts, Why, status
from yizhan_collector.rooms.checkins.excuse_model import Span, why
from yizhan_collector.rooms.devices.model import (
    SILENCE,
    LastHealth,
    Post,
    Sample,
    opening,
    was_down,
)
from yizhan_wire.envelope import Clock

TODAY = date(2026, 11, 24)
START, END = opening(TODAY)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
whys: st.SearchStrategy[Why | None] = st.none() | st.sampled_from(get_args(Why))
facts = st.builds(Facts, days, st.booleans(), st.booleans(), st.booleans(), whys)
spans = st.builds(
    lambda start, length, why: Span(start, start + timedelta(days=length), why),
    days, st.integers(0, 40), st.sampled_from(get_args(Why)),
)  # fmt: skip


def each_minute(without: range = range(0)) -> list[Sample]:
    """Health of a whole day except in these minutes."""
    count = int((END - START) / timedelta(minutes=1))
    moments = (START + timedelta(minutes=n) for n in range(count + 1) if n not in without)
    return [Sample(one, desk_only=False) for one in moments]


@given(facts, days)
def test_overdue_needs_a_past_day_a_working_post_and_no_visit_of_any_kind(
    known: Facts, today: date
) -> None:
    if status(known, today) == "overdue":
        assert known.due_on < today
        assert not any((known.answered, known.doubtful, known.posts_down, known.excused))


@given(facts, days)
def test_what_waits_for_an_officer_is_never_anything_else(known: Facts, today: date) -> None:
    assert (status(known, today) == "review") == known.doubtful


@given(facts)
def test_a_day_is_not_over_before_it_ends(known: Facts) -> None:
    assert status(known, known.due_on) in ("waiting", "done", "review", "excused")


@given(facts, days)
def test_whoever_is_excused_is_never_waited_for(known: Facts, today: date) -> None:
    stands = status(known, today)
    assert not (known.excused and stands in ("waiting", "overdue", "post_down"))
    assert stands != "excused" or known.excused


@given(st.lists(spans, max_size=6), days, st.randoms(use_true_random=False))
def test_why_somebody_is_excused_does_not_hang_on_the_order(
    some: list[Span], day: date, random: Random
) -> None:
    mixed = some.copy()
    random.shuffle(mixed)
    assert why(some, day) == why(mixed, day)
    assert (why(some, day) is None) == (not any(one.start <= day <= one.end for one in some))


def test_the_opening_hours_are_shanghais() -> None:
    assert datetime(2026, 11, 24, 0, 30, tzinfo=UTC) == START
    assert datetime(2026, 11, 24, 9, tzinfo=UTC) == END


def test_a_box_that_reports_each_minute_is_not_down() -> None:
    assert not was_down(TODAY, each_minute())


def test_a_box_that_said_nothing_all_day_is_down() -> None:
    assert was_down(TODAY, [])


@given(st.integers(0, 400), st.integers(1, 110))
def test_an_hour_between_two_reports_is_down_and_less_is_not(first: int, length: int) -> None:
    gap = length + 1 if first else length
    assert was_down(TODAY, each_minute(range(first, first + length))) == (gap >= 60)


@given(st.lists(st.integers(0, 510), max_size=60))
def test_the_order_of_the_reports_changes_nothing(minutes: list[int]) -> None:
    samples = [Sample(START + timedelta(minutes=n), desk_only=False) for n in minutes]
    assert was_down(TODAY, samples) == was_down(TODAY, samples[::-1])


@given(st.lists(st.integers(0, 510), max_size=300), st.integers(0, 510))
def test_one_more_report_never_makes_a_box_down(minutes: list[int], more: int) -> None:
    samples = [Sample(START + timedelta(minutes=n), desk_only=False) for n in minutes]
    with_more = [*samples, Sample(START + timedelta(minutes=more), desk_only=False)]
    assert was_down(TODAY, samples) or not was_down(TODAY, with_more)


def test_pauses_that_are_no_silence_do_not_add_up() -> None:
    every = range(0, 511, int(SILENCE / timedelta(minutes=1)))
    samples = [Sample(START + timedelta(minutes=n), desk_only=False) for n in every]
    assert not was_down(TODAY, samples)


def test_one_moment_of_sending_people_to_the_desk_stops_the_clock() -> None:
    assert was_down(TODAY, [*each_minute(), Sample(START, desk_only=True)])


def test_a_post_is_silent_by_what_arrived_and_not_by_what_its_clock_says() -> None:
    now = make.NOON
    wrong = now - timedelta(days=365)
    health = LastHealth(wrong, now - SILENCE, Clock("none", "poor"), make.health())
    post = Post("bx-1", "210521100", now, None, "online", now, health)
    assert not post.silent(now)
    assert post.silent(now + timedelta(microseconds=1))
