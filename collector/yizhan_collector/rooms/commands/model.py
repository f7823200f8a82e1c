"""What a box can be told to do now, and until when, pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

from yizhan_collector.ground.refusals import Refused

Action = Literal["restart_agent", "self_test", "test_page", "diagnose"]
Outcome = Literal["done", "refused", "failed"]
ACTIONS: tuple[Action, ...] = get_args(Action)
LASTS = timedelta(minutes=10)  # then a box does not begin it any more
SENDS = timedelta(minutes=30)  # how long a box may take over a diagnostic bundle
KEPT = timedelta(days=7)


class NoCommandKey(Refused):
    """The office cannot sign commands; set `command_key` in its settings."""

    status = 503


class PostOutOfService(Refused):
    """The post is out of service and hears nothing; claim a box anew."""

    status = 409


class AskedAlready(Refused):
    """The same was asked a moment ago; wait for the answer, at most ten minutes."""

    status = 409


class CommandOver(Refused):
    """This command is answered or over; nothing more is taken for it."""

    status = 410


@dataclass(frozen=True)
class Asked:
    """A command: by whom, why, and what came of it. `sent`: its diagnostic bundle is here."""

    id: UUID
    device: str
    action: Action
    reason: str
    asked_by: UUID
    asked_at: datetime
    expires_at: datetime
    outcome: Outcome | None = None
    why: str = ""
    checks: dict[str, str] | None = None
    answered_at: datetime | None = None
    sent: bool = False

    def open(self, now: datetime) -> bool:
        """Whether a box may still begin it."""
        return self.outcome is None and now < self.expires_at

    def takes_bundle(self, now: datetime) -> bool:
        """Whether a diagnostic bundle is still waited for."""
        return self.action == "diagnose" and self.outcome is None and now < self.asked_at + SENDS
