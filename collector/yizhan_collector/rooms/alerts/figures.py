"""Figures of the alerts: false alarms by rule and version, and what lies open by age."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from psycopg import Connection

from yizhan_collector.rooms.alerts import store
from yizhan_collector.rooms.alerts.model import About, Rule


class Rate(NamedTuple):
    """How a rule has done in one version."""

    rule: Rule
    version: int
    about: About
    raised: int
    decided: int
    false: int
    explained: int
    open: int

    @property
    def false_rate(self) -> float | None:
        """The share of false alarms of those decided; None while nothing is decided."""
        return self.false / self.decided if self.decided else None


class Lying(NamedTuple):
    """What lies open at an office under one rule."""

    office: str
    about: About
    rule: Rule
    open: int
    untaken: int
    late: int
    oldest: datetime
    over_a_day: int
    over_a_week: int


class Open(NamedTuple):
    """How many lie open under one rule, and how many of them nobody took up in time."""

    about: About
    rule: Rule
    open: int
    late: int


@dataclass(frozen=True)
class Day:
    """How many were raised about people and about offices on a day, and how many decided."""

    person: int = 0
    office: int = 0
    decided: int = 0


NOTHING = Day()


def open_(tx: Connection, now: datetime) -> list[Open]:
    """What lies open in the own area, by rule."""
    return [Open(*row) for row in store.open_by_rule(tx, now)]


def by_day(tx: Connection, since: datetime) -> dict[date, Day]:
    """The days since then on which anything was raised or decided."""
    return {day: Day(*row) for day, *row in store.by_day(tx, since)}


def rates(tx: Connection) -> list[Rate]:
    """Each rule and version of the own area."""
    return [Rate(*row) for row in store.figures(tx)]


def lying(tx: Connection, now: datetime) -> list[Lying]:
    """What each office of the own area has let lie."""
    return [Lying(*row) for row in store.board(tx, now)]
