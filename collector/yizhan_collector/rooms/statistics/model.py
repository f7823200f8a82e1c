"""Figures and what may not be shown of them, pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

SMALLEST = 3  # a smaller cell about minors could name one person
Count = Literal["on_time", "late", "open", "excused", "post_down", "overdue"]
COUNTS: tuple[Count, ...] = ("on_time", "late", "open", "excused", "post_down", "overdue")


@dataclass(frozen=True)
class Cell:
    """How many; None is fewer than three, which is not told about minors."""

    key: str
    count: int | None


@dataclass(frozen=True)
class Week:
    """The reports of one week, from Monday on, by how they stand."""

    monday: date
    counts: dict[Count, int]


@dataclass(frozen=True)
class Answer:
    """How one due day of a person of a township was answered."""

    township: str
    minor: bool
    count: Count


@dataclass(frozen=True)
class Figures:
    """The figures of an area on a day; minors are in none of them but their own."""

    day: date
    area: str
    total: int
    states: list[Cell]
    categories: list[Cell]
    sentences: list[Cell]
    townships: list[Cell]
    ended: list[Cell]
    ending: list[Cell]
    weeks: list[Week]
    leaves: list[Cell]
    sanctions: list[Cell]
    education: list[Cell]
    minors: list[Cell] | None


def suppressed(cells: Sequence[Cell]) -> list[Cell]:
    """The cells with small ones hidden, never one alone: with the others it could be told."""
    hidden = {one.key for one in cells if one.count is not None and 0 < one.count < SMALLEST}
    if len(hidden) == 1 and len(cells) > 1:
        others = [one for one in cells if one.key not in hidden]
        hidden.add(min(others, key=lambda one: one.count or 0).key)
    return [Cell(one.key, None if one.key in hidden else one.count) for one in cells]


def tally(answers: Iterable[Answer]) -> dict[tuple[str, bool], Counter[Count]]:
    """The answers of a day by township, minors apart."""
    found: dict[tuple[str, bool], Counter[Count]] = {}
    for one in answers:
        found.setdefault((one.township, one.minor), Counter())[one.count] += 1
    return found


def monday(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())
