"""Repairs: opened by hand or by an alert on a post, taken up, mended with parts, closed."""

from datetime import datetime, timedelta
from typing import Any

import httpx
import msgspec
import psycopg
import pytest
from psycopg.errors import CheckViolation, InsufficientPrivilege
from stack import builders as make
from stack.builders import BOX
from yizhan_collector.rooms.devices import service as devices

from .conftest import OTHER_BOX, Desk

COUNTY = "210521"


def report(desk: Desk, login: str = "xiaoshi", **changes: Any) -> httpx.Response:
    given = {"post": BOX, "kind": "sign", "words": "电子屏不亮"} | changes
    return desk.sign_in(login).post("/api/repairs", json=given)


def opened(desk: Desk, **changes: Any) -> str:
    answer = report(desk, **changes)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def act(desk: Desk, repair: str, what: str, login: str = "tech", **given: Any) -> httpx.Response:
    return desk.sign_in(login).post(f"/api/repairs/{repair}/{what}", json=given)


def listed(desk: Desk, login: str = "tech", **query: Any) -> list[dict[str, Any]]:
    answer = desk.sign_in(login).get("/api/repairs", params=query)
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def stock(desk: Desk, kind: str, count: int, low: int = 1) -> httpx.Response:
    given = {"county": COUNTY, "kind": kind, "count": count, "low": low}
    return desk.sign_in("tech").post("/api/spares", json=given)


def test_a_fault_goes_from_the_first_word_to_what_was_done(desk: Desk) -> None:
    repair = opened(desk)
    [line] = listed(desk)
    assert (line["opened_by"], line["assigned_to"], line["late"]) == ("小市 李工", "", False)
    desk.now += timedelta(hours=1)
    assert act(desk, repair, "assign").json()["assigned_to"] == "运维 赵工"
    act(desk, repair, "notes", words="电源适配器坏了")
    stock(desk, "power", 2)
    assert act(desk, repair, "parts", kind="power").json()["used"][0]["count"] == 1
    done = act(desk, repair, "close", done="part", said="换电源,已试").json()
    assert (done["done"], done["closed_by"]) == ("part", "运维 赵工")
    assert [one["words"] for one in done["notes"]] == ["电源适配器坏了"]
    assert listed(desk, open=True) == []
    trail = [
        one for (one,) in desk.rows("select action from audit where staff is not null order by id")
    ]
    trail = [one for one in trail if not one.startswith("sign_")]
    assert trail == ["open_repair", "assign_repair", "set_spare", "use_part", "close_repair"]


def test_the_clocks_run_in_opening_hours_by_the_rules(desk: Desk) -> None:
    desk.now += timedelta(hours=4)  # 16:00, an hour before closing
    repair = opened(desk)
    found = desk.sign_in().get(f"/api/repairs/{repair}").json()
    by = [datetime.fromisoformat(found[one]) for one in ("respond_by", "mend_by")]
    # of 4 hours one is left today and three tomorrow from 8:30; of 17 the last one on the day after
    assert [one.strftime("%d %H:%M") for one in by] == ["25 03:30", "26 08:00"]
    desk.now = by[0]
    assert listed(desk)[0]["late"] is False
    desk.now += timedelta(minutes=1)
    assert listed(desk)[0]["late"] is True


def silent(desk: Desk) -> None:
    """A box that was heard last half an hour and more ago, in opening hours."""
    desk.report(make.health())
    desk.now += timedelta(minutes=40)
    desk.run_due()


def test_a_silent_post_opens_one_repair_and_nothing_about_a_person(desk: Desk) -> None:
    silent(desk)
    for _ in range(3):
        desk.now += timedelta(minutes=10)
        desk.run_due()
    mine = [one for one in listed(desk) if one["post"] == BOX]
    assert [(one["kind"], one["by_alert"], one["opened_by"]) for one in mine] == [
        ("silent", True, "")
    ]
    assert {about for (about,) in desk.rows("select about from alert")} <= {"office"}


def test_a_repair_that_is_closed_stays_closed_while_its_alert_is_open(desk: Desk) -> None:
    silent(desk)
    desk.now += timedelta(minutes=10)
    desk.run_due()
    [repair] = [one["id"] for one in listed(desk) if one["post"] == BOX]
    act(desk, repair, "assign")
    act(desk, repair, "close", done="restarted")
    desk.now += timedelta(minutes=10)
    desk.run_due()
    assert [one for one in listed(desk, open=True) if one["post"] == BOX] == []


def test_an_alarm_of_the_box_opens_a_repair_once(desk: Desk) -> None:
    worse = msgspec.structs.replace(make.health(), alarms=["disk_low", "clock_poor"])
    for _ in range(2):
        desk.report(worse)
        desk.report(make.health(), OTHER_BOX)
        desk.run_due()
        desk.now += timedelta(minutes=5)
    alarms = [one for one in listed(desk) if one["kind"] == "alarm"]
    assert [(one["post"], one["words"]) for one in alarms] == [(BOX, "disk_low")]


def test_a_fault_of_a_kind_is_opened_once_at_a_post(desk: Desk) -> None:
    opened(desk)
    again = report(desk)
    assert (again.status_code, again.json()["code"]) == (409, "open_already")
    opened(desk, kind="camera")


def test_parts_come_from_the_stock_of_the_county_and_low_stock_shows(desk: Desk) -> None:
    repair = opened(desk)
    assert act(desk, repair, "parts", kind="card").json()["code"] == "out_of_stock"
    stock(desk, "card", 3)
    assert act(desk, repair, "parts", kind="card", count=4).json()["code"] == "out_of_stock"
    act(desk, repair, "parts", kind="card", count=2)
    [line] = desk.sign_in("county").get("/api/spares").json()
    assert (line["count"], line["short"]) == (1, True)
    assert desk.sign_in("huanren").get("/api/spares").json() == []
    assert stock(desk, "card", -1).status_code == 422
    with psycopg.connect(desk.url) as tx, pytest.raises(CheckViolation):
        tx.execute("update spare set count = count - 2")


def test_steps_out_of_order_are_refused_in_words(desk: Desk) -> None:
    repair = opened(desk)
    assert act(desk, repair, "close", done="none").json()["code"] == "not_taken_up"
    [(clerk,)] = desk.rows("select id from staff where login = 'clerk'")
    assert act(desk, repair, "assign", staff=str(clerk)).json()["code"] == "no_technician"
    act(desk, repair, "assign")
    act(desk, repair, "close", done="none")
    for what, given in (("notes", {"words": "x"}), ("close", {"done": "none"}), ("assign", {})):
        assert act(desk, repair, what, **given).json()["code"] == "repair_closed"


def test_an_officer_reports_and_sees_the_own_posts_only(desk: Desk) -> None:
    assert report(desk, post=OTHER_BOX).status_code == 404
    repair = opened(desk)
    assert listed(desk, "caohe") == []
    assert desk.sign_in("caohe").get(f"/api/repairs/{repair}").status_code == 404
    assert act(desk, repair, "assign", "xiaoshi").status_code == 403


def test_the_database_lets_technicians_alone_mend_and_keep_stock(desk: Desk) -> None:
    repair = opened(desk)
    stock(desk, "box", 1)
    people = dict(desk.rows("select login, id from staff"))
    for login, role in (("admin", "yizhan_technician"), ("county", "yizhan_desk")):
        with psycopg.connect(desk.url) as tx:
            tx.execute("select set_config('yizhan.area', '%%', true)")
            tx.execute("select set_config('yizhan.staff', %s, true)", [str(people[login])])
            tx.execute(f"set local role {role}")
            for change in ("update spare set count = 9", "update repair set said = 'x'"):
                try:
                    with tx.transaction():
                        assert tx.execute(change).rowcount == 0
                except InsufficientPrivilege:
                    assert role == "yizhan_desk"
            with pytest.raises(InsufficientPrivilege), tx.transaction():
                tx.execute(
                    "insert into repair_note values (gen_random_uuid(), %s, now(), %s, 'x')",
                    [repair, people[login]],
                )


def test_a_post_out_of_service_opens_nothing_by_itself(desk: Desk) -> None:
    desk.report(make.health())
    with desk.pool.connection() as tx:
        devices.revoke(tx, BOX, desk.now)
        devices.revoke(tx, OTHER_BOX, desk.now)
    desk.now += timedelta(hours=1)
    desk.run_due()
    assert listed(desk) == []
