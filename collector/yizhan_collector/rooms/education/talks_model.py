"""A talk with one person: held by somebody, on a day that is not to come; pure."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from yizhan_collector.ground.refusals import Refused

Kind = Literal["education", "counselling", "law", "help"]


class TalkToCome(Refused):
    """A talk is written down after it was held; correct the day."""

    status = 422


@dataclass(frozen=True)
class Talk:
    """One talk and its notes."""

    id: UUID
    person: UUID
    kind: Kind
    on_day: date
    words: str
    by_staff: UUID


def check(talk: Talk, today: date) -> None:
    """Raises TalkToCome."""
    if talk.on_day > today:
        raise TalkToCome
