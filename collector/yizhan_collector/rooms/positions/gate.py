"""Whether a position may be kept, pure: CCL 29, deny by default. The database says it again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from yizhan_collector.ground.days import SHANGHAI
from yizhan_collector.ground.months import months_later
from yizhan_collector.ground.refusals import Refused

# CCL 29 (1)-(5); the law knows no other ground
Ground = Literal["no_entry_breached", "left_unapproved", "refused_report", "punished", "revocation"]


class OrderReversed(Refused):
    """The order ends before it begins; correct its days."""

    status = 422


class OrderTooLong(Refused):
    """Electronic positioning lasts three months at most (CCL 29); choose an earlier end."""

    status = 422


class EvidenceNeeded(Refused):
    """An order needs its evidence; refused reports need the warning, a breach the punishment."""

    status = 422


class HeadNeeded(Refused):
    """The head of the county's justice department approves, and never the own application."""

    status = 403


@dataclass(frozen=True)
class Order:
    """An order to position one person electronically, as far as the gate asks for it.

    `start` and `end` are moments, the end not included. `warning` is the warning that was refused
    to be heeded (ground 3), `punishment` the paper of the public security organ (ground 4).
    """

    person: UUID
    ground: Ground
    evidence: str
    start: datetime
    end: datetime
    applicant: UUID
    approver: UUID | None = None
    approver_is_head: bool = False
    notified_at: datetime | None = None
    lifted_at: datetime | None = None
    warning: UUID | None = None
    punishment: UUID | None = None


def latest_end(start: datetime, months: int) -> datetime:
    """So many calendar months later at the same time of day in Shanghai (CCL 29: three)."""
    local = start.astimezone(SHANGHAI)
    day = months_later(local.date(), months)
    return datetime.combine(day, local.timetz())


def check_wish(one: Order, months: int) -> None:
    """Raises OrderReversed, OrderTooLong or EvidenceNeeded."""
    if one.end <= one.start:
        raise OrderReversed
    if one.end > latest_end(one.start, months):
        raise OrderTooLong
    if not proved(one):
        raise EvidenceNeeded


def check_approval(one: Order) -> None:
    """Raises HeadNeeded."""
    if not approved(one):
        raise HeadNeeded


def proved(one: Order) -> bool:
    """Whether the ground has what proves it."""
    paper = {"refused_report": one.warning, "punished": one.punishment}
    return bool(one.evidence.strip()) and paper.get(one.ground, one.person) is not None


def approved(one: Order) -> bool:
    """Whether the head of the county approved it, who did not apply for it."""
    return one.approver is not None and one.approver_is_head and one.approver != one.applicant


def holds(one: Order, moment: datetime, months: int) -> bool:
    """Whether a position of this moment lies within the order, and the person knew of it."""
    told = one.notified_at is not None and one.notified_at <= moment
    lifted = one.lifted_at is not None and one.lifted_at <= moment
    lawful = proved(one) and approved(one) and one.end <= latest_end(one.start, months)
    return lawful and told and not lifted and one.start <= moment < one.end


def may_store_fix(
    person: UUID, in_correction: bool, orders: Iterable[Order], moment: datetime, months: int
) -> bool:
    """Whether a position of this person at this moment may be kept."""
    return in_correction and any(
        one.person == person and holds(one, moment, months) for one in orders
    )
