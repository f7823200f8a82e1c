"""What a box is told. A roster order names a version only; the box fetches the roster by HTTPS."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from yizhan_wire.events import Code

Range = tuple[int, int]
Minute = Annotated[int, Meta(ge=0, lt=1440)]


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


class SessionPlan(msgspec.Struct, frozen=True):
    """When the box begins and ends a procedure by itself; without `record` it counts heads only.

    `sound` is never set for a room marked private.
    """

    id: UUID
    starts_at: datetime
    ends_at: datetime
    record: bool = True
    sound: bool = False


class Sessions(msgspec.Struct, frozen=True):
    """All procedures this box is to run, and those that go on; what is not listed ends now."""

    version: int
    plans: Annotated[list[SessionPlan], Meta(max_length=40)]


class Update(msgspec.Struct, frozen=True):
    """The bundle this box is to run; "" takes an order back that was not carried out yet.

    The box fetches when it can and changes over only inside `window`: minutes after midnight in
    Shanghai, from and to, over midnight where the second is smaller; None: at once.
    """

    version: int
    bundle: Code
    rollout: UUID | None = None
    window: tuple[Minute, Minute] | None = None


class Command(msgspec.Struct, frozen=True):
    """One thing to do now; `session`, `first` and `last` name the segments of `send_clip`.

    `id` of `send_clip` and `show_live` is the entry in the register of who looks and why; the box
    sends to the device door under it. `seconds` bounds `show_live`.
    """

    id: UUID
    do: Literal[
        "resend",
        "fetch_roster",
        "delete_template",
        "send_clip",
        "show_live",
        "restart_agent",
        "self_test",
        "test_page",
        "diagnose",
    ]
    person: UUID | None = None
    session: UUID | None = None
    first: Annotated[int, Meta(ge=0)] = 0
    last: Annotated[int, Meta(ge=0)] = 0
    seconds: Annotated[int, Meta(ge=0, le=600)] = 0
    expires_at: datetime | None = None
    signature: Annotated[str, Meta(max_length=100)] = ""


def signed(device: str, order: Command) -> bytes:
    """What the `signature` (Ed25519, base64) is made over: for whom, and the order without it."""
    plain = msgspec.structs.replace(order, signature="")
    return device.encode() + b"\n" + msgspec.json.encode(plain)


class RosterEntry(msgspec.Struct, frozen=True):
    """One person who may check in here. Codes are argon2id hashes; times are ISO 8601 UTC.

    `next_due` is the legal day a visit made now would answer, `then_due` the one after it.
    `reenrol`: the face was enrolled on a box that was replaced.
    """

    person: UUID
    number: str
    next_due: str | None
    face: bool
    permits: list["Secret"] = []
    codes: list["Secret"] = []
    then_due: str | None = None
    reenrol: bool = False


class Secret(msgspec.Struct, frozen=True):
    """A single-use secret an officer issued: its id, argon2id hash and end."""

    id: UUID
    hash: str
    expires_at: str


class Roster(msgspec.Struct, frozen=True):
    """Everyone who may check in at one box. Carried by HTTPS only, never by the broker."""

    version: int
    entries: list[RosterEntry]
