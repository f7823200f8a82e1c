"""A person, a township, and the secrets an officer hands out, pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from yizhan_collector.ground.refusals import Refused

Gender = Literal["female", "male"]
SecretKind = Literal["permit", "code", "page"]
LASTS: dict[SecretKind, timedelta] = {
    "permit": timedelta(days=1),
    "code": timedelta(minutes=30),
    "page": timedelta(days=1),
}
DISTRICTS = {
    "210502": "平山区",
    "210503": "溪湖区",
    "210504": "明山区",
    "210505": "南芬区",
    "210521": "本溪满族自治县",
    "210522": "桓仁满族自治县",
}


def district(code: str) -> str:
    """The county or district of a code, the bare code when it is not one of ours."""
    return DISTRICTS.get(code[:6], code[:6])


def procuratorate(code: str) -> str:
    """The procuratorate of the county or district of a code."""
    return f"{district(code)}人民检察院"


class UnknownTownship(Refused):
    """There is no such township; choose one from the list."""

    status = 422


class FaceNotAllowed(Refused):
    """This person reports without a face; issue a one-time code instead."""

    status = 409


class MinorsHaveNoFace(Refused):
    """A minor never reports with the face; leave the face off."""

    status = 422


@dataclass(frozen=True)
class Township:
    """A township or street office under its nine-digit code."""

    code: str
    name: str

    @property
    def district(self) -> str:
        """The county or district, its bare code when it is not one of ours."""
        return district(self.code)


@dataclass(frozen=True)
class Person:
    """Somebody who must report."""

    id: UUID
    number: str
    name: str
    gender: Gender
    township: str
    face_allowed: bool
    created_at: datetime
    minor: bool = False
    born_on: date | None = None


@dataclass(frozen=True)
class Issued:
    """A secret as the officer sees it, once."""

    secret: str
    expires_at: datetime


@dataclass(frozen=True)
class Secret:
    """What is kept of a secret: its argon2id hash."""

    id: UUID
    person: UUID
    kind: SecretKind
    hash: str
    expires_at: datetime


@dataclass(frozen=True)
class OwnSession:
    """A person before the own page, on a telephone or at a box."""

    person: UUID
    device: str | None  # the box, None for a telephone or computer of the own

    @property
    def channel(self) -> Literal["own", "kiosk"]:
        """The way by which whatever is asked for here was asked for."""
        return "kiosk" if self.device else "own"
