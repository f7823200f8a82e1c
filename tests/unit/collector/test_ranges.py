"""Runs name exactly the events that were stored, so a receipt does too."""

from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.ground.inbox import runs

keys = st.tuples(st.sampled_from(["bx-a", "bx-b"]), st.integers(0, 2), st.integers(1, 200))


@given(st.lists(keys))
def test_runs_cover_exactly_the_events(some: list[tuple[str, int, int]]) -> None:
    covered = {
        (device, life.int, seq)
        for device, life, first, last in runs(some)
        for seq in range(first, last + 1)
    }
    assert covered == set(some)


@given(st.lists(keys))
def test_runs_are_ascending_and_never_touch(some: list[tuple[str, int, int]]) -> None:
    for a, b in pairwise(runs(some)):
        assert a[:2] < b[:2] or a[3] + 1 < b[2]


def test_a_run_ends_where_a_life_or_a_box_ends() -> None:
    some = [("bx-a", 1, 1), ("bx-a", 1, 2), ("bx-a", 2, 3), ("bx-b", 2, 4)]
    assert runs(some) == [
        ("bx-a", UUID(int=1), 1, 2),
        ("bx-a", UUID(int=2), 3, 3),
        ("bx-b", UUID(int=2), 4, 4),
    ]
