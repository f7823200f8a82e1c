"""What the tests of the matters share."""

from typing import Any
from uuid import UUID

import httpx
import psycopg
from stack.builders import TOWN
from yizhan_collector.rooms.cases import code, service
from yizhan_collector.rooms.cases.model import Asked
from yizhan_collector.rooms.staff.model import Staff

from .conftest import Desk

WISH = {
    "kind": "advice",
    "category": "labour.wages",
    "channel": "counter",
    "said": "干了三个月没发工资",
    "name": "测试甲",
    "phone": "000-0000-0001",
    "township": TOWN,
}


def at_counter(client: httpx.Client, **changes: Any) -> dict[str, Any]:
    """A clerk opens a matter; returns it with its code."""
    answer = client.post("/api/matters", json=WISH | changes)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()["matter"]
    return made | {"code": answer.json()["code"]}


def from_outside(desk: Desk, follow: str = "2222222222", **changes: Any) -> UUID:
    """Somebody asks on the portal."""
    given = Asked(**WISH | {"channel": "portal"} | changes)
    with psycopg.connect(desk.url) as tx:
        return service.open_matter(tx, given, code.digest_of(follow), desk.now).id


def do(client: httpx.Client, matter: object, step: str, **body: Any) -> dict[str, Any]:
    """A step that is done."""
    answer = client.post(f"/api/matters/{matter}/{step}", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def refused(client: httpx.Client, matter: object, step: str, **body: Any) -> str:
    """Why a step is refused."""
    answer = client.post(f"/api/matters/{matter}/{step}", json=body)
    assert 400 <= answer.status_code < 500, answer.text
    return str(answer.json()["code"])


def who(desk: Desk, login: str) -> Staff:
    """A member of staff."""
    [row] = desk.rows(
        "select id, login, name, role, area, minors from staff where login = %s", login
    )
    return Staff(*row)
