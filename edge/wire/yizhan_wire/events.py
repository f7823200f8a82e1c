"""What a box reports. Only additions inside v1; no image, template, name or number has a field."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

Verdict = Literal["match", "no_match", "no_face", "unsure"]
Route = Literal["face", "code", "officer"]
Live = Literal["passed", "failed", "not_run"]
Score = Annotated[float, Meta(ge=0, le=4)]
Count = Annotated[int, Meta(ge=0, le=10_000_000)]
Code = Annotated[str, Meta(max_length=40, pattern=r"^[a-z0-9_.-]*$")]


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
    picture: Literal["ok", "black", "frozen", "lost"] = "ok"


class SignShown(msgspec.Struct, frozen=True):
    """The sign acknowledged a message, or did not after all retries."""

    message: str
    shown: bool
    attempts: Count = 1


class Health(msgspec.Struct, frozen=True):
    """State of the box each minute. Bytes, seconds, degrees Celsius."""

    uptime_s: Count
    spool_pending: Count
    spool_fill: Annotated[float, Meta(ge=0, le=1)]
    disk_free: Annotated[int, Meta(ge=0)]
    rss: Annotated[int, Meta(ge=0)]
    camera: Literal["ok", "black", "frozen", "lost"]
    sign: Literal["ok", "silent", "absent"]
    kiosk: Literal["open", "desk_only"] = "open"
    temperature: float | None = None
    templates: Count = 0
    alarms: Annotated[list[Code], Meta(max_length=20)] = []
    version: Code = ""


class Applied(msgspec.Struct, frozen=True):
    """A retained order (roster, signage, config) took effect at this version."""

    what: Literal["roster", "signage", "config"]
    version: Count


Body = CheckIn | Enrolled | CameraEvent | SignShown | Health | Applied
BODIES: dict[str, type[Body]] = {
    "checkin": CheckIn,
    "enrolled": Enrolled,
    "camera": CameraEvent,
    "sign": SignShown,
    "health": Health,
    "applied": Applied,
}
BODY_V: dict[str, int] = dict.fromkeys(BODIES, 1)
