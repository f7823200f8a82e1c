"""What is sent twice is done once: a form carries a value, and the follow code comes of it."""

import hashlib
import hmac
import secrets
from datetime import timedelta

from fastapi import Request, Response

from yizhan_collector.doors.portal import forms
from yizhan_collector.doors.portal.access import PortalHouse
from yizhan_collector.rooms.cases import code

COOKIE = "yizhan_applied"
SHOWN = timedelta(minutes=15)  # how long the code is shown again when the page is loaded again
LONGEST = 100  # characters of the value


def new() -> str:
    """A value for a new form."""
    return secrets.token_urlsafe(24)


def code_of(request: Request, house: PortalHouse, value: str) -> str:
    """The follow code of this visitor's form: the same whenever the same form is sent."""
    visitor = request.cookies.get(forms.COOKIE, "")
    said = f"code {visitor} {value[:LONGEST]}".encode(errors="replace")
    return code.made_of(hmac.new(house.secret.encode(), said, hashlib.sha256).digest())


def remember(response: Response, house: PortalHouse, value: str) -> None:
    """Let the browser show the code on the page that follows; it brings back no code."""
    response.set_cookie(
        COOKIE,
        value[:LONGEST],
        max_age=int(SHOWN.total_seconds()),
        httponly=True,
        secure=house.secure,
        samesite="lax",
        path="/applied",
    )


def shown(request: Request, house: PortalHouse) -> str | None:
    """The code that was just given, None when there is none or it was put away."""
    value = request.cookies.get(COOKIE, "")
    return code_of(request, house, value) if value else None


def forget(response: Response) -> None:
    """Show it no more."""
    response.delete_cookie(COOKIE, path="/applied", httponly=True, samesite="lax")
