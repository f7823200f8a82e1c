"""Figures of a period: what was asked, answered in time, closed, and how it was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from psycopg import Connection

from yizhan_collector.ground.days import midnight
from yizhan_collector.rooms.cases import figure_store
from yizhan_collector.rooms.cases.model import Kind


@dataclass(frozen=True)
class Figures:
    """Of the matters of one kind that were opened in a period."""

    kind: Kind
    opened: int
    answered: int
    in_time: int  # first answered until the moment it was due
    closed: int
    rated: int
    stars: int  # of all that were rated, together
    unsatisfied: int


def of_period(tx: Connection, first: date, last: date) -> list[Figures]:
    """By kind, what the database shows of a period of legal days, both included."""
    rows = figure_store.by_kind(tx, midnight(first), midnight(last + timedelta(days=1)))
    return [Figures(*row) for row in rows]


def opened_by_area(tx: Connection, first: date, last: date) -> dict[tuple[str, Kind], int]:
    """How many were opened in a period, by area and kind; the city's own have no area."""
    return figure_store.opened_by_area(tx, midnight(first), midnight(last + timedelta(days=1)))


def together(figures: Sequence[Figures]) -> tuple[int, ...]:
    """The sums of all kinds, in the order of the fields."""
    columns = zip(*(tuple(vars(one).values())[1:] for one in figures), strict=True)
    return tuple(map(sum, columns)) or (0,) * 7
