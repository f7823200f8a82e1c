"""An issued paper, its service, and what is refused; pure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import ValidationError

from yizhan_collector.ground.refusals import Refused

Way = Literal["direct", "left", "post", "electronic", "others"]


class UnknownKind(Refused):
    """There is no such kind of paper; choose one from the list."""

    status = 404


class BadFields(Refused):
    """A field of the paper is missing or wrong; correct it."""

    status = 422


class PersonNeeded(Refused):
    """This kind of paper is about a person; name one."""

    status = 422


class WrongBody(Refused):
    """This paper is not this body's to issue; the county institution issues it."""

    status = 403


class AlreadyVoid(Refused):
    """The paper is void already."""

    status = 409


class Void(Refused):
    """The paper is void; issue another and serve that."""

    status = 409


class ServedTooEarly(Refused):
    """A paper is served on the day it is issued or later, and not in the future."""

    status = 422


class ServiceUnproved(Refused):
    """The proof is missing: a witness, the consent, the postal number, or who passed it on."""

    status = 422


@dataclass(frozen=True)
class Issuer:
    """A body that issues papers: its organ's name and the beginning of its numbers."""

    body: str
    organ: str
    prefix: str


@dataclass(frozen=True)
class Paper:
    """An issued paper, without its content."""

    id: UUID
    kind: str
    body: str
    number: str
    title: str
    person: UUID | None
    to_person: bool
    issued_on: date
    issued_at: datetime
    issued_by: UUID
    sha256: str
    void_reason: str | None = None
    served_on: date | None = None  # the first service


@dataclass(frozen=True)
class Served:
    """How a paper reached its recipient."""

    way: Way
    recipient: str
    on: date
    place: str = ""
    proof: str = ""  # consent, postal number, or who passed it on
    refused: bool = False
    witness: str = ""


@dataclass(frozen=True)
class Service:
    """One line of a paper's record of service."""

    id: UUID
    paper: UUID
    way: Way
    recipient: str
    served_on: date
    place: str
    proof: str
    refused: bool
    witness: str
    recorded_by: UUID
    recorded_at: datetime


@dataclass(frozen=True)
class Draft:
    """A paper that nobody has issued yet."""

    id: UUID
    kind: str
    body: str
    person: UUID
    fields: dict[str, Any]
    drafted_by: UUID | None
    drafted_at: datetime


def number_of(prefix: str, mark: str, year: int, no: int) -> str:
    """A number as papers bear it: 本县矫训〔2026〕3号."""
    return f"{prefix}{mark}〔{year}〕{no}号"


def provable(served: Served) -> None:
    """Raises ServiceUnproved when the way of service lacks what proves it."""
    witness_missing = (served.refused or served.way == "left") and not served.witness
    left_without_refusal = served.way == "left" and not served.refused
    proof_missing = served.way not in ("direct", "left") and not served.proof
    if witness_missing or left_without_refusal or proof_missing:
        raise ServiceUnproved


WHY = {
    "missing": "没有填写",
    "extra_forbidden": "本文书没有这一项",
    "string_too_short": "没有填写",
    "string_too_long": "太长",
    "too_short": "至少填写一项",
    "too_long": "项数太多",
}


def first_fault(error: ValidationError, titles: dict[str, str]) -> BadFields:
    """The first wrong field by its Chinese name, and why; never what was given."""
    fault = error.errors(include_input=False, include_url=False)[0]
    where = [str(part) for part in fault["loc"]]
    if not where:
        return BadFields(fault["msg"])
    name = titles.get(where[0], where[0][:60])
    place = f"（{'.'.join(where)[:80]}）"
    return BadFields(f"{name}{place}：{WHY.get(fault['type'], fault['msg'])}")


@dataclass(frozen=True)
class Search:
    """What is looked for in the register; empty means everything."""

    number: str = ""
    kind: str | None = None
    day: date | None = None
    person: UUID | None = None
    persons: tuple[UUID, ...] | None = None
    limit: int = 50
    offset: int = 0
