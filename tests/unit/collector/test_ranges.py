"""Receipts name exactly what was stored."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.ground.inbox import ranges


@given(st.sets(st.integers(1, 200)))
def test_ranges_cover_exactly_the_numbers(seqs: set[int]) -> None:
    assert {n for first, last in ranges(seqs) for n in range(first, last + 1)} == seqs


@given(st.sets(st.integers(1, 200)))
def test_ranges_are_ascending_and_never_touch(seqs: set[int]) -> None:
    found = ranges(seqs)
    assert all(a[1] + 1 < b[0] for a, b in pairwise(found))
