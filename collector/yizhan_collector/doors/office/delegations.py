"""What the county lets its offices do, made by the county."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able, own
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff import delegations
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.delegations import Delegable, Delegation, Wish
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/delegations", tags=["delegations"])
Seer = Annotated[Staff, Depends(able("see_people"))]
County = Annotated[Staff, Depends(able("decide_county"))]


class DelegationItem(BaseModel):
    """A county's word to one of its offices."""

    id: UUID
    county: str
    township: str
    powers: list[Delegable]
    document: str
    from_on: date
    until_on: date | None = Field(description="The last day; null while it stands.")
    in_force: bool = Field(description="Whether it holds today.")
    made_by: str = Field(description="Name of the officer.")
    made_at: datetime


class NewDelegation(BaseModel):
    """What to delegate to whom, by which document."""

    township: Annotated[str, Field(pattern=r"^[0-9]{9}$")]
    powers: Annotated[list[Delegable], Field(min_length=1, max_length=10)]
    document: Annotated[str, Field(min_length=1, max_length=200)]
    from_on: date
    until_on: date | None = None


class LastDay(BaseModel):
    """The last day on which it holds."""

    until_on: date


@router.get("", name="delegations", responses=errors(401, 403))
def listed(staff: Seer, tx: Tx, now: Now) -> list[DelegationItem]:
    """The delegations of this area, the newest first."""
    found = delegations.of_area(tx, staff.area)
    names = staff_room.names(tx, {one.made_by for one in found if one.made_by})
    return [_item(one, names, legal_day(now)) for one in found]


@router.post("", status_code=201, responses=errors(400, 401, 403, 404, 413))
def delegate(given: NewDelegation, staff: County, tx: Tx, now: Now) -> DelegationItem:
    """Delegate powers of the county to one of its offices."""
    own(staff, given.township)
    people.require_township(tx, given.township)
    wish = Wish(given.township, given.powers, given.document, given.from_on, given.until_on)
    made = delegations.make(tx, staff.area, wish, staff.id, now)
    audit.recorded(tx, staff.id, "delegate", now, subject=str(made.id))
    return _item(made, {staff.id: staff.name}, legal_day(now))


@router.post("/{delegation}/end", responses=errors(400, 401, 403, 404, 409, 413))
def end_delegation(
    delegation: UUID, given: LastDay, staff: County, tx: Tx, now: Now
) -> DelegationItem:
    """Let a delegation end."""
    ended = delegations.end(tx, delegation, staff.area, given.until_on)
    audit.recorded(tx, staff.id, "end_delegation", now, subject=str(delegation))
    names = staff_room.names(tx, {ended.made_by} if ended.made_by else set())
    return _item(ended, names, legal_day(now))


def _item(one: Delegation, names: dict[UUID, str], today: date) -> DelegationItem:
    return DelegationItem(
        id=one.id,
        county=one.county,
        township=one.township,
        powers=[power for power in delegations.DELEGABLE if power in one.powers],
        document=one.document,
        from_on=one.from_on,
        until_on=one.until_on,
        in_force=one.holds(today),
        made_by=names.get(one.made_by, "") if one.made_by else "",
        made_at=one.made_at,
    )
