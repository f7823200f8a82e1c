"""Days with news are judged; what was crossed is told, and shown to who may look."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from yizhan_collector.rooms.positions import judging

from .conftest import Desk, open_record
from .leaves import code, supervised
from .positioning import key_of, running
from .test_fixes import fix, sent
from .test_trajectories import opened

CIRCLE = {"form": "circle", "latitude": 41.30, "longitude": 124.12, "radius": 1000}


@pytest.fixture
def person(desk: Desk) -> str:
    return str(supervised(desk)["id"])


def drawn(desk: Desk, order: str, **changes: Any) -> Any:
    """A zone under an order."""
    client = desk.sign_in("county")
    given = {"kind": "inside", "name": "本县", "shape": CIRCLE} | changes
    answer = client.post(f"/api/positioning/{order}/zones", json=given)
    assert answer.status_code == 201, answer.text
    return answer.json()


def told(desk: Desk) -> list[dict[str, Any]]:
    """What was told of crossings."""
    rows = desk.rows("select body from outbox where event = %s order by id", judging.CROSSED)
    return [body for (body,) in rows]


def judged(desk: Desk) -> int:
    """Judge what has news."""
    with psycopg.connect(desk.url) as tx:
        return judging.judge_due(tx, desk.now)


@pytest.fixture
def walked(desk: Desk, person: str) -> str:
    order = running(desk, person)
    drawn(desk, order)
    drawn(desk, order, kind="home", name="住处", shape=CIRCLE | {"radius": 150})
    key = key_of(desk, order)
    desk.now += timedelta(hours=2)
    at_home = [fix(desk, -minute) for minute in range(60, 110)]
    away = [fix(desk, -minute, latitude=41.40) for minute in range(60)]
    sent(desk, key, *away, *at_home)
    return order


def test_a_departure_is_told_with_its_evidence(desk: Desk, person: str, walked: str) -> None:
    assert judged(desk) == 1
    [one] = told(desk)
    assert (one["person"], one["order"], one["kind"], one["until"]) == (
        person, walked, "inside", None,
    )  # fmt: skip
    assert len(one["evidence"].split(",")) >= 2
    assert judged(desk) == 0


def test_who_may_look_sees_the_judged_day(desk: Desk, person: str, walked: str) -> None:
    judged(desk)
    opened(desk, walked)
    [day] = desk.sign_in("county").get(f"/api/people/{person}/trajectory").json()
    said = day["judgement"]
    assert (day["fixes"], said["admitted"], len(said["crossings"])) == (110, 110, 1)
    assert {one["where"] for one in said["home"]} == {"HOME", "NOT_HOME", "UNKNOWN"}
    assert len(said["slots"]) == 48


def test_a_late_batch_judges_the_day_anew(desk: Desk, person: str, walked: str) -> None:
    judged(desk)
    [(before,)] = desk.rows("select fixes from position_day")
    open_record(desk.sign_in("county"), person)
    desk.sign_in("county").post(f"/api/positioning/{walked}/tracker/end")
    sent(desk, key_of(desk, walked), fix(desk, -0.5))
    assert judged(desk) == 1
    assert desk.rows("select fixes from position_day") == [(before + 1,)]


def test_there_is_one_home_and_a_zone_ends(desk: Desk, person: str) -> None:
    order = running(desk, person)
    zone = drawn(desk, order, kind="home")
    again = {"kind": "home", "name": "又一处", "shape": CIRCLE}
    client = desk.sign_in("county")
    assert code(client.post(f"/api/positioning/{order}/zones", json=again)) == (409, "home_there")
    assert client.post(f"/api/zones/{zone['id']}/end").status_code == 204
    assert drawn(desk, order, **again)["kind"] == "home"
    assert len(client.get(f"/api/positioning/{order}/zones").json()) == 2
