"""The cameras of the posts: how the picture of each is, and since when."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from yizhan_wire.events import Picture

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.devices import cameras
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/cameras", tags=["posts"])
Seer = Annotated[Staff, Depends(able("see_posts"))]


class CameraItem(BaseModel):
    """The camera of a post."""

    post: str
    township: str
    township_name: str
    camera: Picture | None = Field(description="What the box said last; null: nothing ever.")
    silent: bool = Field(description="The box is silent: nothing is known of it now.")
    since: datetime | None = Field(description="Since when; null: for a month, or not known.")
    heard_at: datetime | None


@router.get("", name="cameras", responses=errors(401, 403))
def listed(staff: Seer, tx: Tx, now: Now) -> list[CameraItem]:
    """The cameras of the posts in service, by post."""
    return [
        CameraItem(
            post=one.id,
            township=one.township,
            township_name=one.name,
            camera=one.picture,
            silent=one.silent(now),
            since=one.since,
            heard_at=one.heard_at,
        )
        for one in cameras.cameras(tx, staff.area)
    ]
