"""No cell that is not told follows from what is told: tried against every table that fits."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yizhan_collector.rooms.sharing.hiding import SMALLEST, TOTAL, Key, Table, published

PLACES, HEADS = ("210502", "210521", "210522"), ("lenient", "ordinary", "strict")
COUNT = st.one_of(st.just(0), st.integers(1, 9), st.integers(10, 60))


def counted(rows: list[list[int]]) -> dict[Key, int]:
    return {
        (PLACES[row], HEADS[column]): count
        for row, counts in enumerate(rows)
        for column, count in enumerate(counts)
    }


def told(rows: list[list[int]]) -> Table:
    return published("people", PLACES[: len(rows)], HEADS[: len(rows[0])], counted(rows))


def fits(table: Table, inner: dict[Key, int]) -> dict[Key, int] | None:
    """The whole table with these cells, or None when it says other than what is told."""
    full = dict(inner)
    for place in table.places[:-1]:
        full[place, TOTAL] = sum(inner[place, head] for head in table.heads[:-1])
    for head in table.heads:
        full[TOTAL, head] = sum(full[place, head] for place in table.places[:-1])
    same = all(full[key] == count for key, count in table.cells.items() if count is not None)
    return full if same else None


def readings(table: Table, true: dict[Key, int]) -> dict[Key, set[int]]:
    """What each hidden cell may be: every table near the true one that says what is told.

    A reader knows that a hidden cell is no zero. Found by trying all, not by walks.
    """
    inner = [key for key in table.cells if TOTAL not in key]
    ways = [
        range(max(1, true[key] - 1), true[key] + 2) if table.cells[key] is None else (true[key],)
        for key in inner
    ]
    found: dict[Key, set[int]] = {}
    for values in product(*ways):
        full = fits(table, dict(zip(inner, values, strict=True)))
        for key, count in (full or {}).items():
            if table.cells[key] is None and count > 0:
                found.setdefault(key, set()).add(count)
    return found


def hidden(table: Table) -> set[Key]:
    return {key for key, count in table.cells.items() if count is None}


TABLES = st.tuples(st.integers(1, 3), st.integers(1, 2)).flatmap(
    lambda size: st.lists(
        st.lists(COUNT, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)


@given(TABLES)
def test_every_hidden_cell_may_have_another_value(rows: list[list[int]]) -> None:
    table = told(rows)
    found = readings(table, counted(rows))
    assert {key for key, values in found.items() if len(values) > 1} == hidden(table)


@settings(max_examples=20)
@given(st.lists(st.lists(COUNT, min_size=3, max_size=3), min_size=3, max_size=3))
def test_nor_in_a_table_of_three_by_three(rows: list[list[int]]) -> None:
    table = told(rows)
    found = readings(table, counted(rows))
    assert {key for key, values in found.items() if len(values) > 1} == hidden(table)


@given(st.lists(st.lists(st.integers(0, 300), min_size=3, max_size=3), min_size=1, max_size=3))
def test_no_small_count_is_told_every_other_number_is_true_and_no_zero_is_hidden(
    rows: list[list[int]],
) -> None:
    table = told(rows)
    whole = published("people", table.places[:-1], HEADS, {key: n * SMALLEST for key, n in
                                                           counted(rows).items()})  # fmt: skip
    for key, count in table.cells.items():
        truth = (whole.cells[key] or 0) // SMALLEST
        assert whole.cells[key] is not None
        assert count is None if 0 < truth < SMALLEST else count in (None, truth)
        assert count is not None or truth > 0


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        # nothing small: everything is told
        ([[10, 20], [30, 0]], [[10, 20, 30], [30, 0, 30], [40, 20, 60]]),
        # one small cell: it would follow from its row and its column
        ([[5, 20], [30, 40]], [[None, None, 25], [None, None, 70], [35, 60, 95]]),
        # two ones in a row add up to a hidden two: nothing follows
        ([[1, 1], [0, 0]], [[None, None, None], [0, 0, 0], [None, None, None]]),
    ],
)
def test_some_tables(rows: list[list[int]], shown: list[list[int | None]]) -> None:
    table = told(rows)
    assert [[table.cells[place, head] for head in table.heads] for place in table.places] == shown


def test_what_has_no_place_of_ours_is_counted_all_the_same() -> None:
    table = published("matters", ["210521"], ["advice"], {("210599", "advice"): 12})
    assert table.cells["total", "total"] == table.cells["210599", "advice"] == 12
