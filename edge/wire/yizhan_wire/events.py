"""What a box reports. Only additions inside v1; no image, template, name or number has a field."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

Verdict = Literal["match", "no_match", "no_face", "unsure"]
Route = Literal["face", "code", "officer"]
Live = Literal["passed", "failed", "not_run"]
# covered: light but nothing to see; moved: the room is not where it was
Picture = Literal["ok", "black", "frozen", "lost", "covered", "moved"]
Score = Annotated[float, Meta(ge=0, le=4)]
Count = Annotated[int, Meta(ge=0, le=10_000_000)]
Code = Annotated[str, Meta(max_length=40, pattern=r"^[a-z0-9_.-]*$")]
Figure = Annotated[float, Meta(ge=0, le=1e6)]
Slot = Literal["a", "b", "factory"]
Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class FaceResult(msgspec.Struct, frozen=True):
    """Outcome of one 1:1 comparison: the smallest L2 distance seen (lower is nearer)."""

    verdict: Verdict
    liveness: Live
    frames: Count
    best_distance: Score | None = None
    threshold: Score | None = None
    model: Code = ""
    reason: Code = ""


class CheckIn(msgspec.Struct, frozen=True):
    """One finished visit. `answers` maps question codes to answer codes, never free text."""

    person: UUID
    route: Route
    face: FaceResult | None = None
    code_id: UUID | None = None
    answers: Annotated[dict[str, Code], Meta(max_length=20)] = {}
    questions_v: int = 1


class Enrolled(msgspec.Struct, frozen=True):
    """A template was made (or deleted) on this box under a single-use permit."""

    person: UUID
    permit: UUID | None
    action: Literal["created", "deleted"]
    frames: Count = 0
    model: Code = ""


class CameraEvent(msgspec.Struct, frozen=True):
    """Presence before the camera, counts only; `id` joins new, update and end."""

    id: UUID
    phase: Literal["new", "update", "end"]
    faces: Count
    started_at: datetime
    picture: Picture = "ok"


class SignShown(msgspec.Struct, frozen=True):
    """The sign acknowledged a message, or did not after all retries."""

    message: str
    shown: bool
    attempts: Count = 1


class Health(msgspec.Struct, frozen=True):
    """State of the box each minute. Bytes, seconds, degrees Celsius.

    `wear`: percent of the life of an eMMC that is used, in tens (JESD84-B51 DEVICE_LIFE_TIME_EST);
    None where the medium does not tell. `sharpness`: variance of the Laplacian of the picture in
    grey, `brightness`: its mean, 0 to 255; None without a picture. `bundle` runs from `slot`.
    """

    uptime_s: Count
    spool_pending: Count
    spool_fill: Annotated[float, Meta(ge=0, le=1)]
    disk_free: Annotated[int, Meta(ge=0)]
    rss: Annotated[int, Meta(ge=0)]
    camera: Picture
    sign: Literal["ok", "silent", "absent"]
    kiosk: Literal["open", "desk_only"] = "open"
    temperature: float | None = None
    templates: Count = 0
    alarms: Annotated[list[Code], Meta(max_length=20)] = []
    version: Code = ""
    bundle: Code = ""
    slot: Slot = "factory"
    cert_days: Annotated[int, Meta(ge=-36500, le=36500)] | None = None
    disk_size: Annotated[int, Meta(ge=0)] = 0
    wear: Annotated[int, Meta(ge=0, le=110)] | None = None
    sharpness: Figure | None = None
    brightness: Figure | None = None


class Applied(msgspec.Struct, frozen=True):
    """A retained order (roster, signage, config) took effect at this version."""

    what: Literal["roster", "signage", "config", "sessions", "update"]
    version: Count


class Updated(msgspec.Struct, frozen=True):
    """How far a bundle got on this box; `why` says by what it was refused or went back."""

    bundle: Code
    phase: Literal["fetching", "staged", "trying", "proved", "went_back", "refused"]
    rollout: UUID | None = None
    why: Code = ""


class Answered(msgspec.Struct, frozen=True):
    """What came of a command: `checks` maps what was looked at to what was found, codes only."""

    command: UUID
    outcome: Literal["done", "refused", "failed"]
    why: Code = ""
    checks: Annotated[dict[Code, Code], Meta(max_length=40)] = {}


class BoardReport(msgspec.Struct, frozen=True):
    """What a board on a cable of the box is, and what it feels: contacts and light, nobody.

    `what` says why it is told now. Seconds are those since the board's start; `press` is the number
    of a press of the help button, 0 for none; `light` 0 (dark) to 7; `good` and `bad` are frames.
    """

    board: Annotated[str, Meta(pattern=r"^[0-9a-f]{2,16}$")]
    role: Literal["sign", "counter"]
    what: Literal["hello", "door", "help", "light"]
    version: Code
    uptime_s: Count
    reset: Literal["unknown", "power", "pin", "watchdog", "soft"]
    good: Count = 0
    bad: Count = 0
    door: Literal["closed", "open"] | None = None
    door_at_s: Count = 0
    light: Annotated[int, Meta(ge=0, le=7)] | None = None
    press: Annotated[int, Meta(ge=0, le=65535)] = 0


class Segment(msgspec.Struct, frozen=True):
    """A piece of a recording on the box, hashed in a chain; `number` counts from 1 in a session.

    `chain` is SHA-256 over the chain before it, `sha256` and the other fields.
    """

    number: Count
    started_at: datetime
    ended_at: datetime
    size: Count
    sha256: Hash
    chain: Hash


class SessionEvent(msgspec.Struct, frozen=True):
    """A procedure before the camera: began, heads of a minute, a piece kept, ended. Counts only.

    `heads` is the most seen at once in the minute before; None: nobody could be counted then.
    `why` says by what it began or ended, or why nothing is kept; `sound`: only the sound is not.
    """

    session: UUID
    phase: Literal["started", "minute", "segment", "gap", "stopped"]
    at: datetime
    heads: Count | None = None
    segment: Segment | None = None
    why: Code = ""


Body = (
    CheckIn
    | Enrolled
    | CameraEvent
    | SignShown
    | Health
    | Applied
    | SessionEvent
    | Updated
    | Answered
    | BoardReport
)
BODIES: dict[str, type[Body]] = {
    "checkin": CheckIn,
    "enrolled": Enrolled,
    "camera": CameraEvent,
    "sign": SignShown,
    "health": Health,
    "applied": Applied,
    "session": SessionEvent,
    "updated": Updated,
    "answered": Answered,
    "board": BoardReport,
}
BODY_V: dict[str, int] = dict.fromkeys(BODIES, 1)
