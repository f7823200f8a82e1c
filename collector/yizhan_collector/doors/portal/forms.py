"""Forms of visitors without an account: a token against forged ones, and a trap for machines."""

import hmac
import secrets
from typing import Annotated, Any

from fastapi import Form, Request, Response
from fastapi.responses import HTMLResponse

from yizhan_collector.doors.csrf import WrongCsrf, csrf_of
from yizhan_collector.doors.portal import show
from yizhan_collector.doors.portal.access import PortalHouse, Standing
from yizhan_collector.ground.refusals import Refused

COOKIE = "yizhan_form"
SAFE = ("same-origin", "none", "")  # what a browser says of where a form was


class Machine(Refused):
    """The form was filled in by a machine; leave the last field empty, or call 12348."""

    status = 422


def token(request: Request, secret: str) -> tuple[str, str]:
    """The cookie of this visitor, new unless there is one, and the token their forms carry."""
    cookie = request.cookies.get(COOKIE) or secrets.token_urlsafe(24)
    return cookie, csrf_of(secret, cookie)


def remember(response: Response, cookie: str, secure: bool) -> None:
    """Let the browser bring the cookie back; it names nobody."""
    response.set_cookie(COOKIE, cookie, httponly=True, secure=secure, samesite="lax", path="/")


def genuine(
    request: Request,
    house: Standing,
    csrf: Annotated[str, Form(max_length=100)] = "",
    website: Annotated[str, Form(max_length=200)] = "",
) -> None:
    """A dependency of every form that changes something; raises WrongCsrf or Machine.

    `website` is a field nobody sees: who fills it in is a machine.
    """
    right = csrf_of(house.secret, request.cookies.get(COOKIE, ""))
    elsewhere = request.headers.get("sec-fetch-site", "") not in SAFE
    if elsewhere or not hmac.compare_digest(right.encode(), csrf.encode()):
        raise WrongCsrf
    if website:
        raise Machine


def page(
    request: Request, house: PortalHouse, name: str, status: int = 200, **rest: Any
) -> HTMLResponse:
    """A page with a form: it carries the token, and the browser the cookie that belongs to it."""
    cookie, csrf = token(request, house.secret)
    answer = show.page(request, name, status, csrf=csrf, **rest)
    remember(answer, cookie, house.secure)
    return answer
