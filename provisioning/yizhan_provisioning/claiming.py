"""Claim and swap through the office; both may be repeated by whoever was cut off."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from yizhan_wire import claims
from yizhan_wire.claims import Grant
from yizhan_wire.errors import BadWish

from yizhan_provisioning.errors import NoCode, OfficeRefused, UnreadWish
from yizhan_provisioning.files import keep
from yizhan_provisioning.office import Office

USED = ("wish_granted", "post_served", "already_revoked")


@dataclass(frozen=True)
class Given:
    """What the office gave; `before` when it had done so already."""

    grant: Grant
    before: bool


def code_of(office: Office, typed: str, wish: Path | None) -> str:
    """The code to claim: of the wish that is brought, else as typed; raises UnreadWish, NoCode."""
    if wish is None:
        if code := claims.typed(typed):
            return code
        raise NoCode
    try:
        word = claims.dump(claims.load(wish.read_bytes()))
    except BadWish as error:
        raise UnreadWish(f"({wish.name})") from error
    return str(office.call("POST", "/api/claims/wishes", {"wish": word})["code"])


def claim(office: Office, code: str, township: str) -> Given:
    """Claim the box of this code for a township; what was given before is given again."""
    body = {"code": code, "township": township}
    ask = lambda: office.call("POST", "/api/claims", body)  # noqa: E731 # one call, named
    return _once(office, code, township, ask)


def swap(office: Office, code: str, old: str) -> Given:
    """Put the box of this code in the place of another; what was given before is given again."""
    township = str(office.call("GET", f"/api/posts/{old}/swap")["township"])
    ask = lambda: office.call("POST", f"/api/posts/{old}/swap", {"code": code})  # noqa: E731
    return _once(office, code, township, ask)


def write(grant: Grant, out: Path) -> Path:
    """Keep a grant as a file, or in a folder under the name a box looks for; raises OSError."""
    path = out / f"grant-{grant.code}.json" if out.is_dir() else out
    keep(path, msgspec.json.encode(grant))
    return path


def _once(office: Office, code: str, township: str, ask: Callable[[], dict[str, Any]]) -> Given:
    try:
        return Given(msgspec.convert(ask(), Grant), before=False)
    except OfficeRefused as refused:
        if refused.said not in USED:
            raise
        try:
            found = msgspec.convert(office.call("GET", f"/api/claims/{code}"), Grant)
        except OfficeRefused:
            raise refused from None
        if not found.device.startswith(f"bx-{township}-"):
            raise
        return Given(found, before=True)
