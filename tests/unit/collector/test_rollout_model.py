"""Rollouts as rules: no group before the one before it proved the bundle; one that fails stops."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.rooms.rollouts import model
from yizhan_collector.rooms.rollouts.groups import FirstTooLarge, NoBoxes, Wanted, share
from yizhan_collector.rooms.rollouts.model import Box, Group, Rollout
from yizhan_collector.rooms.rollouts.window import InOpeningHours, check, from_within, within

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)  # noon in Shanghai
HOUR = timedelta(hours=1)
PHASES = st.sampled_from(["fetching", "staged", "trying", "proved", "went_back", "refused", "mute"])


def rollout(*sizes: int, success: int = 100, errors: int = 0, looked: bool = False) -> Rollout:
    groups = tuple(Group(at, success, errors, looked) for at, _ in enumerate(sizes, start=1))
    boxes = tuple(
        Box(f"bx-{at}-{number}", at)
        for at, size in enumerate(sizes, start=1)
        for number in range(size)
    )
    return Rollout(groups, boxes, 2 * HOUR)


def told(one: Rollout, phase: str, *, group: int, count: int | None = None) -> Rollout:
    """Some boxes of a group report this phase."""
    open_ = [
        box for box in one.boxes if box.group == group and box.state in (*model.WORKING, "silent")
    ][:count]
    boxes = tuple(
        replace(box, state=model.heard(box.state, phase)) if box in open_ else box  # type: ignore[arg-type]
        for box in one.boxes
    )
    return replace(one, boxes=boxes)


def ordered(one: Rollout, group: int) -> int:
    return sum(box.state != "pending" for box in one.boxes if box.group == group)


@st.composite
def lives(draw: st.DrawFn) -> tuple[Rollout, list[tuple[int, str]]]:
    """A rollout and what its boxes will say, in some order."""
    sizes = draw(st.lists(st.integers(1, 7), min_size=1, max_size=4))
    one = rollout(*sizes, success=draw(st.integers(1, 100)), errors=draw(st.integers(0, 100)),
                  looked=draw(st.booleans()))  # fmt: skip
    words = draw(st.lists(st.tuples(st.integers(0, sum(sizes) - 1), PHASES), max_size=40))
    return one, words


def begun(one: Rollout) -> set[int]:
    return {group.number for group in one.groups if group.begun_at}


@given(lives())
def test_a_group_begins_only_after_the_one_before_proved_it_and_none_after_a_stop(
    life: tuple[Rollout, list[tuple[int, str]]],
) -> None:
    one, words = life
    now = NOW
    for at, phase in [(0, "mute"), *words]:
        now += HOUR / 4
        box = one.boxes[at]
        if phase != "mute" and box.state in (*model.WORKING, "silent"):
            moved = replace(box, state=model.heard(box.state, phase), moved_at=now)  # type: ignore[arg-type]
            one = replace(one, boxes=(*one.boxes[:at], moved, *one.boxes[at + 1 :]))
        before, one = one, model.advance(one, now)
        for group in one.groups:
            boxes = one.of(group)
            failed = sum(box.state in model.FAILED for box in boxes)
            if group.begun_at and failed * 100 > group.errors * len(boxes):
                assert one.state in model.OVER
            if group.number in begun(one) - begun(before) and group.number > 1:
                last = one.groups[group.number - 2]
                proved = sum(box.state == "proved" for box in one.of(last))
                assert proved * 100 >= last.success * len(one.of(last))
                assert last.checked or not last.looked
        if one.state == "stopped":
            stops = [box.state for box in one.boxes]
            assert [box.state for box in model.advance(one, now + 99 * HOUR).boxes] == stops
        if one.why == "check":
            one = model.checked(one)


@given(lives())
def test_however_silent_its_boxes_are_a_rollout_comes_to_rest(
    life: tuple[Rollout, list[tuple[int, str]]],
) -> None:
    one, now = life[0], NOW
    for _ in range(12):
        one = model.advance(one, now)
        now += 3 * HOUR
    assert one.state != "running"
    assert not any(box.state in model.WORKING for box in one.boxes)


def test_the_first_group_is_ordered_and_the_second_waits() -> None:
    one = model.advance(rollout(1, 4), NOW)
    assert (ordered(one, 1), ordered(one, 2)) == (1, 0)
    one = model.advance(told(one, "trying", group=1), NOW)
    assert ordered(one, 2) == 0
    one = model.advance(told(one, "proved", group=1), NOW)
    assert ordered(one, 2) == 4
    one = model.advance(told(one, "proved", group=2), NOW)
    assert one.state == "finished"


def test_one_failure_of_three_stops_all_at_ten_percent() -> None:
    one = model.advance(rollout(3, 30, errors=10), NOW)
    one = model.advance(told(one, "went_back", group=1, count=1), NOW)
    assert (one.state, one.why, ordered(one, 2)) == ("stopped", "errors", 0)


@pytest.mark.parametrize(
    ("size", "percent", "need", "stop"),
    [(3, 90, 3, 2), (10, 50, 5, 5), (1, 1, 1, 1), (7, 30, 3, 2), (200, 5, 10, 10), (5, 0, 0, 1)],
)
def test_small_groups_round_to_the_safe_side(size: int, percent: int, need: int, stop: int) -> None:
    assert (model.needed(size, percent), model.too_many(size, percent)) == (need, stop)


def test_somebody_looks_before_the_next_group_where_that_was_asked() -> None:
    one = model.advance(rollout(1, 2, looked=True), NOW)
    one = model.advance(told(one, "proved", group=1), NOW)
    assert (one.state, one.why, ordered(one, 2)) == ("paused", "check", 0)
    one = model.advance(model.checked(one), NOW)
    assert (one.state, ordered(one, 2)) == ("running", 2)


def test_failures_below_the_threshold_rest_and_can_be_tried_again() -> None:
    one = model.advance(rollout(4, 4, errors=50), NOW)
    one = told(told(one, "refused", group=1, count=1), "proved", group=1)
    one = model.advance(one, NOW)
    assert (one.state, one.why, ordered(one, 2)) == ("paused", "not_enough", 0)
    one = model.advance(model.again(one), NOW)
    assert [box.state for box in one.boxes[:2]] == ["ordered", "proved"]
    one = model.advance(told(one, "proved", group=1), NOW)
    assert (one.state, ordered(one, 2)) == ("running", 4)


def test_a_box_that_says_nothing_counts_as_failed_and_may_still_catch_up() -> None:
    one = model.advance(rollout(1, 1, 1, success=50, errors=0), NOW)
    late = model.advance(one, NOW + 2 * HOUR)
    assert (late.state, late.boxes[0].state) == ("stopped", "silent")
    assert model.heard("silent", "proved") == "proved"


def test_a_box_that_waits_for_its_window_is_not_silent() -> None:
    one = replace(model.advance(rollout(1), NOW), window=(22 * 60, 5 * 60))
    box = replace(one.boxes[0], state="staged", moved_at=NOW)
    one = replace(one, boxes=(box,))
    assert model.advance(one, NOW + 11 * HOUR).boxes[0].state == "staged"
    assert model.advance(one, NOW + 12 * HOUR).boxes[0].state == "silent"


def test_a_box_out_of_service_leaves_and_what_it_proved_stays() -> None:
    one = model.advance(rollout(2, 1), NOW)
    gone = (replace(one.boxes[0], gone=True), replace(one.boxes[1], state="proved", gone=True))
    one = model.advance(replace(one, boxes=(*gone, one.boxes[2])), NOW)
    assert [box.state for box in one.boxes] == ["left", "proved", "ordered"]


def test_a_group_that_all_have_left_proves_nothing_until_somebody_looked() -> None:
    one = model.advance(rollout(1, 1), NOW)
    one = model.advance(replace(one, boxes=(replace(one.boxes[0], gone=True), one.boxes[1])), NOW)
    assert (one.state, one.why) == ("paused", "check")


def test_a_late_report_moves_nothing_back() -> None:
    assert model.heard("trying", "fetching") == "trying"
    assert model.heard("proved", "went_back") == "proved"
    assert model.heard("pending", "proved") == "pending"


@given(st.integers(1, 300), st.lists(st.tuples(st.booleans(), st.integers(1, 100)), max_size=6))
def test_every_box_is_in_one_group_and_no_group_is_empty(
    total: int, sizes: list[tuple[bool, int]]
) -> None:
    wanted = [
        Wanted(size if count else None, None if count else size, 100, 0, False)
        for count, size in [(True, 1), *sizes]
    ]
    devices = [f"bx-{at}" for at in range(total)]
    try:
        groups, boxes = share(devices, wanted)
    except FirstTooLarge:
        assert total > 1
        assert not sizes
        return
    assert [one.device for one in boxes] == devices
    assert {one.group for one in boxes} == {one.number for one in groups}
    assert [one.number for one in groups] == list(range(1, len(groups) + 1))


@pytest.mark.parametrize(("total", "first", "fits"), [(10, 1, True), (10, 2, False), (30, 3, True)])
def test_the_first_group_is_a_tenth_at_most(total: int, first: int, fits: bool) -> None:
    wanted = [Wanted(first, None, 100, 0, False), Wanted(None, 100, 100, 0, False)]
    devices = [f"bx-{at}" for at in range(total)]
    if fits:
        assert len(share(devices, wanted)[0]) == 2
    else:
        with pytest.raises(FirstTooLarge):
            share(devices, wanted)


def test_a_rollout_to_nobody_is_refused() -> None:
    with pytest.raises(NoBoxes):
        share([], [Wanted(1, None, 100, 0, False)])


@pytest.mark.parametrize("window", [(8 * 60, 9 * 60), (16 * 60, 60), (0, 0), (60, 12 * 60)])
def test_a_window_in_opening_hours_is_refused(window: tuple[int, int]) -> None:
    with pytest.raises(InOpeningHours):
        check(window)


@given(st.integers(0, 1439), st.integers(0, 1439), st.integers(0, 1439))
def test_the_window_opens_at_the_next_minute_that_lies_in_it(
    first: int, last: int, at: int
) -> None:
    moment = NOW + timedelta(minutes=at, seconds=30)
    found = from_within((first, last), moment)
    assert moment <= found + timedelta(seconds=30) <= moment + timedelta(days=1, seconds=30)
    there = found + 8 * HOUR
    assert first == last or within((first, last), there.hour * 60 + there.minute)


def test_a_window_at_night_is_lawful() -> None:
    check((22 * 60, 5 * 60))
    check((17 * 60, 8 * 60 + 30))
