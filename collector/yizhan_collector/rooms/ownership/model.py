"""What can be neglected, whose it is, and what is wrong with it at a moment; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

from yizhan_collector.ground.refusals import Refused

Kind = Literal["column", "queue", "account", "sign", "post"]
Fault = Literal["ownerless", "failing", "unanswered", "stale"]  # the gravest first
KINDS: tuple[Kind, ...] = get_args(Kind)
FAULTS: tuple[Fault, ...] = get_args(Fault)
# how often each is looked at until somebody says otherwise on the board: before the national lines,
# so that a ladder has been climbed when a column would count as stale
REVIEW_DAYS: Mapping[str, int] = {
    "column:news": 7,
    "column:notice": 90,
    "column:policy": 90,
    "column": 180,
    "queue": 30,
    "account": 7,
    "sign": 30,
    "post": 30,
}


class NotYours(Refused):
    """Only the owner or the deputy does this; ask them, or have it assigned to you."""

    status = 403


class NobodyThere(Refused):
    """Owner and deputy are two people who work here and may see the board; choose others."""

    status = 422


class AlreadyBack(Refused):
    """This has been handed back already, or is somebody else's now; load the page again."""

    status = 409


@dataclass(frozen=True)
class Keeper:
    """Somebody who answers for a thing, who may have left since."""

    id: UUID
    name: str
    ended_at: datetime | None = None

    def there(self, now: datetime) -> bool:
        """Whether they still work here."""
        return self.ended_at is None or self.ended_at > now


@dataclass(frozen=True)
class Department:
    """A department, its head, and the leader of the bureau who answers for it."""

    code: str
    name_zh: str
    name_en: str
    phone: str = ""
    head: Keeper | None = None
    leader: Keeper | None = None


@dataclass(frozen=True)
class Failure:
    """What a self-check found: a code the page says in words, since when, how many."""

    code: str
    since: datetime
    count: int = 1


@dataclass(frozen=True)
class Facts:
    """How a thing was when the clock last looked."""

    at: datetime
    touched_at: datetime | None = None  # published, set, signed in
    waiting: int = 0
    late_since: datetime | None = None  # when the oldest answer that is owed is or was due
    waiting_since: datetime | None = None  # when the oldest without a first answer was asked
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True)
class Thing:
    """One that can be neglected."""

    id: UUID
    kind: Kind
    subject: str
    title_zh: str
    title_en: str
    area: str
    department: Department | None
    owner: Keeper | None
    deputy: Keeper | None
    review_days: int
    climb_days: int
    created_at: datetime
    assigned_at: datetime | None = None
    reviewed_at: datetime | None = None
    facts: Facts | None = None

    @property
    def fresh_at(self) -> datetime:
        """When it was last touched, or looked at and found right."""
        touched = self.facts.touched_at if self.facts else None
        return max(filter(None, (touched, self.reviewed_at, self.created_at)))

    @property
    def stale_at(self) -> datetime:
        """When it lies untouched for too long."""
        return self.fresh_at + timedelta(days=self.review_days)

    def faults(self, now: datetime) -> dict[Fault, datetime]:
        """What is wrong and since when, the gravest first."""
        late = self.facts.late_since if self.facts else None
        failing = [one.since for one in self.facts.failures] if self.facts else []
        found: dict[Fault, datetime | None] = {
            "ownerless": self._ownerless_since(now),
            "failing": min(failing, default=None),
            "unanswered": late,
            "stale": self.stale_at,
        }
        return {fault: since for fault, since in found.items() if since and since <= now}

    def belongs_to(self, staff: UUID) -> bool:
        """Whether somebody is its owner or deputy."""
        return staff in {one.id for one in (self.owner, self.deputy) if one}

    def _ownerless_since(self, now: datetime) -> datetime | None:
        if self.owner is None:
            return self.assigned_at or self.created_at
        return None if self.owner.there(now) else self.owner.ended_at


def review_days(kind: Kind, inner: str = "") -> int:
    """How often a new thing is looked at; `inner` is the kind of a column."""
    return REVIEW_DAYS.get(f"{kind}:{inner}", REVIEW_DAYS[kind])
