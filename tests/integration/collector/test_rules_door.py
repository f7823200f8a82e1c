"""The page of the rule book: everybody reads it, an administrator adds a row, nobody edits one."""

from typing import Any

import httpx
import psycopg
import pytest
from yizhan_collector.rooms.rules import service as rules

from .conftest import TODAY, Desk

CONFIRM: dict[str, Any] = {
    "value": 7,
    "source": "辽宁省社区矫正实施细则第12条",
    "ground": "本司矫法〔2026〕3号",
    "effective_from": TODAY.isoformat(),
    "confirmed": True,
}
STRICT: dict[str, Any] = {
    "every_days": 3,
    "channels": ["desk", "code"],
    "rule_source": "辽宁省社区矫正实施细则第9条",
    "ground": "本司矫法〔2026〕4号",
    "confirmed": True,
}


def shown(client: httpx.Client, name: str) -> dict[str, Any]:
    """A rule as the page shows it."""
    book = client.get("/api/rules").json()
    found: dict[str, Any] = next(one for one in book["rules"] if one["name"] == name)
    return found


def confirmed(desk: Desk, **changes: Any) -> httpx.Response:
    """The administrator records a row."""
    admin = desk.sign_in("admin")
    return admin.post("/api/rules/leave.office_days", json=CONFIRM | changes)


def test_an_officer_sees_what_holds_its_source_and_that_it_is_to_be_confirmed(desk: Desk) -> None:
    one = shown(desk.sign_in(), "leave.office_days")
    assert (one["value"], one["unit"], one["mark"], one["to_confirm"]) == (7, "days", "M", True)
    assert "第27条" in one["source"]
    assert shown(desk.sign_in("prosecutor"), "term.report_days")["to_confirm"] is False


def test_a_confirmation_adds_a_row_and_leaves_the_old_one(desk: Desk) -> None:
    rows = confirmed(desk).json()
    assert [(one["version"], one["mark"], one["author"]) for one in rows] == [
        (1, "V", "系统管理员 卫工"),
        (1, "M", ""),
    ]
    assert rows[0]["ground"] == CONFIRM["ground"]
    one = shown(desk.sign_in(), "leave.office_days")
    assert (one["to_confirm"], one["source"]) == (False, CONFIRM["source"])
    assert desk.rows("select subject from audit where action = 'change_rule'") == [
        ("leave.office_days",)
    ]


def test_a_second_row_of_the_same_day_counts(desk: Desk) -> None:
    confirmed(desk)
    assert [one["version"] for one in confirmed(desk, value=5).json()][:2] == [2, 1]
    assert shown(desk.sign_in(), "leave.office_days")["value"] == 5


def test_a_change_of_law_holds_from_its_day_and_the_old_number_before(desk: Desk) -> None:
    confirmed(desk, value=15, effective_from="2027-03-01")
    with psycopg.connect(desk.url) as tx:
        before, after = (
            rules.book(tx, TODAY.replace(year=2027, month=month)).number("leave.office_days")
            for month in (2, 3)
        )
    assert (before, after) == (7, 15)
    book = desk.sign_in().get("/api/rules", params={"day": "2027-03-01"}).json()
    assert {one["name"]: one["value"] for one in book["rules"]}["leave.office_days"] == 15


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"effective_from": "2020-06-30"}, 422, "dated_too_early"),
        ({"value": "seven"}, 422, "wrong_value"),
        ({"value": True}, 422, "wrong_value"),
        ({"value": -1}, 422, "invalid_input"),
        ({"value": 10**12}, 422, "invalid_input"),
        ({"value": ["x"] * 21}, 422, "invalid_input"),
        ({"ground": " "}, 422, "invalid_input"),
        ({"ground": ""}, 422, "invalid_input"),
    ],
)
def test_a_bad_change_is_refused_and_nothing_is_written(
    desk: Desk, changes: dict[str, Any], status: int, code: str
) -> None:
    answer = confirmed(desk, **changes)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert desk.rows("select count(*) from rule where rule = 'leave.office_days'") == [(1,)]


def test_a_rule_that_nobody_wrote_is_not_found(desk: Desk) -> None:
    admin = desk.sign_in("admin")
    assert admin.get("/api/rules/study.hours").status_code == 404
    assert admin.post("/api/rules/study.hours", json=CONFIRM).status_code == 404


@pytest.mark.parametrize("login", ["xiaoshi", "county", "head", "city", "prosecutor", "tech"])
def test_only_the_administrator_changes_the_book(desk: Desk, login: str) -> None:
    client = desk.sign_in(login)
    for path, body in (
        ("/api/rules/leave.office_days", CONFIRM),
        ("/api/categories/strict", STRICT),
        ("/api/calendar", {"day": "2026-12-01", "closed": True, "note": "停电"}),
    ):
        assert client.post(path, json=body).json()["code"] == "not_allowed"


def test_a_category_changes_by_a_new_version(desk: Desk) -> None:
    made = desk.sign_in("admin").post("/api/categories/strict", json=STRICT).json()
    assert (made["version"], made["every_days"], made["to_confirm"]) == (2, 3, False)
    strict = next(
        one for one in desk.sign_in().get("/api/categories").json() if one["code"] == "strict"
    )
    assert strict == made
    assert desk.rows("select count(*) from category where code = 'strict'") == [(2,)]


@pytest.mark.parametrize("channels", [["face"], ["face", "video"]])
def test_face_as_the_only_way_is_refused(desk: Desk, channels: list[str]) -> None:
    answer = desk.sign_in("admin").post(
        "/api/categories/strict", json=STRICT | {"channels": channels}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "face_alone")


def test_a_category_that_is_not_there_is_not_found(desk: Desk) -> None:
    assert desk.sign_in("admin").post("/api/categories/nobody", json=STRICT).status_code == 404


def test_the_calendar_shows_the_years_holidays_and_the_bureaus_own_days(desk: Desk) -> None:
    admin = desk.sign_in("admin")
    for day, closed in (("2026-12-01", True), ("2026-10-07", False)):
        word = {"day": day, "closed": closed, "note": "局通知"}
        assert admin.post("/api/calendar", json=word).status_code == 200
    year = desk.sign_in().get("/api/calendar").json()
    days = {one["day"]: (one["closed"], one["local"]) for one in year["days"]}
    assert (year["year"], year["published"]) == (2026, True)
    assert days["2026-12-01"] == (True, True)
    assert days["2026-10-07"] == (False, True)
    assert days["2026-10-06"] == (True, False)
    with psycopg.connect(desk.url) as tx:
        found = rules.closed_days(tx, TODAY.replace(month=10), TODAY.replace(month=12))
    assert {one.isoformat() for one in found if one.month != 10} == {"2026-12-01"}
    assert "2026-10-07" not in {one.isoformat() for one in found}


def test_a_year_that_is_not_published_says_so(desk: Desk) -> None:
    year = desk.sign_in().get("/api/calendar", params={"year": 2099}).json()
    assert (year["published"], year["days"]) == (False, [])
