"""When boxes may change over: minutes of the day in Shanghai, outside opening hours. Pure."""

from datetime import datetime, timedelta

from yizhan_collector.ground.days import SHANGHAI
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.devices.model import CLOSES, OPENS

Window = tuple[int, int]  # from and to, over midnight where the second is smaller
DAY = 24 * 60


class InOpeningHours(Refused):
    """Boxes change over outside opening hours (8:30 to 17:00) only; choose another window."""

    status = 422


def check(window: Window) -> None:
    """Raises InOpeningHours for one that is empty or touches the opening hours."""
    opens, closes = (one.hour * 60 + one.minute for one in (OPENS, CLOSES))
    if window[0] == window[1] or any(within(window, minute) for minute in range(opens, closes)):
        raise InOpeningHours


def within(window: Window, minute: int) -> bool:
    """Whether a minute of the day lies in the window; its end does not."""
    first, last = window
    return first <= minute < last if first < last else minute >= first or minute < last


def from_within(window: Window | None, at: datetime) -> datetime:
    """This moment if it lies in the window, else when the window opens next."""
    there = at.astimezone(SHANGHAI)
    minute = there.hour * 60 + there.minute
    if window is None or within(window, minute):
        return at
    wait = timedelta(minutes=(window[0] - minute) % DAY)
    return (there.replace(second=0, microsecond=0) + wait).astimezone(at.tzinfo)
