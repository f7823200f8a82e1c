"""Which procedure is to run now, and how many heads a minute had. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from yizhan_wire.orders import SessionPlan

MINUTE = timedelta(minutes=1)
Phase = Literal["started", "minute", "gap", "stopped"]


def due(plans: Iterable[SessionPlan], live: UUID | None, now: datetime) -> SessionPlan | None:
    """The one to run now: the one that runs, else the earliest whose time it is."""
    current = timely(plans, now)
    going = [one for one in current if one.id == live]
    return next(iter(going or current), None)


def waiting(plans: Iterable[SessionPlan], live: UUID, now: datetime) -> list[UUID]:
    """Those whose time it is while another one runs."""
    return [one.id for one in timely(plans, now) if one.id != live]


def timely(plans: Iterable[SessionPlan], now: datetime) -> list[SessionPlan]:
    """Those that begin by now and end later, the earliest first."""
    here = [one for one in plans if one.starts_at <= now < one.ends_at]
    return sorted(here, key=lambda one: (one.starts_at, one.id))


@dataclass
class Heads:
    """The most seen at once, minute by minute from the beginning."""

    since: datetime
    most: int | None = None

    def see(self, heads: int | None) -> None:
        """Take a count; None when nobody could be counted."""
        if heads is not None:
            self.most = max(heads, self.most or 0)

    def turn(self, now: datetime) -> bool:
        """Whether the minute is over (or the clock was set back)."""
        return now - self.since >= MINUTE or now < self.since

    def take(self, now: datetime) -> int | None:
        """The most of the minute that ends now; the next one begins."""
        most, self.most, self.since = self.most, None, now
        return most
