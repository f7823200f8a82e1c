"""The matter a browser has open: for twenty minutes without use, and only until it is closed."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import Depends, Request, Response

from yizhan_collector.doors.portal.access import Now, PortalHouse, Standing, Tx, stand
from yizhan_collector.ground.refusals import Refused

COOKIE = "yizhan_follow"
OPEN = timedelta(minutes=20)
DIGITS = 64  # of a digest, as hexadecimal


class FollowEnded(Refused):
    """Your matter is not open here any more; enter the follow code again."""

    status = 401


def keep_open(response: Response, house: PortalHouse, digest: bytes, now: datetime) -> None:
    """Let the browser bring back the digest of a follow code, signed and dated; never the code."""
    until = int((now + OPEN).timestamp())
    value = f"{digest.hex()}.{until}.{_sign(house.secret, digest.hex(), until)}"
    response.set_cookie(
        COOKIE,
        value,
        max_age=int(OPEN.total_seconds()),
        httponly=True,
        secure=house.secure,
        samesite="lax",
        path="/",
    )


def shut(response: Response) -> None:
    """Forget it in this browser at once."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")


def digest_in(request: Request, house: PortalHouse, now: datetime) -> bytes | None:
    """The digest this browser brings back, None when it is over or not of ours."""
    digits, _, rest = request.cookies.get(COOKIE, "").partition(".")
    until, _, sign = rest.partition(".")
    if len(digits) != DIGITS or not (until.isascii() and until.isdecimal() and len(until) < 12):
        return None
    right = _sign(house.secret, digits, int(until))
    fresh = datetime.fromtimestamp(int(until), UTC) > now
    if not fresh or not hmac.compare_digest(right.encode(), sign.encode()):
        return None
    return bytes.fromhex(digits)


def following(request: Request, house: Standing, tx: Tx, now: Now) -> bytes:
    """The digest of the open matter, which the database shows from here on; raises FollowEnded."""
    digest = digest_in(request, house, now)
    if digest is None:
        raise FollowEnded
    stand(tx, digest)
    return digest


Following = Annotated[bytes, Depends(following)]


def _sign(secret: str, digits: str, until: int) -> str:
    said = f"follow {digits} {until}".encode()
    return hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()
