"""Links between two who ask: offered, and accepted or refused by a clerk."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.office.matter_shapes import (
    LinkItem,
    LinkWish,
    MatterRecord,
    SaidSoWish,
)
from yizhan_collector.doors.office.matter_views import link_items, record
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.cases import desk, links
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["matters"])
Clerk = Annotated[Staff, Depends(able("work_matters"))]


@router.get("/party-links", name="party_links", responses=errors(401, 403, 422))
def listed(_: Clerk, tx: Tx, wanted: Wanted) -> Page[LinkItem]:
    """Links that wait for a clerk, the oldest first."""
    found, total = links.open_ones(tx, wanted.size, wanted.offset)
    return wanted.of(link_items(tx, found), total)


@router.post(
    "/party-links/{one}/{other}",
    name="decide_link",
    status_code=204,
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def decide(one: UUID, other: UUID, given: LinkWish, staff: Clerk, tx: Tx, now: Now) -> None:
    """Say whether two are one; a refused link is not offered again."""
    links.decide(tx, one, other, given.accepted, staff, now)
    audit.recorded(tx, staff.id, "decide_link", now, subject=f"{one} {other} {given.accepted}")


@router.post(
    "/matters/{matter}/links",
    name="offer_link",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def said_so(matter: UUID, given: SaidSoWish, staff: Clerk, tx: Tx, now: Now) -> MatterRecord:
    """Note that whoever asks says they opened another matter too; a clerk decides on it."""
    here = desk.get(tx, matter)
    links.said_so(tx, here, links.by_number(tx, given.number), now)
    audit.recorded(tx, staff.id, "offer_link", now, subject=here.number)
    return record(tx, staff, here, now)
