"""The office of a service point: who comes on a day, who came, and when the point is open."""

from datetime import datetime
from typing import Any

import pytest
from stack import points as make
from stack.desk import Desk
from stack.public import Public
from yizhan_collector.doors.portal.access import stand
from yizhan_collector.ground.days import SHANGHAI
from yizhan_collector.rooms.portal import bookings

NINE = datetime(2026, 11, 25, 9, tzinfo=SHANGHAI)
DAY = "2026-11-25"
HOURS = {
    "opens": "09:00",
    "shuts": "16:00",
    "weekdays": [5, 1, 1],
    "slot_minutes": 60,
    "capacity": 3,
    "open": True,
}


@pytest.fixture
def booked(desk: Desk, public: Public) -> str:
    make.add(desk.url)
    make.add(desk.url, code="huanren-hall", township="210522100", name_zh="桓仁县公共法律服务中心")
    with public.pool.connection() as tx:
        stand(tx, b"one")
        whom = ("测试乙", "000-0000-0002", b"one", None)
        return str(bookings.book(tx, make.HALL.code, NINE, *whom, public.now).id)


def listed(desk: Desk, login: str) -> dict[str, dict[str, Any]]:
    answer = desk.sign_in(login).get("/api/points")
    assert answer.status_code == 200, answer.text
    return {one["code"]: one for one in answer.json()}


def test_a_clerk_sees_who_comes_and_the_look_is_written_down(desk: Desk, booked: str) -> None:
    assert listed(desk, "clerk")[make.HALL.code]["booked_ahead"] == 1
    client = desk.sign_in("clerk")
    path = f"/api/points/{make.HALL.code}/bookings"
    [one] = client.get(path, params={"day": DAY}).json()
    assert (one["id"], one["name"], one["came"]) == (booked, "测试乙", None)
    assert client.get(path, params={"day": "2026-11-26"}).json() == []
    assert client.get(path, params={"day": "9999-12-31"}).status_code == 422
    assert desk.rows("select subject from audit where action = 'view_bookings'")[0] == (
        f"{make.HALL.code} {DAY}",
    )


def test_whether_somebody_came_is_noted_when_it_has_begun(desk: Desk, booked: str) -> None:
    path = f"/api/bookings/{booked}/came"
    early = desk.sign_in("clerk").post(path, json={"came": True})
    assert (early.status_code, early.json()["code"]) == (409, "not_yet_over")
    desk.now = NINE
    client = desk.sign_in("clerk")
    for came in (True, False):
        assert client.post(path, json={"came": came}).json()["came"] is came
    assert desk.rows("select came from booking") == [(False,)]


def test_a_clerk_of_another_county_neither_sees_nor_changes_it(desk: Desk, booked: str) -> None:
    client = desk.sign_in("clerk")
    assert listed(desk, "clerk")["huanren-hall"]["mine"] is False
    elsewhere = "/api/points/huanren-hall"
    assert client.get(f"{elsewhere}/bookings", params={"day": DAY}).status_code == 404
    assert client.put(f"{elsewhere}/hours", json=HOURS).status_code == 404


@pytest.mark.parametrize("login", ["clerk", "chief", "city", "admin"])
def test_who_keeps_a_point_changes_its_hours(desk: Desk, booked: str, login: str) -> None:
    path = f"/api/points/{make.HALL.code}/hours"
    done = desk.sign_in(login).put(path, json=HOURS)
    assert done.status_code == 200, done.text
    assert (done.json()["weekdays"], done.json()["opens"]) == ([1, 5], "09:00")
    assert desk.rows("select count(*) from booking where cancelled_at is null") == [(1,)]
    assert desk.rows("select count(*) from audit where action = 'change_point'") == [(1,)]


@pytest.mark.parametrize(
    "changes",
    [{"shuts": "09:30"}, {"weekdays": [8]}, {"capacity": 0}, {"opens": "25:00"}],
)
def test_hours_that_cannot_be_are_refused(desk: Desk, booked: str, changes: dict[str, Any]) -> None:
    path = f"/api/points/{make.HALL.code}/hours"
    assert desk.sign_in("clerk").put(path, json=HOURS | changes).status_code == 422
