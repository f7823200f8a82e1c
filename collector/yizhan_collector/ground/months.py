"""Calendar months as the law counts them: a day that a month lacks is its last day."""

from calendar import monthrange
from datetime import date, timedelta


def months_later(day: date, months: int) -> date:
    """The same day `months` months later; the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(first: date, months: int) -> date:
    """The last day of a period of `months` months that begins with `first`, both included.

    Civil Code art. 202: it ends before the corresponding day, or with a month that has none.
    """
    end = months_later(first, months)
    return end if end.day < first.day else end - timedelta(days=1)
