"""Sign in, be known, sign out."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import COOKIE, House, Now, Signed, Standing, Token, Tx
from yizhan_collector.doors.csrf import csrf_of
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import POWERS, SESSION, Power, Role, Staff

router = APIRouter(prefix="/api", tags=["session"])


class Credentials(BaseModel):
    """Who wants to sign in."""

    login: Annotated[str, Field(min_length=1, max_length=40)]
    password: Annotated[str, Field(min_length=1, max_length=200)]


class Me(BaseModel):
    """Who is signed in and what the pages may offer."""

    id: UUID
    login: str
    name: str
    role: Role
    area: str = Field(description="Empty the city, six digits a county, nine a township.")
    minors: bool = Field(description="A specialist for minors.")
    powers: list[Power]
    tiles: bool = Field(description="Whether there is a map to lay under what is drawn.")
    csrf: str = Field(description="Send it as `X-CSRF-Token` with every request that changes.")


@router.post("/login", responses=errors(400, 401, 413, 429))
def login(
    given: Credentials,
    request: Request,
    response: Response,
    house: Standing,
    tx: Tx,
    now: Now,
) -> Me:
    """Open a session of ten hours; five wrong attempts close the door for fifteen minutes."""
    address = request.client.host if request.client else "unknown"
    with house.attempts.admit(given.login, address):
        staff, token = staff_room.sign_in(tx, given.login, given.password, now)
    audit.recorded(tx, staff.id, "sign_in", now)
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(SESSION.total_seconds()),
        httponly=True,
        secure=house.secure,
        samesite="strict",
    )
    return _me(house, staff, token)


@router.post("/logout", status_code=204, responses=errors(401, 403))
def logout(response: Response, staff: Signed, tx: Tx, now: Now, token: Token) -> None:
    """End this session everywhere at once."""
    staff_room.sign_out(tx, token or "")
    audit.recorded(tx, staff.id, "sign_out", now)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")


@router.get("/me", responses=errors(401))
def me(staff: Signed, house: Standing, token: Token) -> Me:
    """Who is signed in."""
    return _me(house, staff, token or "")


def _me(house: House, staff: Staff, token: str) -> Me:
    return Me(
        id=staff.id,
        login=staff.login,
        name=staff.name,
        role=staff.role,
        area=staff.area,
        minors=staff.minors,
        powers=sorted(POWERS[staff.role]),
        tiles=house.tiles is not None,
        csrf=csrf_of(house.secret, token),
    )
