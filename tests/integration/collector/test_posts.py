"""Posts: what a box said last, when its silence shows, what a sign may say, out of service."""

from datetime import datetime, timedelta
from typing import Any, LiteralString

import msgspec
import psycopg
import pytest
from psycopg.errors import CheckViolation
from stack import builders as make
from stack.builders import BOX
from yizhan_wire.envelope import Clock
from yizhan_wire.events import Applied, Health, SignShown

from .conftest import OTHER_BOX, Desk, new_person


def post(desk: Desk, login: str = "xiaoshi") -> dict[str, Any]:
    [one] = [one for one in desk.sign_in(login).get("/api/posts").json() if one["id"] == BOX]
    found: dict[str, Any] = one
    return found


def test_a_post_shows_what_its_box_said_last(desk: Desk) -> None:
    desk.report(make.health(), at=desk.now - timedelta(minutes=1))
    worse = msgspec.structs.replace(make.health(), spool_pending=7, camera="black", alarms=["hot"])
    desk.report(worse, clock=Clock("peer", "fair", 1.5))
    shown = post(desk)
    assert (shown["township_name"], shown["silent"]) == ("小市镇", False)
    assert (shown["health"]["spool_pending"], shown["health"]["camera"]) == (7, "black")
    assert shown["health"]["alarms"] == ["hot"]
    assert shown["clock"] == {"source": "peer", "confidence": "fair", "offset_s": 1.5}


def test_a_box_whose_clock_is_a_year_wrong_still_shows_what_it_says_now(desk: Desk) -> None:
    desk.report(make.health(), at=desk.now + timedelta(days=365), clock=Clock("none", "poor"))
    desk.now += timedelta(minutes=10)
    desk.report(msgspec.structs.replace(make.health(), uptime_s=660))
    shown = post(desk)
    assert (shown["health"]["uptime_s"], shown["silent"]) == (660, False)


def test_a_post_is_silent_after_three_minutes_and_from_the_start(desk: Desk) -> None:
    assert post(desk)["silent"] is True
    desk.report(make.health())
    desk.now += timedelta(minutes=3)
    assert post(desk)["silent"] is False
    desk.now += timedelta(seconds=1)
    assert post(desk)["silent"] is True


def test_a_township_sees_its_own_posts(desk: Desk) -> None:
    assert [one["id"] for one in desk.sign_in().get("/api/posts").json()] == [BOX]
    county = desk.sign_in("county").get("/api/posts").json()
    assert [one["id"] for one in county] == [BOX, OTHER_BOX]
    refused = desk.sign_in().post(f"/api/posts/{OTHER_BOX}/signage", json={"text": "您好"})
    assert refused.status_code == 404


def test_a_standing_message_has_a_version_and_shows_when_the_box_has_it(desk: Desk) -> None:
    officer = desk.sign_in()
    for text in ("您好", "法律援助热线 12348"):
        shown = officer.post(f"/api/posts/{BOX}/signage", json={"text": text}).json()
    assert (shown["signage"]["version"], shown["signage"]["text"]) == (2, text)
    assert (shown["signage"]["set_by"], shown["signage"]["applied_version"]) == ("小市 李工", None)
    desk.report(Applied("roster", 9))
    desk.report(Applied("signage", 2))
    assert post(desk)["signage"]["applied_version"] == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("请测试甲到窗口", "names_somebody"),
        ("测 试·甲 请到窗口", "names_somebody"),
        ("号码 1234 5678", "looks_personal"),
        ("二维码:１２３４５６", "looks_personal"),
        ("好" * 61, "invalid_input"),
        ("两\n行", "invalid_input"),
    ],
)
def test_a_sign_never_names_anybody(desk: Desk, text: str, code: str) -> None:
    officer = desk.sign_in()
    new_person(officer, name="测试甲")
    answer = officer.post(f"/api/posts/{BOX}/signage", json={"text": text})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert "测试甲" not in answer.text
    assert desk.rows("select 1 from signage") == []


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("请测试甲到窗口", "sign_names_nobody"),
        ("测 试·甲 请到窗口", "sign_names_nobody"),
        ("ＴＥＳＴ ann", None),
        ("号码 1234 5678", "sign_shows_no_number"),
        ("二维码:１２３４５６", "sign_shows_no_number"),
        ("12348 123456", "sign_shows_no_number"),
        ("法律援助热线 12348，急救120", None),
    ],
)
def test_the_database_takes_no_sign_that_names_somebody(
    desk: Desk, text: str, wall: str | None
) -> None:
    new_person(desk.sign_in(), name="测试甲")
    new_person(desk.sign_in("county"), name="Test Ann", township="210521101")
    query = (
        "insert into signage (device, version, text, set_by, set_at)"
        " select %s, 1, %s, id, now() from staff where login = 'xiaoshi'"
    )
    assert walled(desk, query, BOX, text) == wall
    on = "select count(*) from signage where text = %s"
    assert desk.rows(on, text) == [(int(wall is None),)]


def walled(desk: Desk, query: LiteralString, *values: object) -> str | None:
    """The wall of the database that something ran against."""
    try:
        with psycopg.connect(desk.url) as tx:
            tx.execute(query, values)
    except CheckViolation as wrong:
        return wrong.diag.constraint_name
    return None


def test_a_revoked_post_is_out_for_good_and_the_act_is_noted(desk: Desk) -> None:
    county = desk.sign_in("county")
    answer = county.post(f"/api/posts/{BOX}/revoke", json={"reason": "被盗"})
    assert answer.json()["revoked_at"] is not None
    again = county.post(f"/api/posts/{BOX}/revoke", json={"reason": "被盗"})
    assert (again.status_code, again.json()["code"]) == (409, "already_revoked")
    noted = desk.rows("select action, subject from audit where action = 'revoke_post'")
    assert noted == [("revoke_post", f"{BOX}: 被盗")]
    assert county.post("/api/posts/nobody/revoke", json={"reason": "x"}).status_code == 404


def test_an_officer_of_a_township_revokes_no_post(desk: Desk) -> None:
    answer = desk.sign_in().post(f"/api/posts/{BOX}/revoke", json={"reason": "x"})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_an_old_presence_word_does_not_undo_a_newer_one(desk: Desk) -> None:
    from yizhan_collector.rooms.devices import service as devices

    with desk.pool.connection() as tx:
        devices.hear_state(tx, BOX, "online", desk.now)
        devices.hear_state(tx, BOX, "offline", desk.now - timedelta(seconds=1))
        devices.hear_state(tx, BOX, "nonsense", desk.now)
    assert post(desk)["state"] == "online"


def fleet_health(**changes: Any) -> Health:
    runs = {"bundle": "2026.11.1", "slot": "b", "cert_days": 19}
    worn = {"disk_size": 8 * 10**9, "wear": 30, "temperature": 50.0}
    seen = {"sharpness": 210.0, "brightness": 120.0}
    return msgspec.structs.replace(make.health(), **(runs | worn | seen | changes))


def test_a_post_shows_its_bundle_certificate_disk_and_picture(desk: Desk) -> None:
    desk.report(fleet_health())
    said = post(desk)["health"]
    assert (said["bundle"], said["slot"], said["cert_days"]) == ("2026.11.1", "b", 19)
    assert (said["disk_size"], said["wear"]) == (8 * 10**9, 30)
    assert (said["sharpness"], said["brightness"]) == (210.0, 120.0)


def test_the_last_word_of_the_sign_and_how_late_a_text_was_shown(desk: Desk) -> None:
    assert post(desk)["shown"] is None
    desk.report(SignShown("thanks", True, 2))
    desk.sign_in().post(f"/api/posts/{BOX}/signage", json={"text": "您好"})
    desk.now += timedelta(seconds=40)
    desk.report(SignShown("您好", False, 5))
    desk.report(Applied("signage", 1))
    shown = post(desk)
    assert (shown["shown"]["shown"], shown["shown"]["attempts"]) == (False, 5)
    late = [datetime.fromisoformat(shown["signage"][one]) for one in ("set_at", "applied_at")]
    assert late[1] - late[0] == timedelta(seconds=40)


def test_the_history_has_even_steps_and_a_gap_where_the_box_was_silent(desk: Desk) -> None:
    for minutes, heat in ((50, 40.0), (49, 60.0), (5, 55.0)):
        desk.report(fleet_health(temperature=heat), at=desk.now - timedelta(minutes=minutes))
    desk.report(fleet_health(temperature=99.0), at=desk.now - timedelta(days=30))
    desk.report(fleet_health(temperature=10.0), OTHER_BOX)
    found = desk.sign_in().get(f"/api/posts/{BOX}/history").json()
    assert (found["step_s"], len(found["steps"])) == (300, 289)
    heard = {one["at"][11:16]: one["temperature"] for one in found["steps"] if one["reports"]}
    assert heard == {"03:10": 50.0, "03:55": 55.0}
    [old] = [
        one
        for one in desk.sign_in().get(f"/api/posts/{BOX}/history?span=quarter").json()["steps"]
        if one["temperature"] == 99.0
    ]
    assert old["cert_days"] == 19
    assert desk.sign_in("caohe").get(f"/api/posts/{BOX}/history").status_code == 404
    assert desk.sign_in().get(f"/api/posts/{BOX}/history?span=year").status_code == 422
