"""A request and who may decide it, pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.people.model import district
from yizhan_collector.rooms.staff.delegations import Delegation
from yizhan_collector.rooms.staff.model import Level, Power, Staff

Channel = Literal["desk", "kiosk", "own"]
Decision = Literal["granted", "refused", "withdrawn"]
# what a member of staff needs to decide at a level; a county never loses what it delegated
POWER: dict[Level, Power] = {
    "township": "decide_leave",
    "county": "decide_county",
    "head": "decide_head",
    "city": "decide_city",
}


class WrongLevel(Refused):
    """This is decided at another level; leave it to the level that the request names."""

    status = 403


class OwnRequest(Refused):
    """Nobody decides the own request; ask somebody else of this level."""

    status = 403


class NotDelegated(Refused):
    """The county has not delegated this to your office; send it to the county."""

    status = 403


class AlreadyDecided(Refused):
    """This request has been decided or withdrawn already; load the page again."""

    status = 409


class ReasonsNeeded(Refused):
    """A refusal needs its reasons, in words the person can read; write them."""

    status = 422


@dataclass(frozen=True)
class Asked:
    """Something to ask for; `by` is None when the person asks, `decide_by` the last day in time."""

    person: UUID
    kind: str
    level: Level
    subject: UUID | None = None
    body: Mapping[str, object] = field(default_factory=dict)
    by: UUID | None = None
    channel: Channel = "desk"
    decide_by: date | None = None


@dataclass(frozen=True)
class Verdict:
    """What was decided, why, and by which delegation when an office decides for the county."""

    granted: bool
    reasons: str = ""
    delegation: UUID | None = None


@dataclass(frozen=True)
class Request:
    """What was asked for, and what became of it."""

    id: UUID
    person: UUID
    kind: str
    subject: UUID | None
    level: Level
    county: str
    township: str
    body: dict[str, Any]
    asked_by: UUID | None
    asked_at: datetime
    channel: Channel
    decide_by: date | None
    decision: Decision | None = None
    reasons: str = ""
    complaint_route: str = ""
    decided_by: UUID | None = None
    decided_at: datetime | None = None
    delegation: UUID | None = None
    withdrawn_by: UUID | None = None


def levels_of(staff: Staff) -> list[Level]:
    """The levels at which this member of staff decides."""
    return [level for level, power in POWER.items() if staff.may(power)]


def check(one: Request, staff: Staff, verdict: Verdict) -> None:
    """Raises AlreadyDecided, WrongLevel, OwnRequest or ReasonsNeeded."""
    if one.decision is not None:
        raise AlreadyDecided
    if one.level not in levels_of(staff):
        raise WrongLevel(one.level)
    if one.asked_by == staff.id:
        raise OwnRequest
    if not verdict.granted and not verdict.reasons.strip():
        raise ReasonsNeeded


def check_delegation(one: Request, staff: Staff, given: Delegation | None, day: date) -> None:
    """Raises NotDelegated when an office decides and nothing lets it (CCL 9)."""
    if staff.level != "township":
        return
    if given is None or given.township != one.township or not given.holds(day):
        raise NotDelegated


def decided_at(level: Level, staff: Staff) -> Level:
    """The level a decision is taken at: a county that decides for its office takes it up."""
    return "county" if level == "township" and staff.level != "township" else level


def complaint_route(level: Level, county: str) -> str:
    """Where the person can turn against a refusal (CCL 34), beyond who refused it."""
    place = district(county)
    above = {
        "township": f"{place}司法局",
        "county": "市司法局",
        "head": "市司法局",
        "city": "省司法厅",
    }[level]
    return f"可以向{above}或者{place}人民检察院申诉、控告（《社区矫正法》第三十四条）"
