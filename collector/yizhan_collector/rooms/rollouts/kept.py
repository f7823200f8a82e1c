"""A rollout as it is kept, its boxes with their places, and what a box was told last."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yizhan_collector.rooms.rollouts.model import Box, BoxState, State, Why
from yizhan_collector.rooms.rollouts.window import Window


@dataclass(frozen=True)
class Kept:
    """A rollout as it is kept; `counts`: boxes by state, of those one may see."""

    id: UUID
    bundle: str
    area: str
    state: State
    why: Why
    silent_minutes: int
    window_from: int | None
    window_to: int | None
    made_at: datetime
    made_by: UUID
    ended_at: datetime | None
    counts: dict[BoxState, int]

    @property
    def window(self) -> Window | None:
        """When boxes change over; None: at once."""
        if self.window_from is None or self.window_to is None:
            return None
        return self.window_from, self.window_to


@dataclass(frozen=True)
class Seen:
    """A box of a rollout with its place, and why it failed."""

    box: Box
    why: str
    township: str


@dataclass(frozen=True)
class Order:
    """What a box was told last."""

    version: int
    bundle: str
    rollout: UUID
    window: Window | None
