"""The map of the posts: where each is and how it stands."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.devices import spots
from yizhan_collector.rooms.devices.spots import Stand
from yizhan_collector.rooms.people.model import district
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/posts", tags=["posts"])
Seer = Annotated[Staff, Depends(able("see_posts"))]


class PostSpot(BaseModel):
    """A post on the map, WGS-84; beside it where its township has no point."""

    id: str
    township: str
    name: str = Field(description="Of the township.")
    district: str
    longitude: float | None
    latitude: float | None
    stand: Stand
    heard_at: datetime | None = Field(description="When it last said how it is.")


@router.get("/map", name="post_map", responses=errors(401, 403))
def placed(staff: Seer, tx: Tx, now: Now) -> list[PostSpot]:
    """The posts of the own area, by id."""
    return [
        PostSpot.model_validate(
            vars(one) | {"district": district(one.township), "stand": one.stand(now)}
        )
        for one in spots.spots(tx, staff.area)
    ]
