"""Legal days: calendar days in Asia/Shanghai. Inside the house all moments are UTC."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def legal_day(moment: datetime) -> date:
    """The calendar day in Asia/Shanghai; the moment must carry a zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return moment.astimezone(SHANGHAI).date()


def midnight(day: date) -> datetime:
    """The moment at which a legal day begins."""
    return datetime.combine(day, time(), SHANGHAI)
