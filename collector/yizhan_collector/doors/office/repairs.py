"""Repairs of the posts: reported, taken up, mended with parts of the stock, closed."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from psycopg import Connection

from yizhan_collector.doors.access import Now, Tx, able, own
from yizhan_collector.doors.office.repair_shapes import (
    NewRepair,
    NewStock,
    PartTaken,
    RepairAssignment,
    RepairEnd,
    RepairItem,
    RepairRecord,
    RepairWords,
    SpareItem,
    TechnicianItem,
    part_used,
    repair_item,
    repair_note,
    spare_item,
)
from yizhan_collector.doors.paging import Page, Wanted, lines
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.repairs import service as repairs
from yizhan_collector.rooms.repairs.model import Repair, Stock
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["repairs"])
Seer = Annotated[Staff, Depends(able("see_posts"))]
Keeper = Annotated[Staff, Depends(able("keep_repairs"))]
CHANGES = errors(400, 401, 403, 404, 409, 413)


@router.get("/repairs", name="repairs", responses=errors(401, 403))
def listed(
    _: Seer,
    tx: Tx,
    now: Now,
    wanted: Wanted,
    open: Annotated[bool | None, Query(description="Open ones, closed ones, or all.")] = None,  # noqa: A002
    post: Annotated[str | None, Query(max_length=40)] = None,
) -> Page[RepairItem]:
    """Repairs of your area: open ones first, the nearest end first."""
    found = repairs.page(tx, open, post, *wanted.window)
    names, towns = _names(tx, found[0]), _towns(tx, found[0])
    return lines(wanted, found, lambda one: repair_item(one, towns[one.device], names, now))


@router.post("/repairs", status_code=201, responses=CHANGES)
def open_repair(given: NewRepair, staff: Seer, tx: Tx, now: Now) -> RepairRecord:
    """Report a fault of a post."""
    own(staff, devices.get(tx, given.post).township)
    made = repairs.open_by_hand(tx, given.post, given.kind, given.words, staff.id, now)
    return _record(tx, made.id, now)


@router.get("/repairs/{repair}", name="repair", responses=errors(401, 403, 404))
def one(repair: UUID, _: Seer, tx: Tx, now: Now) -> RepairRecord:
    """One repair: the job sheet."""
    return _record(tx, repair, now)


@router.post("/repairs/{repair}/assign", responses=CHANGES)
def assign_repair(
    repair: UUID, given: RepairAssignment, staff: Keeper, tx: Tx, now: Now
) -> RepairRecord:
    """Take it up, or give it to another technician of the county."""
    repairs.assign(tx, repair, given.staff or staff.id, staff.id, now)
    return _record(tx, repair, now)


@router.post("/repairs/{repair}/notes", responses=CHANGES)
def note_repair(repair: UUID, given: RepairWords, staff: Keeper, tx: Tx, now: Now) -> RepairRecord:
    """Write something down on the way."""
    repairs.write(tx, repair, given.words, staff.id, now)
    return _record(tx, repair, now)


@router.post("/repairs/{repair}/parts", responses=CHANGES)
def use_part(repair: UUID, given: PartTaken, staff: Keeper, tx: Tx, now: Now) -> RepairRecord:
    """Take parts from the county's stock."""
    repairs.use(tx, repair, given.kind, given.count, staff.id, now)
    return _record(tx, repair, now)


@router.post("/repairs/{repair}/close", responses=CHANGES)
def close_repair(repair: UUID, given: RepairEnd, staff: Keeper, tx: Tx, now: Now) -> RepairRecord:
    """Close it with what was done."""
    repairs.close(tx, repair, given.done, given.said, staff.id, now)
    return _record(tx, repair, now)


@router.get("/spares", name="spares", responses=errors(401, 403))
def stock(_: Seer, tx: Tx) -> list[SpareItem]:
    """The stock of the counties of your area."""
    return [spare_item(one) for one in repairs.stock(tx)]


@router.post("/spares", responses=errors(400, 401, 403, 404, 413))
def set_spare(given: NewStock, staff: Keeper, tx: Tx, now: Now) -> list[SpareItem]:
    """Say how many of a part a county has."""
    if not given.county.startswith(staff.area):
        raise NotFound
    stock = Stock(given.county, given.kind, given.count, given.low)
    repairs.set_stock(tx, stock, staff.id, now)
    return [spare_item(one) for one in repairs.stock(tx)]


@router.get("/technicians", responses=errors(401, 403))
def technicians(staff: Keeper, tx: Tx) -> list[TechnicianItem]:
    """Who can take up a repair in your area."""
    found = repairs.technicians(tx, staff.area)
    return [TechnicianItem(id=one.id, name=one.name, area=one.area) for one in found]


def _record(tx: Connection, key: UUID, now: datetime) -> RepairRecord:
    one = repairs.get(tx, key)
    notes, used = repairs.notes(tx, key), repairs.used(tx, key)
    writers = {some.by for some in notes} | {some.by for some in used}
    names = _names(tx, [one]) | staff_room.names(tx, writers)
    item = repair_item(one, _towns(tx, [one])[one.device], names, now)
    return RepairRecord(
        **dict(item),
        county=devices.get(tx, one.device).township[:6],
        notes=[repair_note(some, names) for some in notes],
        used=[part_used(some, names) for some in used],
    )


def _names(tx: Connection, found: list[Repair]) -> dict[UUID, str]:
    staff = {who for one in found for who in (one.opened_by, one.assigned_to, one.closed_by)}
    return staff_room.names(tx, {who for who in staff if who})


def _towns(tx: Connection, found: list[Repair]) -> dict[str, str]:
    names = {one.code: one.name for one in people.townships(tx)}
    wanted = {one.device for one in found}
    posts = [one for one in devices.posts(tx, "") if one.id in wanted]
    return {one.id: names[one.township] for one in posts}
