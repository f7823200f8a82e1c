"""What could not be read: seen by those it concerns, dismissed with a note, never lost."""

from typing import Any

import psycopg
import pytest
from stack.builders import BOX
from yizhan_collector.adapters.mqtt import Arrival
from yizhan_collector.doors.ingest import receive
from yizhan_wire import topics

from .conftest import OTHER_BOX, Desk


def arrived(desk: Desk, payload: bytes = b"{ broken", device: str = BOX) -> int:
    """Let something unreadable arrive; returns its id."""
    with psycopg.connect(desk.url, autocommit=True) as tx:
        receive(tx, [Arrival(topics.up(device, "health"), payload, desk.now)])
    [(key,)] = desk.rows("select max(id) from quarantine")
    return int(key)


def listed(desk: Desk, login: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = desk.sign_in(login).get("/api/quarantine").json()["items"]
    return items


def test_it_is_listed_with_its_reason_and_how_often_it_came(desk: Desk) -> None:
    arrived(desk)
    arrived(desk)
    [one] = listed(desk, "xiaoshi")
    assert (one["device"], one["seen"], one["size"]) == (BOX, 2, 8)
    assert "not a valid envelope" in one["reason"]


def test_a_desk_sees_the_boxes_of_its_area_and_the_city_strangers_too(desk: Desk) -> None:
    ours, theirs = arrived(desk), arrived(desk, device=OTHER_BOX)
    stranger = arrived(desk, device="bx-999999999-9")
    assert [one["id"] for one in listed(desk, "xiaoshi")] == [ours]
    assert {one["id"] for one in listed(desk, "county")} == {ours, theirs}
    assert {one["id"] for one in listed(desk, "tech")} == {ours, theirs, stranger}
    officer = desk.sign_in()
    for key in (theirs, stranger):
        assert officer.get(f"/api/quarantine/{key}").status_code == 404
        assert officer.post(f"/api/quarantine/{key}/dismiss", json={"note": "x"}).status_code == 404


def test_opening_one_shows_its_start_and_is_noted(desk: Desk) -> None:
    key = arrived(desk, b"\xff\x00" + b"x" * 9000)
    shown = desk.sign_in().get(f"/api/quarantine/{key}").json()
    assert shown["preview"].startswith("\ufffd\x00x")
    assert len(shown["preview"]) == 4000
    assert desk.rows("select subject from audit where action = 'view_quarantine'") == [(str(key),)]


def test_a_dismissed_one_leaves_the_list_and_keeps_its_bytes(desk: Desk) -> None:
    key = arrived(desk)
    officer = desk.sign_in()
    shown = officer.post(f"/api/quarantine/{key}/dismiss", json={"note": "测试用"}).json()
    assert (shown["note"], shown["dismissed_at"] is not None) == ("测试用", True)
    assert officer.get("/api/quarantine").json()["total"] == 0
    assert desk.rows("select payload from quarantine") == [(b"{ broken",)]


@pytest.mark.parametrize("key", ["0", "x", str(2**63), "7"])
def test_an_id_that_is_none_is_refused(desk: Desk, key: str) -> None:
    assert desk.sign_in().get(f"/api/quarantine/{key}").status_code in (404, 422)


def test_who_only_looks_has_no_business_here(desk: Desk) -> None:
    assert desk.sign_in("prosecutor").get("/api/quarantine").status_code == 403
