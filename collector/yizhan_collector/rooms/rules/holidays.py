"""The public holidays of the State Council, from a kept library; pure."""

from collections.abc import Iterable
from datetime import date

from chinese_calendar import constants

PUBLISHED: dict[date, str] = constants.holidays
WORKED = frozenset(constants.workdays)  # weekends that are worked instead
YEARS = frozenset(day.year for day in PUBLISHED)  # the years the library knows


def published(start: date, end: date) -> dict[date, str]:
    """The published holidays between two days, both included, with their names.

    A year nobody has published yet has none: see `unknown_years`.
    """
    return {day: name for day, name in PUBLISHED.items() if start <= day <= end}


def unknown_years(start: date, end: date) -> list[int]:
    """The years between two days whose holidays are not known."""
    return [year for year in range(start.year, end.year + 1) if year not in YEARS]


def closed(start: date, end: date, local: Iterable[tuple[date, bool]]) -> frozenset[date]:
    """The published days with the bureau's own additions and withdrawals, the last word counts."""
    days = set(published(start, end))
    for day, is_closed in local:
        (days.add if is_closed else days.discard)(day)
    return frozenset(days)


def worked(start: date, end: date, local: Iterable[tuple[date, bool]]) -> frozenset[date]:
    """The days between two that are worked though they are a weekend's, or were closed before."""
    days = {day for day in WORKED if start <= day <= end}
    for day, is_closed in local:
        (days.discard if is_closed else days.add)(day)
    return frozenset(days)
