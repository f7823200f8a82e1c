"""The posts: are they well, what does the sign say, which are out of service."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from yizhan_wire.envelope import ClockSource, Confidence
from yizhan_wire.events import Picture, Slot

from yizhan_collector.doors.access import Now, Tx, able, own
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.devices import boards, history, signs
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.devices.boards import AtPost
from yizhan_collector.rooms.devices.history import Span
from yizhan_collector.rooms.devices.model import Post as PostFound
from yizhan_collector.rooms.devices.model import Signage, State
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/posts", tags=["posts"])
Seer = Annotated[Staff, Depends(able("see_posts"))]


class PostHealth(BaseModel):
    """What the box said of itself last. Bytes, seconds, degrees Celsius."""

    captured_at: datetime
    received_at: datetime
    uptime_s: int
    spool_pending: int = Field(description="Events that wait for the collector's receipt.")
    spool_fill: float = Field(description="0 to 1; from 0.8 on the box warns.")
    disk_free: int
    rss: int
    camera: Picture
    sign: Literal["ok", "silent", "absent"]
    kiosk: Literal["open", "desk_only"]
    temperature: float | None
    templates: int
    alarms: list[str]
    version: str
    bundle: str = Field(description="What it runs; empty: what came with the image.")
    slot: Slot
    cert_days: int | None = Field(description="Days its certificate is still good.")
    disk_size: int
    wear: int | None = Field(description="Percent of the medium's life that is used, in tens.")
    sharpness: float | None = Field(description="Of the picture; falls when focus or lens is bad.")
    brightness: float | None = Field(description="0 to 255.")


class PostClock(BaseModel):
    """The clock of a box as it judged it with its last health."""

    source: ClockSource
    confidence: Confidence
    offset_s: float | None = Field(description="Collector minus box, in seconds.")


class PostSignage(BaseModel):
    """The standing message of the sign."""

    version: int
    text: str
    set_by: str = Field(description="Name of the staff.")
    set_at: datetime
    applied_version: int | None = Field(description="The version the box last confirmed.")
    applied_at: datetime | None = Field(description="When it had that version.")


class PostShown(BaseModel):
    """What the sign acknowledged last."""

    at: datetime
    shown: bool
    attempts: int


class PostBoard(BaseModel):
    """A board on a cable of the box, as it said last. Seconds since its start."""

    board: str
    role: Literal["sign", "counter"]
    version: str
    received_at: datetime
    uptime_s: int
    reset: Literal["unknown", "power", "pin", "watchdog", "soft"]
    good: int = Field(description="Frames of its cable that were whole.")
    bad: int
    door: Literal["closed", "open"] | None
    light: int | None = Field(description="0 (dark) to 7.")


class PostStep(BaseModel):
    """A step of the history; null where the box said nothing of it."""

    at: datetime
    reports: int = Field(description="Health reports in the step; 0 is a gap.")
    temperature: float | None
    spool_pending: int | None
    disk_free: int | None
    wear: int | None
    sharpness: float | None
    brightness: float | None
    cert_days: int | None


class PostHistory(BaseModel):
    """How a post was: even steps, oldest first."""

    step_s: int
    steps: list[PostStep]


class Post(BaseModel):
    """A check-in post."""

    id: str
    township: str
    township_name: str
    state: State
    state_at: datetime | None
    health: PostHealth | None
    silent: bool = Field(description="No health for three minutes.")
    clock: PostClock | None = Field(description="How far the box trusts its clock.")
    signage: PostSignage | None
    shown: PostShown | None = Field(description="What the sign acknowledged last.")
    boards: list[PostBoard]
    help_at: datetime | None = Field(description="Help was asked for, in the last half hour.")
    revoked_at: datetime | None


class NewSignage(BaseModel):
    """Text for the sign; empty means the sign's own default."""

    text: Annotated[str, Field(max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$")]


class Reason(BaseModel):
    """Why."""

    reason: Annotated[str, Field(min_length=1, max_length=500)]


@router.get("", name="posts", responses=errors(401, 403))
def listed(staff: Seer, tx: Tx, now: Now) -> list[Post]:
    """The posts, by id."""
    return _posts(tx, devices.posts(tx, staff.area), now)


@router.get("/{post}/history", responses=errors(401, 403, 404))
def post_history(post: str, staff: Seer, tx: Tx, now: Now, span: Span = "day") -> PostHistory:
    """Figures of a day, a week or 90 days, by the clock of the box."""
    own(staff, devices.get(tx, post).township)
    steps = history.steps(tx, post, span, now)
    return PostHistory(
        step_s=int(history.SPANS[span][1].total_seconds()),
        steps=[PostStep.model_validate(one, from_attributes=True) for one in steps],
    )


@router.post("/{post}/signage", responses=errors(400, 401, 403, 404, 413))
def set_signage(
    post: str,
    given: NewSignage,
    staff: Annotated[Staff, Depends(able("set_signage"))],
    tx: Tx,
    now: Now,
) -> Post:
    """Set the standing message; a name or a personal number on a sign is refused."""
    township = devices.get(tx, post).township
    own(staff, township)
    names = people.names_of(tx, township)
    signs.set_text(tx, post, given.text.strip(), names, staff.id, now)
    audit.recorded(tx, staff.id, "set_signage", now, subject=post)
    return _posts(tx, [devices.get(tx, post)], now)[0]


@router.post("/{post}/revoke", responses=errors(400, 401, 403, 404, 409, 413))
def revoke_post(
    post: str,
    given: Reason,
    staff: Annotated[Staff, Depends(able("revoke"))],
    tx: Tx,
    now: Now,
) -> Post:
    """Take a post out of service at once and for good; nothing it sends is taken."""
    own(staff, devices.get(tx, post).township)
    devices.revoke(tx, post, now)
    audit.recorded(tx, staff.id, "revoke_post", now, subject=f"{post}: {given.reason}")
    return _posts(tx, [devices.get(tx, post)], now)[0]


def _posts(tx: Tx, found: list[PostFound], now: datetime) -> list[Post]:
    towns = {one.code: one.name for one in people.townships(tx)}
    names = staff_room.names(tx, {one.signage.set_by for one in found if one.signage})
    at = boards.at_posts(tx, [one.id for one in found], now)
    return [
        Post(
            id=one.id,
            township=one.township,
            township_name=towns[one.township],
            state=one.state,
            state_at=one.state_at,
            health=_health(one),
            silent=one.silent(now),
            clock=PostClock(**msgspec.structs.asdict(one.health.clock)) if one.health else None,
            signage=_signage(one.signage, names) if one.signage else None,
            shown=PostShown.model_validate(one.shown, from_attributes=True) if one.shown else None,
            boards=_boards(at[one.id]),
            help_at=at[one.id].help_at,
            revoked_at=one.revoked_at,
        )
        for one in found
    ]


def _health(one: PostFound) -> PostHealth | None:
    if one.health is None:
        return None
    return PostHealth(
        captured_at=one.health.captured_at,
        received_at=one.health.received_at,
        **msgspec.structs.asdict(one.health.body),
    )


def _boards(at: AtPost) -> list[PostBoard]:
    return [
        PostBoard(received_at=one.received_at, **_said(one.said, PostBoard)) for one in at.boards
    ]


def _said(said: msgspec.Struct, shape: type[BaseModel]) -> dict[str, Any]:
    fields = msgspec.structs.asdict(said).items()
    return {name: value for name, value in fields if name in shape.model_fields}


def _signage(one: Signage, names: dict[UUID, str]) -> PostSignage:
    return PostSignage(
        version=one.version,
        text=one.text,
        set_by=names.get(one.set_by, ""),
        set_at=one.set_at,
        applied_version=one.applied_version,
        applied_at=one.applied_at,
    )
