"""Legal aid (法律援助法): who need not show their means, and until which day what is done; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args
from uuid import UUID

from yizhan_collector.rooms.cases.reasons import EveryItem, ReasonsForRefusal, WrongItems

Ground = Literal[
    "means",
    "migrant_wages",
    "migrant_injury",
    "minor",
    "elderly",
    "disabled",
    "relief",
    "violence",
    "hero",
    "retrial",
    "parental_support",
    "other",
]
Item = Literal[
    "advice",
    "drafting",
    "representation",
    "arbitration",
    "mediation",
    "defence",
    "appraisal_fee",
    "translation",
]
Paper = Literal[
    "identity",
    "application",
    "means",
    "facts",
    "labour",
    "injury",
    "violence",
    "guardian",
    "agency",
    "status",
    "judgment",
]
Step = Literal["check", "supply", "decide", "assign", "assigned", "refused", "withdrawn"]
GROUNDS: tuple[Ground, ...] = get_args(Ground)
ITEMS: tuple[Item, ...] = get_args(Item)
PAPERS: tuple[Paper, ...] = get_args(Paper)
# art. 31 and 34: everybody else need not show their means (art. 32), or is not checked (art. 42)
CHECKED: frozenset[Ground] = frozenset({"means", "parental_support", "other"})
LEAST_REASONS, MOST_ITEMS = 10, 5


@dataclass(frozen=True)
class Days:
    """The days of the law, from the rule book."""

    decide: int
    assign: int
    supply: int
    objection: int


@dataclass(frozen=True)
class Decided:
    """What was decided on one item."""

    item: Item
    granted: bool | None  # None: not yet
    reason: str = ""


@dataclass(frozen=True)
class Application:
    """An application for legal aid as it stands."""

    matter: UUID
    ground: Ground
    means_checked: bool
    received_on: date
    missing: tuple[Paper, ...] = ()
    missing_told_on: date | None = None
    supply_by: date | None = None
    complete_on: date | None = None
    decide_by: date | None = None
    decided_on: date | None = None
    decided_by: UUID | None = None
    assign_by: date | None = None
    assigned_on: date | None = None
    lawyer: str = ""
    withdrawn_on: date | None = None
    items: tuple[Decided, ...] = ()

    @property
    def step(self) -> Step:
        """Where it stands."""
        if self.withdrawn_on is not None:
            return "withdrawn"
        if self.assigned_on is not None:
            return "assigned"
        if self.decided_on is not None:
            return "assign" if any(one.granted for one in self.items) else "refused"
        if self.complete_on is not None:
            return "decide"
        return "supply" if self.missing_told_on is not None else "check"

    @property
    def over(self) -> bool:
        """Whether nothing of it is to be done by the centre any more."""
        return self.step in {"assigned", "refused", "withdrawn"}

    @property
    def due_on(self) -> date | None:
        """The last day in time for the next step."""
        days = {"check": self.decide_by, "decide": self.decide_by, "supply": self.supply_by}
        return days.get(self.step, self.assign_by if self.step == "assign" else None)


def means_checked(ground: Ground) -> bool:
    """Whether the law lets the centre check what somebody can pay (art. 31, not 32 and 42)."""
    return ground in CHECKED


def decide_by(received: date, days: Days) -> date:
    """The last day for the decision: received on the 1st, the 8th (art. 43: within seven days)."""
    return received + timedelta(days=days.decide)


def assign_by(decided: date, days: Days) -> date:
    """The last day to assign a lawyer (art. 43: within three days of the decision)."""
    return decided + timedelta(days=days.assign)


def supply_by(told: date, days: Days) -> date:
    """The last day to supply what is missing; later it counts as withdrawn (art. 43)."""
    return told + timedelta(days=days.supply)


def asked_for(items: Sequence[Item]) -> tuple[Decided, ...]:
    """Items as they are asked for, each once; raises WrongItems."""
    if not 1 <= len(items) <= MOST_ITEMS or len(set(items)) != len(items):
        raise WrongItems
    return tuple(Decided(item, None) for item in items)


def decided(
    asked: Sequence[Decided], given: Mapping[Item, tuple[bool, str]]
) -> tuple[Decided, ...]:
    """Each item granted, or refused with its reasons; raises EveryItem or ReasonsForRefusal."""
    if set(given) != {one.item for one in asked}:
        raise EveryItem
    done = tuple(Decided(one.item, given[one.item][0], given[one.item][1].strip()) for one in asked)
    if any(not one.granted and len(one.reason) < LEAST_REASONS for one in done):
        raise ReasonsForRefusal
    return done
