"""What figures may tell: never how many minors when they are so few that one could be named."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.rooms.statistics.model import (
    SMALLEST,
    Answer,
    Cell,
    monday,
    suppressed,
    tally,
)

cells = st.lists(
    st.builds(Cell, st.uuids().map(str), st.integers(1, 9)), max_size=8, unique_by=lambda c: c.key
)


@given(cells)
def test_a_small_cell_is_never_told(found: list[Cell]) -> None:
    told = suppressed(found)
    assert [one.key for one in told] == [one.key for one in found]
    for before, after in zip(found, told, strict=True):
        assert after.count in (None, before.count)
        assert after.count is None or after.count >= SMALLEST


@given(cells)
def test_a_hidden_cell_cannot_be_told_from_the_sum(found: list[Cell]) -> None:
    hidden = [one for one in suppressed(found) if one.count is None]
    assert len(hidden) != 1 or len(found) == 1


def test_what_is_large_enough_is_told_as_it_is() -> None:
    found = [Cell("active", 7), Cell("received", 3)]
    assert suppressed(found) == found


def test_answers_are_counted_by_township_and_minors_apart() -> None:
    answers = [
        Answer("210521100", False, "on_time"),
        Answer("210521100", False, "on_time"),
        Answer("210521100", True, "on_time"),
        Answer("210521101", False, "overdue"),
    ]
    found = tally(answers)
    assert found["210521100", False]["on_time"] == 2
    assert found["210521100", True]["on_time"] == 1
    assert found["210521101", False] == {"overdue": 1}


@given(st.dates())
def test_a_week_begins_on_its_monday(day: date) -> None:
    begin = monday(day) if day.year > 1 else date(1, 1, 1)
    assert begin.weekday() == 0
    assert 0 <= (day - begin).days < 7
