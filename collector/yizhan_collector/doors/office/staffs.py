"""The accounts, kept by the administrator, and one's own password."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Signed, Tx, able
from yizhan_collector.doors.office.shapes import PersonName
from yizhan_collector.doors.paging import Page, Wanted, lines
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff import accounts
from yizhan_collector.rooms.staff.accounts import Account, Place
from yizhan_collector.rooms.staff.model import Role, Staff

router = APIRouter(tags=["staffs"])
Keeper = Annotated[Staff, Depends(able("administer"))]
Area = Annotated[str, Field(pattern=r"^([0-9]{6}([0-9]{3})?)?$")]


class StaffItem(BaseModel):
    """An account as a line of the list."""

    id: UUID
    login: str
    name: str
    role: Role
    area: str = Field(description="Empty the city, six digits a county, nine a township.")
    minors: bool = Field(description="A specialist for minors.")
    created_at: datetime
    ended_at: datetime | None
    signed_in: bool = Field(description="Whether a session is open.")


class StaffPlace(BaseModel):
    """What somebody is and where."""

    role: Role
    area: Area
    minors: bool = False


class NewStaff(StaffPlace):
    """Somebody who may sign in."""

    login: Annotated[str, Field(pattern=r"^[a-z0-9._-]{2,40}$")]
    name: PersonName


class FirstPassword(BaseModel):
    """An account and its password; shown this once."""

    account: StaffItem
    password: str


class Passwords(BaseModel):
    """The own password, the old one and the new."""

    old: Annotated[str, Field(min_length=1, max_length=200)]
    new: Annotated[str, Field(min_length=1, max_length=200)]


@router.get("/staffs", responses=errors(401, 403))
def staffs(staff: Keeper, tx: Tx, now: Now, wanted: Wanted) -> Page[StaffItem]:
    """All accounts, the open ones first."""
    return lines(wanted, accounts.everybody(tx, now, *wanted.window), _item)


@router.post("/staffs", status_code=201, responses=errors(400, 401, 403, 409, 413))
def add_staff(given: NewStaff, staff: Keeper, tx: Tx, now: Now) -> FirstPassword:
    """Let somebody sign in."""
    people.require_area(tx, given.area)
    made, password = accounts.add(tx, given.login, given.name, _place(given), now)
    audit.recorded(tx, staff.id, "add_staff", now, subject=_said(made))
    return FirstPassword(account=_item(accounts.account(tx, made.id, now)), password=password)


@router.post("/staffs/{account}/place", responses=errors(400, 401, 403, 404, 409, 413))
def change_staff(account: UUID, given: StaffPlace, staff: Keeper, tx: Tx, now: Now) -> StaffItem:
    """Give somebody another role or area; their sessions end."""
    people.require_area(tx, given.area)
    accounts.change(tx, account, _place(given), staff.id, now)
    found = accounts.account(tx, account, now)
    audit.recorded(tx, staff.id, "change_staff", now, subject=_said(found.staff))
    return _item(found)


@router.post("/staffs/{account}/end", responses=errors(401, 403, 404, 409))
def end_staff(account: UUID, staff: Keeper, tx: Tx, now: Now) -> StaffItem:
    """End an account; its sessions end at once."""
    accounts.end(tx, account, staff.id, now)
    found = accounts.account(tx, account, now)
    audit.recorded(tx, staff.id, "end_staff", now, subject=_said(found.staff))
    return _item(found)


@router.post("/staffs/{account}/password", responses=errors(401, 403, 404, 409))
def reset_password(account: UUID, staff: Keeper, tx: Tx, now: Now) -> FirstPassword:
    """A new password; the sessions end."""
    password = accounts.reset(tx, account, staff.id, now)
    found = accounts.account(tx, account, now)
    audit.recorded(tx, staff.id, "reset_password", now, subject=_said(found.staff))
    return FirstPassword(account=_item(found), password=password)


@router.post("/me/password", status_code=204, responses=errors(400, 401, 403, 413))
def choose_password(given: Passwords, staff: Signed, tx: Tx, now: Now) -> None:
    """Choose the own password; sign in again afterwards."""
    accounts.choose(tx, staff, given.old, given.new)
    audit.recorded(tx, staff.id, "reset_password", now, subject=_said(staff))


def _place(given: StaffPlace) -> Place:
    return Place(given.role, given.area, given.minors)


def _said(one: Staff) -> str:
    return " ".join((one.login, one.role, one.area or "-", "minors" if one.minors else "")).strip()


def _item(one: Account) -> StaffItem:
    return StaffItem(
        id=one.staff.id,
        login=one.staff.login,
        name=one.staff.name,
        role=one.staff.role,
        area=one.staff.area,
        minors=one.staff.minors,
        created_at=one.created_at,
        ended_at=one.ended_at,
        signed_in=one.signed_in,
    )
