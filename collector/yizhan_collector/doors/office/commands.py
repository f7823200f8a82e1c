"""What a post is told to do now, by whom and why, and what came of it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Standing, Tx, able, own
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.commands import service as commands
from yizhan_collector.rooms.commands.model import Action, Asked, NoCommandKey, Outcome
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["posts"])
Seer = Annotated[Staff, Depends(able("see_posts"))]
Commander = Annotated[Staff, Depends(able("command_posts"))]


class NewCommand(BaseModel):
    """What to do, and why."""

    action: Action
    reason: Annotated[str, Field(min_length=1, max_length=500, pattern=r"\S")]


class PostCommand(BaseModel):
    """A command to a post."""

    id: UUID
    action: Action
    reason: str
    asked_by: str = Field(description="Name of the staff.")
    asked_at: datetime
    expires_at: datetime = Field(description="Then the box does not begin it any more.")
    open: bool
    outcome: Outcome | None
    why: str
    checks: dict[str, str] = Field(description="What was looked at, and what was found; codes.")
    answered_at: datetime | None
    sent: bool = Field(description="Its diagnostic bundle can be read, for a week.")


@router.get("/posts/{post}/commands", responses=errors(401, 403, 404))
def post_commands(post: str, staff: Seer, tx: Tx, now: Now) -> list[PostCommand]:
    """The last 50 commands to a post, newest first."""
    own(staff, devices.get(tx, post).township)
    return _shown(tx, commands.of(tx, post), now)


@router.post(
    "/posts/{post}/commands", status_code=201, responses=errors(400, 401, 403, 404, 409, 413)
)
def command_post(
    post: str, given: NewCommand, staff: Commander, tx: Tx, now: Now, house: Standing
) -> PostCommand:
    """Tell a post to do something now; it is signed, and over after ten minutes."""
    own(staff, devices.get(tx, post).township)
    if not house.commands:
        raise NoCommandKey
    asked = commands.ask(tx, post, given.action, given.reason, staff.id, now)
    return _shown(tx, [asked], now)[0]


@router.get("/diagnoses/{command}", responses=errors(401, 403, 404))
def diagnosis(command: UUID, staff: Commander, tx: Tx, now: Now) -> Response:
    """The redacted bundle a box sent, as a file; reading it is written down."""
    content = commands.read_bundle(tx, command, staff.id, now)
    name = f'attachment; filename="{commands.get(tx, command).device}-{command}.zip"'
    return Response(content, media_type="application/octet-stream",
                    headers={"Content-Disposition": name})  # fmt: skip


def _shown(tx: Tx, found: list[Asked], now: datetime) -> list[PostCommand]:
    names = staff_room.names(tx, {one.asked_by for one in found})
    return [
        PostCommand(
            id=one.id,
            action=one.action,
            reason=one.reason,
            asked_by=names.get(one.asked_by, ""),
            asked_at=one.asked_at,
            expires_at=one.expires_at,
            open=one.open(now),
            outcome=one.outcome,
            why=one.why,
            checks=one.checks or {},
            answered_at=one.answered_at,
            sent=one.sent,
        )
        for one in found
    ]
