"""A bundle reaches the boxes in groups: from the office's wish to the orders at the broker."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import msgspec
import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, UniqueViolation
from stack import builders as make
from stack.builders import BOX, TOWN
from stack.repository import Repository
from yizhan_collector.ground import outbox
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.wiring import handlers
from yizhan_wire.events import Updated
from yizhan_wire.orders import Update

from .conftest import OTHER_BOX, Desk

BUNDLE = "2026.11.1"
MORE = "bx-210521100-2"
CANARY = [{"count": 1}, {"percent": 100}]


@pytest.fixture
def fleet(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """Three boxes, and a repository with one bundle."""
    Repository(tmp_path).add(BUNDLE)
    with desk.pool.connection() as tx:
        devices.claim(tx, MORE, TOWN, desk.now)
        tx.execute("delete from outbox")
    desk.app.state.house = replace(desk.house, updates=tmp_path)
    yield desk
    desk.app.state.house = desk.house


def begin(desk: Desk, **changes: Any) -> httpx.Response:
    given = {"bundle": BUNDLE, "groups": CANARY} | changes
    return desk.sign_in("admin").post("/api/rollouts", json=given)


def begun(desk: Desk, **changes: Any) -> str:
    answer = begin(desk, **changes)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def orders(desk: Desk) -> dict[str, Update]:
    """What the clock and the outbox tell the boxes by retained messages now."""
    said: dict[str, Update] = {}

    def publish(topic: str, payload: bytes, retained: bool) -> None:
        if topic.endswith("/update"):
            assert retained
            said[topic.split("/")[2]] = msgspec.json.decode(payload, type=Update)

    desk.now += timedelta(seconds=10)
    desk.run_jobs()
    with psycopg.connect(desk.url, autocommit=True) as tx:
        while outbox.drain(tx, handlers(publish), desk.now):
            pass
    return said


def said(desk: Desk, rollout: str, phase: str, device: str, why: str = "") -> None:
    desk.report(Updated(BUNDLE, phase, UUID(rollout), why), device)  # type: ignore[arg-type]


def shown(desk: Desk, rollout: str, login: str = "admin") -> dict[str, Any]:
    answer = desk.sign_in(login).get(f"/api/rollouts/{rollout}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def states(desk: Desk, rollout: str) -> dict[str, str]:
    return {one["device"]: one["state"] for one in shown(desk, rollout)["boxes"]}


def steer(desk: Desk, rollout: str, step: str) -> httpx.Response:
    return desk.sign_in("admin").post(f"/api/rollouts/{rollout}/{step}")


def test_the_canary_is_ordered_first_and_the_others_when_it_proved_the_bundle(fleet: Desk) -> None:
    rollout = begun(fleet, window={"since": 1320, "until": 300})
    told = orders(fleet)
    assert told == {BOX: Update(1, BUNDLE, UUID(rollout), (1320, 300))}
    assert orders(fleet) == {}
    for phase in ("fetching", "staged", "trying"):
        said(fleet, rollout, phase, BOX)
        assert states(fleet, rollout) == {BOX: phase, MORE: "pending", OTHER_BOX: "pending"}
    said(fleet, rollout, "proved", BOX)
    assert set(orders(fleet)) == {MORE, OTHER_BOX}
    said(fleet, rollout, "proved", MORE)
    said(fleet, rollout, "proved", OTHER_BOX)
    orders(fleet)
    found = shown(fleet, rollout)
    assert (found["state"], found["counts"]) == ("finished", {"proved": 3})
    assert [one["counts"] for one in found["groups"]] == [{"proved": 1}, {"proved": 2}]


def test_a_bundle_that_goes_back_stops_all_and_its_orders_are_taken_back(fleet: Desk) -> None:
    rollout = begun(fleet)
    orders(fleet)
    said(fleet, rollout, "went_back", BOX, "no_camera")
    assert orders(fleet) == {BOX: Update(2, "", UUID(rollout))}
    found = shown(fleet, rollout)
    assert (found["state"], found["why"]) == ("stopped", "errors")
    assert (found["boxes"][0]["state"], found["boxes"][0]["why"]) == ("went_back", "no_camera")
    fleet.now += timedelta(days=3)
    assert orders(fleet) == {}
    assert steer(fleet, rollout, "resume").json()["code"] == "rollout_over"
    trail = fleet.rows(
        "select action, staff is null from audit where strpos(action, 'rollout') > 0 order by id"
    )
    assert trail == [("begin_rollout", False), ("stop_rollout", True)]


def test_a_silent_box_counts_as_failed_and_catches_up_when_it_is_back(fleet: Desk) -> None:
    rollout = begun(fleet, groups=[{"count": 1, "errors": 100}, {"percent": 100, "errors": 100}])
    orders(fleet)
    said(fleet, rollout, "proved", BOX)
    orders(fleet)
    said(fleet, rollout, "proved", MORE)
    fleet.now += timedelta(hours=12)
    orders(fleet)
    found = shown(fleet, rollout)
    assert (found["state"], found["why"]) == ("paused", "not_enough")
    assert states(fleet, rollout)[OTHER_BOX] == "silent"
    assert steer(fleet, rollout, "resume").json()["code"] == "too_few_proved"
    with fleet.pool.connection() as tx:
        devices.hear_state(tx, OTHER_BOX, "online", fleet.now)
    assert orders(fleet)[OTHER_BOX].bundle == BUNDLE
    said(fleet, rollout, "proved", OTHER_BOX)
    assert states(fleet, rollout)[OTHER_BOX] == "proved"


def test_what_failed_is_ordered_anew_on_request(fleet: Desk) -> None:
    rollout = begun(fleet, groups=[{"count": 1}, {"percent": 100, "errors": 100}])
    orders(fleet)
    said(fleet, rollout, "proved", BOX)
    orders(fleet)
    said(fleet, rollout, "proved", MORE)
    said(fleet, rollout, "refused", OTHER_BOX, "disk_full")
    assert orders(fleet) == {}
    assert shown(fleet, rollout)["why"] == "not_enough"
    assert steer(fleet, rollout, "retry").json()["state"] == "running"
    assert orders(fleet) == {OTHER_BOX: Update(2, BUNDLE, UUID(rollout))}
    said(fleet, rollout, "proved", OTHER_BOX)
    orders(fleet)
    assert shown(fleet, rollout)["state"] == "finished"


def test_a_paused_rollout_orders_nothing_until_it_is_resumed(fleet: Desk) -> None:
    rollout = begun(fleet)
    steer(fleet, rollout, "pause")
    assert orders(fleet) == {}
    assert steer(fleet, rollout, "pause").json()["code"] == "not_that_now"
    steer(fleet, rollout, "resume")
    assert set(orders(fleet)) == {BOX}


def test_a_group_somebody_is_to_look_at_waits_for_that_word(fleet: Desk) -> None:
    rollout = begun(fleet, groups=[{"count": 1, "looked": True}, {"percent": 100}])
    orders(fleet)
    said(fleet, rollout, "proved", BOX)
    assert orders(fleet) == {}
    assert shown(fleet, rollout)["why"] == "check"
    assert steer(fleet, rollout, "resume").json()["groups"][0]["checked"] is True
    assert set(orders(fleet)) == {MORE, OTHER_BOX}


def test_stopping_by_hand_takes_back_what_was_not_carried_out(fleet: Desk) -> None:
    rollout = begun(fleet)
    orders(fleet)
    assert steer(fleet, rollout, "stop").json()["why"] == "by_hand"
    assert orders(fleet) == {BOX: Update(2, "", UUID(rollout))}
    begun(fleet)


def test_a_box_is_in_one_rollout_at_a_time_at_the_office_and_in_the_database(fleet: Desk) -> None:
    rollout = begun(fleet, posts=[BOX], groups=[{"count": 1}])
    answer = begin(fleet)
    assert (answer.status_code, answer.json()["code"]) == (409, "box_busy")
    assert BOX in answer.json()["detail"]
    other = begun(fleet, posts=[MORE], groups=[{"count": 1}])
    with psycopg.connect(fleet.url) as tx, pytest.raises(UniqueViolation):
        tx.execute(
            "insert into rollout_box (rollout, device, number) values (%s, %s, 1)", [other, BOX]
        )
    steer(fleet, rollout, "stop")
    begun(fleet, posts=[BOX], groups=[{"count": 1}])


def test_a_box_that_is_revoked_leaves_and_hears_nothing(fleet: Desk) -> None:
    rollout = begun(fleet)
    fleet.sign_in("county").post(f"/api/posts/{BOX}/revoke", json={"reason": "坏了"})
    assert orders(fleet) == {}
    found = shown(fleet, rollout)
    assert states(fleet, rollout)[BOX] == "left"
    assert (found["state"], found["why"]) == ("paused", "check")


def test_a_box_that_runs_the_bundle_already_has_proved_it(fleet: Desk) -> None:
    rollout = begun(fleet)
    runs = msgspec.structs.replace(make.health(), bundle=BUNDLE)
    fleet.report(runs, BOX)
    assert set(orders(fleet)) == {BOX}
    assert states(fleet, rollout)[BOX] == "ordered"  # what it said before the order counts not
    fleet.now += timedelta(minutes=1)
    fleet.report(runs, BOX)
    assert set(orders(fleet)) == {MORE, OTHER_BOX}
    assert states(fleet, rollout)[BOX] == "proved"


def test_a_box_that_comes_online_is_told_what_holds(fleet: Desk) -> None:
    rollout = begun(fleet)
    orders(fleet)
    with fleet.pool.connection() as tx:
        devices.hear_state(tx, BOX, "online", fleet.now)
        devices.hear_state(tx, MORE, "online", fleet.now)
    assert orders(fleet) == {BOX: Update(1, BUNDLE, UUID(rollout))}


def test_an_update_from_a_stick_belongs_to_no_rollout(fleet: Desk) -> None:
    rollout = begun(fleet)
    orders(fleet)
    fleet.report(Updated(BUNDLE, "proved"), BOX)
    fleet.report(Updated(BUNDLE, "proved", UUID(int=7)), BOX)
    assert states(fleet, rollout)[BOX] == "ordered"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"bundle": "2026.12.9"}, "no_such_bundle"),
        ({"posts": ["bx-000000000-9"]}, "no_boxes"),
        ({"groups": [{"percent": 100}]}, "first_too_large"),
        ({"window": {"since": 600, "until": 700}}, "in_opening_hours"),
        ({"groups": [{"count": 1, "percent": 1}]}, "invalid_input"),
        ({"groups": []}, "invalid_input"),
    ],
)
def test_a_rollout_that_makes_no_sense_is_refused_in_words(
    fleet: Desk, changes: dict[str, Any], code: str
) -> None:
    answer = begin(fleet, **changes)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert fleet.rows("select 1 from rollout") == []


def test_an_officer_sees_the_own_boxes_of_a_rollout_only(fleet: Desk) -> None:
    rollout = begun(fleet)
    seen = shown(fleet, rollout, "caohe")
    assert [one["device"] for one in seen["boxes"]] == [OTHER_BOX]
    begun_here = fleet.sign_in("huanren").get("/api/rollouts").json()
    assert begun_here["items"] == []
    assert fleet.sign_in("huanren").get(f"/api/rollouts/{rollout}").status_code == 404


def test_the_database_lets_nobody_but_the_administrator_roll_out(fleet: Desk) -> None:
    rollout = begun(fleet)
    [(tech,)] = fleet.rows("select id from staff where login = 'tech'")
    for role in ("yizhan_technician", "yizhan_desk"):
        with psycopg.connect(fleet.url) as tx:
            tx.execute("select set_config('yizhan.area', '%%', true)")
            tx.execute("select set_config('yizhan.staff', %s, true)", [str(tech)])
            tx.execute(f"set local role {role}")
            assert tx.execute("select count(*) from rollout_box").fetchone() == (3,)
            try:
                changed = tx.execute("update rollout set state = 'paused', why = 'by_hand'")
                assert changed.rowcount == 0
            except InsufficientPrivilege:
                assert role == "yizhan_desk"
    assert shown(fleet, rollout)["state"] == "running"


def test_the_bundles_are_listed_for_the_one_who_rolls_out(fleet: Desk) -> None:
    [one] = fleet.sign_in("admin").get("/api/rollouts/bundles").json()
    assert (one["name"], one["hardware"]) == (BUNDLE, ["pi4"])
    assert [part["name"] for part in one["parts"]] == ["agent"]
