"""The office with its keys, and partners without a line: what they sign is brought on a disc."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
from yizhan_collector.adapters.cms import Cms
from yizhan_provisioning.authority import Authority, Identity

from stack import signed
from stack.builders import NOON
from stack.desk import Desk
from stack.partner import STRANGER, register

COURT, POLICE, ELSEWHERE = "fayuan-210521", "gongan-210521", "fayuan-210522"
DAYS = timedelta(days=1)


@dataclass
class Discs:
    """The office with its keys, and partners who have no line but a certificate of NOON."""

    desk: Desk
    authority: Authority
    us: Cms

    def identity(self, code: str = POLICE) -> Identity:
        """A partner's certificate and key."""
        folder = self.authority.folder
        return Identity(self.authority.ca, folder / f"{code}.crt", folder / f"{code}.key")

    def head(self, content: bytes, **changes: Any) -> dict[str, Any]:
        """What package.json of a file of the police says."""
        said = (POLICE, "collector", "custody", "20261124-1", "rows.csv", content, self.desk.now)
        return signed.head(*said) | changes

    def file(self, content: bytes, **changes: Any) -> bytes:
        """A signed file of the police."""
        return self.sign(signed.package(self.head(content, **changes), content))

    def sign(self, raw: bytes, form: str = "DER", *more: str, code: str = POLICE) -> bytes:
        """Anything, signed by a partner."""
        one = self.identity(code)
        return signed.sign(one.cert, one.key, raw, form, *more)

    def bring(self, raw: bytes, login: str = "county") -> httpx.Response:
        """An officer uploads it."""
        head = {"Content-Type": "application/octet-stream"}
        client = self.desk.sign_in(login)
        return client.post("/api/sharing/discs", content=raw, headers=head)


def opened(desk: Desk, folder: Path) -> Discs:
    """The office with every authority of PARTNERS registered, and one that is not."""
    authority = Authority.create(folder, NOON - DAYS, "Partners")
    ours = authority.issue("collector", NOON - DAYS)
    for code in (POLICE, COURT, ELSEWHERE, STRANGER):
        authority.issue(code, NOON - DAYS)
    register(desk)
    cms = Cms(authority.ca, ours.cert, ours.key)
    desk.app.state.house = replace(desk.house, cms=cms)
    return Discs(desk, authority, cms)
