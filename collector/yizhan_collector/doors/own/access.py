"""Who stands before the own page: a person, and no record but theirs."""

import hmac
from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.security import APIKeyCookie, APIKeyHeader

from yizhan_collector.doors.access import HEADER, SAFE, House, Now, Standing, Tx
from yizhan_collector.doors.csrf import WrongCsrf, csrf_of
from yizhan_collector.rooms.people import sessions
from yizhan_collector.rooms.people.model import OwnSession

COOKIE = "yizhan_self"
PATH = "/own"

_cookie = APIKeyCookie(
    name=COOKIE, scheme_name="own_session", auto_error=False, description="Set by `own_sign_in`."
)
_header = APIKeyHeader(
    name=HEADER,
    scheme_name="own_csrf",
    auto_error=False,
    description="`csrf` of `own_me`; needed by every request but GET.",
)
OwnToken = Annotated[str | None, Depends(_cookie)]
OwnCsrf = Annotated[str | None, Depends(_header)]


def myself(
    request: Request, tx: Tx, now: Now, house: Standing, token: OwnToken, csrf: OwnCsrf
) -> OwnSession:
    """The person of this session; from here on the database shows the own record, and no other.

    Raises OwnSessionEnded, AccessEnded, and WrongCsrf on a request that changes.
    """
    one = sessions.known(tx, token or "", now)
    if request.method not in SAFE:
        right = csrf_of(house.secret, token or "")
        if not hmac.compare_digest(right.encode(), (csrf or "").encode()):
            raise WrongCsrf
    sessions.behind_the_wall(tx, one.person, now)
    return one


Myself = Annotated[OwnSession, Depends(myself)]


def hand_out(response: Response, house: House, token: str) -> None:
    """Give the browser its session: for this path only, never to a script, until it is closed."""
    response.set_cookie(
        COOKIE, token, path=PATH, httponly=True, secure=house.secure, samesite="strict"
    )
