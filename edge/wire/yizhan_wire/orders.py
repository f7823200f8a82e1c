"""What a box is told. A roster order names a version only; the box fetches the roster by HTTPS."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

Range = tuple[int, int]


class Receipt(msgspec.Struct, frozen=True):
    """These events of this life are stored for good: closed ranges of seq, ascending."""

    life: UUID
    ranges: Annotated[list[Range], Meta(max_length=5000)]


class RosterReady(msgspec.Struct, frozen=True):
    """A roster of this version and hash (SHA-256, hex) waits at the device door."""

    version: int
    sha256: str


class Signage(msgspec.Struct, frozen=True):
    """The standing message of the sign; empty text means the sign's own default."""

    version: int
    text: Annotated[str, Meta(max_length=60)]


class Config(msgspec.Struct, frozen=True):
    """Settings an office may change from afar."""

    version: int
    health_every_s: Annotated[int, Meta(ge=10, le=3600)] = 60


class Command(msgspec.Struct, frozen=True):
    """One thing to do now."""

    id: UUID
    do: Literal["resend", "fetch_roster", "delete_template"]
    person: UUID | None = None


class RosterEntry(msgspec.Struct, frozen=True):
    """One person who may check in here. Codes are argon2id hashes; times are ISO 8601 UTC.

    `next_due` is the legal day a visit made now would answer, `then_due` the one after it.
    """

    person: UUID
    number: str
    next_due: str | None
    face: bool
    permits: list["Secret"] = []
    codes: list["Secret"] = []
    then_due: str | None = None


class Secret(msgspec.Struct, frozen=True):
    """A single-use secret an officer issued: its id, argon2id hash and end."""

    id: UUID
    hash: str
    expires_at: str


class Roster(msgspec.Struct, frozen=True):
    """Everyone who may check in at one box. Carried by HTTPS only, never by the broker."""

    version: int
    entries: list[RosterEntry]
