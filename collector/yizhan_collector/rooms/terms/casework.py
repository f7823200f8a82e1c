"""The group, the plan, the declaration and the particulars of a person, pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.people.model import Gender, Person

Role = Literal[
    "staff", "social_worker", "village", "police", "unit", "school", "family", "guardian",
    "volunteer",
]  # fmt: skip
ROLES: tuple[Role, ...] = get_args(Role)
Mode = Literal["office", "home_visit"]
LEAST_MEMBERS = 2


class TooFewMembers(Refused):
    """A correction group has at least two members, one of the staff; add who is missing."""

    status = 422


class WomanNeeded(Refused):
    """The group of a woman includes a woman (CCL 25); add one."""

    status = 422


class SpecialistNeeded(Refused):
    """The group of a minor includes somebody who knows minors (CCL 52); add one."""

    status = 422


class GroupNeeded(Refused):
    """The correction group is there at the declaration; form it first."""

    status = 409


class NobodyPresent(Refused):
    """A declaration needs the person and a member of the group present; note who was there."""

    status = 422


class MinorNotPublic(Refused):
    """The declaration of a minor is not public; hold it behind closed doors."""

    status = 422


class GuardianNeeded(Refused):
    """A minor's guardian, or another suitable adult, is there at the declaration; name them."""

    status = 422


class PlanReasonNeeded(Refused):
    """A plan made anew says why; write the reason."""

    status = 422


class ReviewTooEarly(Refused):
    """The next review lies after the day of the plan; choose a later day."""

    status = 422


@dataclass(frozen=True)
class Member:
    """A member of the correction group."""

    name: str
    role: Role
    gender: Gender
    duty: str
    phone: str = ""
    specialist: bool = False  # knows minors


@dataclass(frozen=True)
class Goal:
    """One goal of the plan."""

    need: str
    measure: str
    by_whom: str


@dataclass(frozen=True)
class Plan:
    """The individual plan in one version."""

    assessment: str
    supervision: tuple[str, ...]
    goals: tuple[Goal, ...]
    person_says: str
    review_on: date
    reason: str = ""


@dataclass(frozen=True)
class Attendant:
    """Somebody who should be at the declaration."""

    name: str
    role: Role | Literal["person"]
    present: bool
    note: str = ""


@dataclass(frozen=True)
class Meeting:
    """The declaration as it was held."""

    on: date
    place: str
    mode: Mode
    open: bool
    attendance: tuple[Attendant, ...]
    guardian: str = ""


@dataclass(frozen=True)
class Particulars:
    """Where a person lives and works, how they are, who looks after them."""

    phone: str = ""
    address: str = ""
    registered_home: str = ""
    work: str = ""
    family: str = ""
    health: str = ""
    guardian: str = ""
    guardian_phone: str = ""


def check_group(members: Collection[Member], person: Person) -> None:
    """Raises TooFewMembers, WomanNeeded or SpecialistNeeded."""
    if len(members) < LEAST_MEMBERS or not any(one.role == "staff" for one in members):
        raise TooFewMembers
    if person.gender == "female" and not any(one.gender == "female" for one in members):
        raise WomanNeeded
    if person.minor and not any(one.specialist for one in members):
        raise SpecialistNeeded


def check_meeting(one: Meeting, person: Person) -> None:
    """Raises NobodyPresent, MinorNotPublic or GuardianNeeded."""
    there = {each.role for each in one.attendance if each.present}
    if "person" not in there or len(there) < LEAST_MEMBERS:
        raise NobodyPresent
    if person.minor and one.open:
        raise MinorNotPublic
    if person.minor and not one.guardian.strip():
        raise GuardianNeeded


def check_plan(one: Plan, version: int, today: date) -> None:
    """Raises PlanReasonNeeded or ReviewTooEarly."""
    if version > 1 and not one.reason.strip():
        raise PlanReasonNeeded
    if one.review_on <= today:
        raise ReviewTooEarly
