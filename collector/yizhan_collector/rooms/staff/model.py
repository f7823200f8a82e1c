"""Staff, their roles and what each role may do, pure."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, get_args
from uuid import UUID

from yizhan_collector.ground.names import require_name
from yizhan_collector.ground.refusals import Refused

Role = Literal[
    "officer_township",
    "officer_county",
    "head_county",
    "supervisor_city",
    "prosecutor",
    "educator",
    "technician",
    "administrator",
    "clerk",
    "head_service",
]
Power = Literal[
    "see_people",
    "change_people",
    "issue_papers",
    "decide_leave",
    "decide_county",
    "decide_head",
    "decide_city",
    "educate",
    "inspect",
    "oversee",
    "see_statistics",
    "see_rules",
    "see_audit",
    "import_people",
    "export_people",
    "administer",
    "see_posts",
    "set_signage",
    "revoke",
    "roll_out",
    "command_posts",
    "keep_repairs",
    "provision",
    "quarantine",
    "call_out",
    "work_matters",
    "decide_aid",
    "check_calls",
    "write_texts",
    "approve_texts",
    "see_owned",
    "keep_owned",
]
Level = Literal["township", "county", "head", "city"]
ROLES: tuple[Role, ...] = get_args(Role)
SESSION = timedelta(hours=10)
MIN_PASSWORD = 12
LOGIN = re.compile(r"[a-z0-9._-]{2,40}")

_READ: set[Power] = {"see_people", "see_statistics", "see_rules"}
_WORK: set[Power] = {*_READ, "change_people", "issue_papers", "decide_leave", "see_posts"} | {
    "see_owned"
}
_TEND: set[Power] = {"see_posts", "command_posts", "keep_repairs"}
_SERVE: set[Power] = {"work_matters", "write_texts", "see_owned", "see_rules"}
POWERS: dict[Role, frozenset[Power]] = {
    "officer_township": frozenset({*_WORK, "educate", "set_signage", "quarantine"}),
    "officer_county": frozenset(
        {*_WORK, "decide_county", "educate", "oversee", "import_people", "export_people"}
        | {"set_signage", "revoke", "provision", "quarantine", "call_out"}
    ),
    "head_county": frozenset(
        {*_WORK, "decide_county", "decide_head", "oversee", "export_people", "call_out"}
    ),
    "supervisor_city": frozenset(
        {*_READ, "decide_city", "oversee", "see_audit", "see_posts"}
        | {"approve_texts", "see_owned", "keep_owned"}
    ),
    "prosecutor": frozenset({*_READ, "inspect"}),
    "educator": frozenset({"see_people", "educate", "see_rules"}),
    "technician": frozenset(
        {*_TEND, "set_signage", "revoke", "provision", "quarantine", "see_rules", "see_owned"}
    ),
    "administrator": frozenset(
        {"administer", "see_audit", "see_posts", "see_rules", "see_owned", "keep_owned", "roll_out"}
    ),
    # who serves the public reads nobody's supervision
    "clerk": frozenset(_SERVE),
    "head_service": frozenset(
        {*_SERVE, "decide_aid", "check_calls", "approve_texts", "keep_owned"}
    ),
}
# how many digits an area has: none is the city, six a county, nine a township
AREAS: dict[Role, tuple[int, ...]] = {
    "officer_township": (9,),
    "officer_county": (6,),
    "head_county": (6,),
    "supervisor_city": (0,),
    "administrator": (0,),
    "prosecutor": (0, 6),
    "educator": (0, 6),
    "technician": (0, 6),
    "clerk": (0, 6),
    "head_service": (0, 6),
}
LEVELS: dict[Role, Level] = {
    "officer_township": "township",
    "officer_county": "county",
    "head_county": "head",
    "supervisor_city": "city",
}


class WeakPassword(Refused):
    """The password is too easy; use at least 12 characters of several kinds."""

    status = 422


class BadLogin(Refused):
    """A login is 2 to 40 of a-z, 0-9, dot, dash and underscore; choose another."""

    status = 422


class BadRole(Refused):
    """The area does not fit the role: an office needs its township, a county officer the county."""

    status = 422


class LoginTaken(Refused):
    """Somebody has this login already; choose another."""

    status = 409


class NotSignedIn(Refused):
    """You are not signed in, or the session has ended; sign in again."""

    status = 401


class WrongLogin(Refused):
    """Login or password is wrong; try again or ask the county office to reset it."""

    status = 401


class NotAllowed(Refused):
    """Your role does not allow this; ask the county office."""

    status = 403


@dataclass(frozen=True)
class Staff:
    """One person at work, who sees the records of one area only; minors' only as a specialist."""

    id: UUID
    login: str
    name: str
    role: Role
    area: str  # '' the city, six digits a county, nine a township
    minors: bool = False

    @property
    def level(self) -> Level | None:
        """The level at which this person decides, None when they decide nothing."""
        return LEVELS.get(self.role)

    def may(self, power: Power) -> bool:
        """Whether the role carries this power."""
        return power in POWERS[self.role]

    def sees(self, township: str | None) -> bool:
        """Whether records of this township are this person's business; None is no township's."""
        return not self.area if township is None else township.startswith(self.area)

    def reaches(self, county: str) -> bool:
        """Whether this person works in a county, or in an office of it."""
        return county.startswith(self.area) or self.area.startswith(county)


def check(one: Staff, password: str) -> None:
    """Raises BadLogin, BadName, BadRole or WeakPassword."""
    if not LOGIN.fullmatch(one.login):
        raise BadLogin
    require_name(one.name)
    if one.role not in ROLES or len(one.area) not in AREAS[one.role]:
        raise BadRole
    if one.minors and not one.may("see_people"):
        raise BadRole
    check_password(password, one.login)


def check_password(password: str, login: str) -> None:
    """Raises WeakPassword."""
    plain = password.lower()
    if len(password) < MIN_PASSWORD or len(set(plain)) < 6 or login in plain:
        raise WeakPassword
