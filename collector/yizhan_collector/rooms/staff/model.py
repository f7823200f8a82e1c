"""Staff, their roles and what each role may do, pure."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, get_args
from uuid import UUID

from yizhan_collector.ground.refusals import Refused

Role = Literal["officer_township", "officer_county", "technician", "leader"]
Power = Literal["see_people", "change_people", "see_posts", "set_signage", "revoke", "quarantine"]
ROLES: tuple[Role, ...] = get_args(Role)
SESSION = timedelta(hours=10)
MIN_PASSWORD = 12
MAX_NAME = 60
LOGIN = re.compile(r"[a-z0-9._-]{2,40}")

POWERS: dict[Role, frozenset[Power]] = {
    "officer_township": frozenset(
        {"see_people", "change_people", "see_posts", "set_signage", "quarantine"}
    ),
    "officer_county": frozenset(
        {"see_people", "change_people", "see_posts", "set_signage", "revoke", "quarantine"}
    ),
    "technician": frozenset({"see_posts", "set_signage", "revoke", "quarantine"}),
    "leader": frozenset({"see_people", "see_posts"}),
}


class WeakPassword(Refused):
    """The password is too easy; use at least 12 characters of several kinds."""

    status = 422


class BadLogin(Refused):
    """A login is 2 to 40 of a-z, 0-9, dot, dash and underscore, with a name of 1 to 60 signs."""

    status = 422


class BadRole(Refused):
    """An officer of a township needs the township; every other role has none."""

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
    """One person at work. `township` limits what an officer of a township sees."""

    id: UUID
    login: str
    name: str
    role: Role
    township: str | None

    def may(self, power: Power) -> bool:
        """Whether the role carries this power."""
        return power in POWERS[self.role]

    def sees(self, township: str | None) -> bool:
        """Whether records of this township are this person's business; None is the county's."""
        return self.township is None or self.township == township


def check(one: Staff, password: str) -> None:
    """Raises BadLogin, BadRole or WeakPassword."""
    if not LOGIN.fullmatch(one.login) or not 1 <= len(one.name) <= MAX_NAME:
        raise BadLogin
    if one.role not in ROLES or (one.role == "officer_township") != (one.township is not None):
        raise BadRole
    check_password(password, one.login)


def check_password(password: str, login: str) -> None:
    """Raises WeakPassword."""
    plain = password.lower()
    if len(password) < MIN_PASSWORD or len(set(plain)) < 6 or login in plain:
        raise WeakPassword
