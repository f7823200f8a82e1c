"""Zones under an order of positioning: where to stay, where not to go, and the home."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from psycopg import Connection
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.office.opening import opened
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.positions import drawing, orders
from yizhan_collector.rooms.positions.zone_store import KeptZone, ZoneKind
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["positions"])
Seer = Annotated[Staff, Depends(able("see_people"))]
Changer = Annotated[Staff, Depends(able("change_people"))]
CHANGE = errors(400, 401, 403, 404, 409, 422)
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


class Circle(BaseModel):
    """Round a point, WGS-84."""

    form: Literal["circle"]
    latitude: Latitude
    longitude: Longitude
    radius: Annotated[float, Field(ge=20, le=200_000)] = Field(description="Metres.")


class Polygon(BaseModel):
    """An outline, WGS-84; the last corner joins the first."""

    form: Literal["polygon"]
    corners: Annotated[list[tuple[Latitude, Longitude]], Field(min_length=3, max_length=500)]


Shape = Annotated[Circle | Polygon, Field(discriminator="form")]


class NewZone(BaseModel):
    """A zone to draw; of a court's no-entry order it is an aid, and the words count."""

    kind: ZoneKind
    name: Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S")]
    shape: Shape
    ban: UUID | None = None


class ZoneItem(BaseModel):
    """A zone, and who drew it."""

    id: UUID
    kind: ZoneKind
    name: str
    shape: Shape
    ban: UUID | None
    author: str
    recorded_at: datetime
    ended_at: datetime | None


@router.get("/positioning/{order}/zones", name="zones", responses=errors(401, 403, 404))
def listed(order: UUID, staff: Seer, tx: Tx, now: Now) -> list[ZoneItem]:
    """The zones of an order, ended ones too; the record must be open."""
    opened(tx, staff, orders.get(tx, order).person, now)
    return _items(tx, drawing.of_order(tx, order))


@router.post("/positioning/{order}/zones", status_code=201, name="draw_zone", responses=CHANGE)
def draw(order: UUID, given: NewZone, staff: Changer, tx: Tx, now: Now) -> ZoneItem:
    """Draw a zone; it is judged by from now on."""
    person = orders.get(tx, order).person
    opened(tx, staff, person, now)
    shape: dict[str, Any] = given.shape.model_dump()
    what = (given.kind, given.name.strip(), shape, given.ban)
    made = drawing.draw(tx, order, *what, staff.id, now)
    audit.recorded(tx, staff.id, "draw_zone", now, person, str(made.id))
    return _items(tx, [made])[0]


@router.post("/zones/{zone}/end", status_code=204, name="end_zone", responses=CHANGE)
def end(zone: UUID, staff: Changer, tx: Tx, now: Now) -> None:
    """Let a zone end."""
    opened(tx, staff, drawing.get(tx, zone).person, now)
    one = drawing.end(tx, zone, now)
    audit.recorded(tx, staff.id, "end_zone", now, one.person, str(zone))


def _items(tx: Connection, some: list[KeptZone]) -> list[ZoneItem]:
    names = staff_room.names(tx, {one.author for one in some})
    return [
        ZoneItem.model_validate(vars(one) | {"author": names.get(one.author, "")}) for one in some
    ]
