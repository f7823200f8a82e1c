"""How a person stands to a due day, pure. Missing data is never an absence."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Status = Literal["waiting", "done", "review", "excused", "overdue", "post_down"]
Why = Literal["leave", "travel", "health", "hospital", "other", "detained"]


@dataclass(frozen=True)
class Facts:
    """What is known of one person and one due day."""

    due_on: date
    answered: bool  # a live visit
    doubtful: bool  # that visit, or one no day could be found for, waits for an officer
    posts_down: bool  # every post of the township was of no use that day
    excused: Why | None = None  # why nobody can expect a report that day


def status(facts: Facts, today: date) -> Status:
    """How the person stands on `today`."""
    if facts.doubtful:
        return "review"
    if facts.answered:
        return "done"
    if facts.excused:
        return "excused"
    if facts.due_on >= today:
        return "waiting"
    return "post_down" if facts.posts_down else "overdue"
