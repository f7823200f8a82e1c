"""A person asks for leave on the own page, and decides nothing there."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from yizhan_collector.rooms.leaves import returns

from .conftest import TODAY, Desk
from .leaves import acts, code, day, decided, delegate, supervised, wish
from .own import enter


@pytest.fixture
def person(desk: Desk) -> dict[str, Any]:
    return supervised(desk)


@pytest.fixture
def me(desk: Desk, person: dict[str, Any]) -> httpx.Client:
    return enter(desk, person)


def test_the_person_asks_and_reads_the_answer(
    desk: Desk, person: dict[str, Any], me: httpx.Client
) -> None:
    delegate(desk)
    weighed = me.post("/own/api/leaves/weigh", json=wish(3, 5)).json()
    assert (weighed["needed"], weighed["level"]) == (True, "township")
    made = me.post("/own/api/leaves", json=wish(3, 5))
    assert made.status_code == 201, made.text
    [(asked_by, channel)] = desk.rows("select asked_by, channel from request")
    assert (asked_by, channel) == (None, "own")
    leave = made.json()["id"]
    decided(desk.sign_in("xiaoshi"), leave, granted=False, reasons="请补充住院证明。")
    [one] = me.get("/own/api/leaves").json()
    assert (one["state"], one["answer"]) == ("refused", "请补充住院证明。")
    assert "检察院" in one["complaint_route"]


def test_inside_the_zone_the_person_is_told_to_just_go(me: httpx.Client) -> None:
    near = wish(3, 5, region="210521")
    assert me.post("/own/api/leaves/weigh", json=near).json()["needed"] is False
    assert code(me.post("/own/api/leaves", json=near)) == (409, "no_leave_needed")


def test_the_person_says_to_be_back_and_the_office_confirms(
    desk: Desk, person: dict[str, Any], me: httpx.Client
) -> None:
    leave = me.post("/own/api/leaves", json=wish(3, 5)).json()["id"]
    decided(desk.sign_in("county"), leave)
    assert code(me.post(f"/own/api/leaves/{leave}/back")) == (409, "leave_moved")
    desk.now += timedelta(days=4)
    with desk.pool.connection() as tx:
        returns.begin_due(tx, desk.now)
    me = enter(desk, person)
    said = me.post(f"/own/api/leaves/{leave}/back").json()
    assert (said["said_back_on"], said["state"]) == (day(4), "granted")
    officer = desk.sign_in("xiaoshi")
    assert officer.post(f"/api/leaves/{leave}/return", json={"on": day(4)}).status_code == 200


def test_the_person_takes_a_wish_back(desk: Desk, person: dict[str, Any], me: httpx.Client) -> None:
    leave = me.post("/own/api/leaves", json=wish(3, 5)).json()["id"]
    assert me.post(f"/own/api/leaves/{leave}/cancel").json()["state"] == "withdrawn"
    assert acts(desk, person["id"]) == ["leave_withdrawn"]
    again = me.post("/own/api/leaves", json=wish(3, 5)).json()["id"]
    decided(desk.sign_in("county"), again)
    assert me.post(f"/own/api/leaves/{again}/cancel").json()["state"] == "cancelled"


def test_the_person_asks_for_longer_leave(
    desk: Desk, person: dict[str, Any], me: httpx.Client
) -> None:
    leave = me.post("/own/api/leaves", json=wish(3, 5)).json()["id"]
    decided(desk.sign_in("county"), leave)
    longer = me.post(f"/own/api/leaves/{leave}/extend", json={"until": day(7), "why": "手术推迟"})
    assert (longer.status_code, longer.json()["from_on"]) == (201, day(6))


def test_nobody_reaches_the_leave_of_another(
    desk: Desk, person: dict[str, Any], me: httpx.Client
) -> None:
    leave = me.post("/own/api/leaves", json=wish(3, 5)).json()["id"]
    other = enter(desk, supervised(desk))
    assert other.get("/own/api/leaves").json() == []
    for path in ("cancel", "back"):
        assert code(other.post(f"/own/api/leaves/{leave}/{path}")) == (404, "not_found")


def test_travel_is_asked_for_and_taken_back(desk: Desk, me: httpx.Client) -> None:
    given = {"from_on": TODAY.isoformat(), "regions": ["210600"], "places": "东港"}
    given |= {"times": "清晨", "frequency": "每周", "why": "出海", "proof": "船员证"}
    travel = me.post("/own/api/travels", json=given)
    assert travel.status_code == 201, travel.text
    assert me.post(f"/own/api/travels/{travel.json()['id']}/cancel").json()["state"] == "withdrawn"
    again = me.post("/own/api/travels", json=given).json()["id"]
    answer = desk.sign_in("county").post(f"/api/travels/{again}/decide", json={"granted": True})
    assert answer.status_code == 200
    # a running permit is ended at the office
    assert code(me.post(f"/own/api/travels/{again}/cancel")) == (409, "travel_moved")
