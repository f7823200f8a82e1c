"""Sign in to the own page, be known, sign out."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import House, Now, Standing, Tx
from yizhan_collector.doors.csrf import csrf_of
from yizhan_collector.doors.own.access import COOKIE, PATH, Myself, OwnToken, hand_out
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.people import sessions
from yizhan_collector.rooms.people.model import OwnSession

router = APIRouter()


class OwnCredentials(BaseModel):
    """The check-in number and a code from the office."""

    number: Annotated[str, Field(pattern=r"^[0-9]{8}$")]
    code: Annotated[str, Field(pattern=r"^[0-9]{8}$")]


class OwnPass(BaseModel):
    """What the machine put into the address."""

    key: Annotated[str, Field(min_length=20, max_length=100)]


class OwnMe(BaseModel):
    """Who is signed in."""

    name: str
    number: str
    kiosk: bool = Field(description="At a machine: large, and closed when nobody is there.")
    idle_s: int = Field(description="Seconds without use after which the page closes.")
    csrf: str = Field(description="Send it as `X-CSRF-Token` with every request that changes.")


@router.post("/sign-in", name="own_sign_in", responses=errors(400, 401, 403, 413, 429))
def sign_in(
    given: OwnCredentials,
    request: Request,
    response: Response,
    house: Standing,
    tx: Tx,
    now: Now,
) -> OwnMe:
    """Open the own page with a one-time code; five wrong attempts close the door for a while."""
    with house.attempts.admit(f"own {given.number}", f"own {_address(request)}"):
        one, token = sessions.sign_in(tx, given.number, given.code, now)
    return _entered(tx, one, token, response, house, now)


@router.post("/pass", name="own_pass", responses=errors(400, 401, 403, 413))
def enter(given: OwnPass, response: Response, house: Standing, tx: Tx, now: Now) -> OwnMe:
    """Open the own page with the pass of a machine, once and within two minutes."""
    one, token = sessions.enter(tx, given.key, now)
    return _entered(tx, one, token, response, house, now)


@router.post("/sign-out", status_code=204, name="own_sign_out", responses=errors(401, 403))
def sign_out(response: Response, me: Myself, tx: Tx, now: Now, token: OwnToken) -> None:
    """End this session at once."""
    audit.recorded(tx, None, "own_sign_out", now, me.person)
    sessions.sign_out(tx, token or "")
    response.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="strict")


@router.get("/me", name="own_me", responses=errors(401, 403))
def who(me: Myself, tx: Tx, house: Standing, token: OwnToken) -> OwnMe:
    """Who is signed in."""
    return _me(tx, me, csrf_of(house.secret, token or ""))


def _entered(
    tx: Tx, one: OwnSession, token: str, response: Response, house: House, now: Now
) -> OwnMe:
    sessions.behind_the_wall(tx, one.person, now)
    audit.recorded(tx, None, "own_sign_in", now, one.person)
    hand_out(response, house, token)
    return _me(tx, one, csrf_of(house.secret, token))


def _me(tx: Tx, one: OwnSession, csrf: str) -> OwnMe:
    person = people.get(tx, one.person)
    return OwnMe(
        name=person.name,
        number=person.number,
        kiosk=one.device is not None,
        idle_s=int(sessions.IDLE.total_seconds()),
        csrf=csrf,
    )


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"
