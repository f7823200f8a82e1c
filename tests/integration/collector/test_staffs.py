"""Accounts: one's own is never touched, an ended one is out at once; the county's delegations."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from .conftest import PASSWORD, TODAY, Desk, new_person

NEW: dict[str, Any] = {"login": "qian.hu", "name": "田师傅司法所 钱工", "role": "officer_township"}
NEW |= {"area": "210521109", "minors": False}
TOMORROW, YESTERDAY = "2026-11-25", "2026-11-23"
WORD: dict[str, Any] = {
    "township": "210521100",
    "powers": ["leave", "visit"],
    "document": "本县司社矫委〔2026〕3号",
}
WORD |= {"from_on": TODAY.isoformat(), "until_on": None}


def code(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a refusal."""
    return answer.status_code, answer.json()["code"]


def of(admin: httpx.Client, login: str) -> dict[str, Any]:
    """The line of an account."""
    items = admin.get("/api/staffs").json()["items"]
    return next(dict(one) for one in items if one["login"] == login)


def enter(desk: Desk, login: str, password: str) -> httpx.Response:
    """Try to sign in."""
    return desk.visitor().post("/api/login", json={"login": login, "password": password})


def test_a_new_account_signs_in_with_the_password_shown_once(desk: Desk) -> None:
    admin = desk.sign_in("admin")
    made = admin.post("/api/staffs", json=NEW).json()
    assert made["account"]["area"] == "210521109"
    assert made["password"] not in admin.get("/api/staffs").text
    me = enter(desk, NEW["login"], made["password"]).json()
    assert (me["role"], me["area"]) == ("officer_township", "210521109")
    [(subject,)] = desk.rows("select subject from audit where action = 'add_staff'")
    assert subject == "qian.hu officer_township 210521109"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"area": ""}, "bad_role"),
        ({"area": "210521"}, "bad_role"),
        ({"area": "210521999"}, "unknown_township"),
        ({"role": "administrator", "area": "", "minors": True}, "bad_role"),
        ({"role": "king"}, "invalid_input"),
        ({"login": "Q"}, "invalid_input"),
        ({"name": "<b>钱</b>"}, "bad_name"),
    ],
)
def test_an_account_that_does_not_fit_is_refused(
    desk: Desk, change: dict[str, object], refusal: str
) -> None:
    answer = desk.sign_in("admin").post("/api/staffs", json=NEW | change)
    assert code(answer) == (422, refusal)


def test_a_login_is_given_once(desk: Desk) -> None:
    answer = desk.sign_in("admin").post("/api/staffs", json=NEW | {"login": "county"})
    assert code(answer) == (409, "login_taken")


def test_an_ended_account_is_out_at_once_and_stays_out(desk: Desk) -> None:
    admin, county = desk.sign_in("admin"), desk.sign_in("county")
    assert county.get("/api/me").status_code == 200
    ended = admin.post(f"/api/staffs/{of(admin, 'county')['id']}/end").json()
    assert (ended["signed_in"], ended["ended_at"] is None) == (False, False)
    assert code(county.get("/api/me")) == (401, "not_signed_in")
    assert county.get("/api/people").status_code == 401
    assert code(enter(desk, "county", PASSWORD)) == (401, "wrong_login")
    again = admin.post(f"/api/staffs/{ended['id']}/end")
    assert code(again) == (409, "account_ended")


def test_another_role_takes_effect_at_the_next_sign_in(desk: Desk) -> None:
    admin, county = desk.sign_in("admin"), desk.sign_in("county2")
    place = {"role": "prosecutor", "area": "210521", "minors": False}
    changed = admin.post(f"/api/staffs/{of(admin, 'county2')['id']}/place", json=place)
    assert changed.json()["role"] == "prosecutor"
    assert county.get("/api/me").status_code == 401
    assert enter(desk, "county2", PASSWORD).json()["powers"] == sorted(
        ["see_people", "see_statistics", "see_rules", "inspect"]
    )


def test_a_reset_password_replaces_the_old_one_and_ends_the_sessions(desk: Desk) -> None:
    admin, county = desk.sign_in("admin"), desk.sign_in("county")
    fresh = admin.post(f"/api/staffs/{of(admin, 'county')['id']}/password").json()["password"]
    assert county.get("/api/me").status_code == 401
    assert enter(desk, "county", PASSWORD).status_code == 401
    assert enter(desk, "county", fresh).status_code == 200


def test_nobody_touches_the_own_account(desk: Desk) -> None:
    admin = desk.sign_in("admin")
    mine = f"/api/staffs/{of(admin, 'admin')['id']}"
    place = {"role": "officer_county", "area": "210521", "minors": True}
    answers = [admin.post(f"{mine}/place", json=place)]
    answers += [admin.post(f"{mine}/{what}") for what in ("end", "password")]
    assert {code(one) for one in answers} == {(409, "own_account")}
    assert admin.get("/api/me").json()["role"] == "administrator"
    assert code(admin.post(f"/api/staffs/{uuid4()}/end")) == (404, "not_found")


def test_the_own_password_is_chosen_with_the_old_one(desk: Desk) -> None:
    officer = desk.sign_in()
    path = "/api/me/password"
    wrong = officer.post(path, json={"old": "x", "new": "秋水长天 lamp 77"})
    assert code(wrong) == (422, "wrong_password")
    weak = officer.post(path, json={"old": PASSWORD, "new": "xiaoshi xiaoshi"})
    assert code(weak) == (422, "weak_password")
    assert officer.post(path, json={"old": PASSWORD, "new": "秋水长天 lamp 77"}).status_code == 204
    assert officer.get("/api/me").status_code == 401
    assert enter(desk, "xiaoshi", "秋水长天 lamp 77").status_code == 200


def test_a_county_delegates_to_its_own_offices_and_ends_it(desk: Desk) -> None:
    county, huanren = desk.sign_in("county"), desk.sign_in("huanren")
    made = county.post("/api/delegations", json=WORD).json()
    assert made["in_force"]
    assert (made["powers"], made["made_by"]) == (["visit", "leave"], "县局 王工")
    assert [one["id"] for one in desk.sign_in().get("/api/delegations").json()] == [made["id"]]
    assert desk.sign_in("caohe").get("/api/delegations").json() == []
    path = f"/api/delegations/{made['id']}/end"
    assert code(huanren.post(path, json={"until_on": TOMORROW})) == (404, "not_found")
    assert code(county.post(path, json={"until_on": YESTERDAY})) == (422, "bad_delegation")
    assert county.post(path, json={"until_on": TODAY.isoformat()}).json()["in_force"] is True
    assert code(county.post(path, json={"until_on": TOMORROW})) == (409, "delegation_ended")


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"township": "210522100"}, 404),
        ({"township": "210521999"}, 422),
        ({"powers": []}, 422),
        ({"powers": ["judge"]}, 422),
        ({"powers": ["leave", "leave"]}, 201),
        ({"document": " "}, 422),
        ({"until_on": YESTERDAY}, 422),
    ],
)
def test_a_delegation_that_does_not_fit_is_refused(
    desk: Desk, change: dict[str, object], status: int
) -> None:
    answer = desk.sign_in("head").post("/api/delegations", json=WORD | change)
    assert answer.status_code == status, answer.text


def test_the_trail_is_read_by_the_city_and_by_the_administrator_without_people(
    desk: Desk,
) -> None:
    person = new_person(desk.sign_in("county"))["id"]
    desk.sign_in("admin").post("/api/staffs", json=NEW)
    city = desk.sign_in("city").get("/api/audit").json()["items"]
    assert [(one["action"], one["person"] and one["person"]["id"]) for one in city] == [
        ("add_staff", None),
        ("add_person", person),
    ]
    own = desk.sign_in("admin").get("/api/audit").json()["items"]
    assert [one["action"] for one in own] == ["add_staff"]
    checked = desk.sign_in("admin").post("/api/audit/check").json()
    assert (checked["fault"], checked["rows"]) == (None, 2)
    seen = desk.sign_in("city").get("/api/audit").json()
    assert [one["head"] for one in seen["checks"]] == [checked["head"]]
    older = desk.sign_in("city").get("/api/audit", params={"before": city[0]["id"]}).json()
    assert [one["action"] for one in older["items"]] == ["add_person"]
