"""A fault of a post, from the first word to what was done; nobody's absence is in it. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from yizhan_collector.ground.refusals import Refused

Kind = Literal[
    "silent", "blind", "alarm", "camera", "sign", "disk", "clock", "network", "power", "other"
]
Part = Literal["box", "board", "camera", "card", "power"]
Done = Literal[
    "restarted", "part", "swapped", "cleaned", "cable", "network", "power", "by_itself", "none"
]
PARTS: tuple[Part, ...] = get_args(Part)
# what a box says of itself that somebody must drive out for; the rest heals or is our own fault
FAULTS = ("disk_low", "disk_refuses", "spool_broken", "model_refused", "not_recorded")


class OpenAlready(Refused):
    """A repair of this kind is open at this post; write a note to that one."""

    status = 409


class RepairClosed(Refused):
    """This repair is closed; open another one."""

    status = 409


class NotTakenUp(Refused):
    """Nobody has taken this repair up; take it first."""

    status = 409


class OutOfStock(Refused):
    """The county's stock holds fewer of these; correct the stock or take fewer."""

    status = 409


class NoTechnician(Refused):
    """A repair is taken up by a technician of that county; choose another one."""

    status = 422


@dataclass(frozen=True)
class Repair:
    """A fault; `respond_by` and `mend_by` count opening hours."""

    id: UUID
    device: str
    kind: Kind
    words: str
    alert: UUID | None
    opened_at: datetime
    opened_by: UUID | None
    respond_by: datetime
    mend_by: datetime
    assigned_to: UUID | None = None
    responded_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: UUID | None = None
    done: Done | None = None
    said: str = ""

    def late(self, now: datetime) -> bool:
        """Whether it was, or is by now, taken up or mended too late."""
        return (self.responded_at or now) > self.respond_by or (self.closed_at or now) > (
            self.mend_by
        )


@dataclass(frozen=True)
class Note:
    """What somebody wrote down on the way."""

    at: datetime
    by: UUID
    words: str


@dataclass(frozen=True)
class Used:
    """A part that was taken from the stock."""

    at: datetime
    by: UUID
    kind: Part
    count: int


@dataclass(frozen=True)
class Stock:
    """How many of a part a county has; at `low` it shows."""

    county: str
    kind: Part
    count: int
    low: int
