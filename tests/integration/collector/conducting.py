"""Somebody who missed a due day while the post was in order, and a measure proposed for it."""

from datetime import date, datetime, timedelta
from typing import Any

import httpx
from stack.builders import BOX, TOWN

from .conftest import TODAY, Desk, new_person, open_record
from .own import in_correction

DAY = timedelta(days=1)
WARNED = {
    "measure": "warning",
    "ground": "rules_heavier",
    "facts": "未经批准离开本县两日。",
    "evidence": ["客运站核实记录"],
    "heard": "本人称去看望亲属。",
    "considered": "理由不成立，不予采纳。",
}


def at(desk: Desk, day: date) -> None:
    """Nine in the morning of this day."""
    desk.now = datetime(day.year, day.month, day.day, 1, tzinfo=desk.now.tzinfo)


def posts_in_order(desk: Desk, days: int = 60, but: tuple[date, ...] = ()) -> None:
    """The post was of use on each of these days from today on, but on some."""
    with desk.pool.connection() as tx, tx.cursor() as cursor:
        cursor.executemany(
            "insert into post_day values (%s, %s, %s, %s)",
            [
                (TOWN, day, [] if day in but else [BOX], desk.now)
                for day in (TODAY + n * DAY for n in range(days))
            ],
        )


def missing(desk: Desk, **term: Any) -> str:
    """A person under correction whose first due day is today."""
    person = str(new_person(desk.sign_in())["id"])
    in_correction(desk, person, category="ordinary", **term)
    return person


def proposed(client: httpx.Client, person: str, **changes: Any) -> dict[str, Any]:
    """A measure proposed by this member of staff."""
    open_record(client, person, "case_work")
    answer = client.post("/api/conduct/sanctions", json={"person": person, **WARNED, **changes})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def step(client: httpx.Client, one: dict[str, Any], what: str, **given: Any) -> httpx.Response:
    """A step of a measure; the record is opened for it."""
    open_record(client, one["person"]["id"], "decide")
    return client.post(f"/api/conduct/sanctions/{one['id']}/{what}", json=given)


def decided(desk: Desk, one: dict[str, Any], login: str = "county") -> dict[str, Any]:
    """The county grants it."""
    answer = step(desk.sign_in(login), one, "decide", granted=True, reasons="事实清楚。")
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()
    return made


def told(desk: Desk, one: dict[str, Any]) -> dict[str, Any]:
    """The office tells the person."""
    day = desk.now.date().isoformat()
    answer = step(desk.sign_in(), one, "tell", on=day, how="当面宣读并送达", way="direct")
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()
    return made
