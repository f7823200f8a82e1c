"""Positioning in one line each: an order from the application to the day it runs."""

from datetime import timedelta
from typing import Any, LiteralString

import httpx
import psycopg

from .conftest import Desk, open_record
from .leaves import day


def write(desk: Desk, query: LiteralString, *values: object) -> None:
    """Change the database past every door."""
    with psycopg.connect(desk.url) as tx:
        tx.execute(query, values)


FACTS = "11月20日未经批准前往沈阳市,有走访记录"


def wish(first: int = 0, last: int = 30, **changes: Any) -> dict[str, Any]:
    """An application for these days, counted from today."""
    given = {"ground": "left_unapproved", "evidence": FACTS}
    return given | {"from_on": day(first), "until_on": day(last)} | changes


def applied(desk: Desk, person: str, login: str = "county", **changes: Any) -> Any:
    """An application that waits for the head."""
    client = desk.sign_in(login)
    open_record(client, person)
    answer = client.post(f"/api/people/{person}/positioning", json=wish(**changes))
    assert answer.status_code == 201, answer.text
    return answer.json()


def decided(desk: Desk, person: str, granted: bool = True, login: str = "head") -> httpx.Response:
    """What the head says to the application of a person."""
    client = desk.sign_in(login)
    open_record(client, person)
    [(request,)] = desk.rows(
        "select id from request where kind = 'positioning' and person = %s and decision is null",
        person,
    )
    said = {"granted": granted, "reasons": "情形属实" if granted else "依据不足"}
    return client.post(f"/api/approvals/{request}", json=said)


def told(desk: Desk, order: str, login: str = "county") -> Any:
    """An order that the person knows of since now."""
    client = desk.sign_in(login)
    answer = client.post(f"/api/positioning/{order}/tell", json={"at": desk.now.isoformat()})
    assert answer.status_code == 200, answer.text
    return answer.json()


def running(desk: Desk, person: str, **changes: Any) -> str:
    """An order that runs from this moment on."""
    order = str(applied(desk, person, **changes)["id"])
    answer = decided(desk, person)
    assert answer.status_code == 200, answer.text
    desk.now += timedelta(minutes=1)
    told(desk, order)
    return order


def key_of(desk: Desk, order: str) -> str:
    """The key of a device handed out under an order."""
    answer = desk.sign_in("county").post(
        f"/api/positioning/{order}/tracker", json={"label": "定位手环 07"}
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["key"])
