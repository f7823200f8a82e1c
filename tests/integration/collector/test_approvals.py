"""Decisions on one screen: by the right level, with reasons, once, never on one's own request."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import httpx
import pytest

from .conftest import Desk
from .leaves import acts, asked, code, delegate, supervised

REASONS = "同期已有两次外出，来访事由可以改期办理"


def waiting(client: httpx.Client) -> list[dict[str, Any]]:
    """What waits for this member of staff."""
    return list(client.get("/api/approvals").json()["items"])


def decide(client: httpx.Client, request: str, granted: bool, reasons: str = "") -> httpx.Response:
    """Grant or refuse."""
    return client.post(f"/api/approvals/{request}", json={"granted": granted, "reasons": reasons})


@pytest.fixture
def leave(desk: Desk) -> dict[str, Any]:
    """A leave of twelve days, which the county decides, asked by the office."""
    person = supervised(desk)
    asked(desk.sign_in(), person["id"], 3, 14)
    return person


def test_what_waits_is_shown_to_its_level_with_the_facts_and_the_route(
    desk: Desk, leave: dict[str, Any]
) -> None:
    [one] = waiting(desk.sign_in("county"))
    assert (one["person"]["id"], one["kind"], one["level"]) == (leave["id"], "leave", "county")
    assert (one["facts"]["days"], one["facts"]["place"]) == (12, "沈阳市第一示例医院")
    assert "检察院" in one["complaint_route"]
    assert (one["mine"], one["here"], one["asked_by"]) == (False, True, "小市 李工")
    for login in ("caohe", "huanren", "xiaoshi"):
        assert waiting(desk.sign_in(login)) == [], login


def test_the_own_request_is_shown_as_somebody_elses_to_decide(
    desk: Desk, leave: dict[str, Any]
) -> None:
    answer = desk.sign_in("xiaoshi").get("/api/approvals").json()
    assert [(one["mine"], one["person"]["id"]) for one in answer["own"]] == [(True, leave["id"])]
    other = supervised(desk, name="测试乙")
    county = desk.sign_in("county")
    asked(county, other["id"], 3, 14)
    [own] = county.get("/api/approvals").json()["own"]
    assert code(decide(county, own["id"], True)) == (403, "own_request")
    assert decide(desk.sign_in("county2"), own["id"], True).status_code == 200


def test_a_grant_is_in_the_story_and_opens_the_record_for_a_decision(
    desk: Desk, leave: dict[str, Any]
) -> None:
    county = desk.sign_in("county2")
    [one] = waiting(county)
    decided = decide(county, one["id"], True).json()
    assert decided["decision"] == "granted"
    assert "leave_granted" in acts(desk, leave["id"])
    assert waiting(county) == []
    assert desk.rows(
        "select reason from audit join staff on staff.id = audit.staff"
        " where action = 'view_person' and login = 'county2'"
    ) == [("decide",)]


@pytest.mark.parametrize("reasons", ["", "   ", "\n"])
def test_a_refusal_without_reasons_is_refused_and_changes_nothing(
    desk: Desk, leave: dict[str, Any], reasons: str
) -> None:
    county = desk.sign_in("county2")
    [one] = waiting(county)
    assert code(decide(county, one["id"], False, reasons)) == (422, "reasons_needed")
    assert [each["id"] for each in waiting(county)] == [one["id"]]
    assert desk.rows("select 1 from audit where reason = 'decide'") == []


def test_a_refusal_keeps_its_reasons_and_where_to_complain(
    desk: Desk, leave: dict[str, Any]
) -> None:
    county = desk.sign_in("county2")
    [one] = waiting(county)
    assert decide(county, one["id"], False, REASONS).json()["decision"] == "refused"
    [(kept, route)] = desk.rows("select reasons, complaint_route from request")
    assert (kept, route) == (REASONS, one["complaint_route"])


def test_a_wrong_level_is_refused(desk: Desk, leave: dict[str, Any]) -> None:
    [(request,)] = desk.rows("select id::text from request")
    assert code(decide(desk.sign_in("xiaoshi"), request, True)) == (403, "wrong_level")
    assert code(decide(desk.sign_in("city"), request, True)) == (403, "wrong_level")
    assert code(decide(desk.sign_in("prosecutor"), request, True)) == (403, "not_allowed")
    assert code(decide(desk.sign_in("huanren"), request, True)) == (404, "not_found")
    assert code(decide(desk.sign_in("county"), str(uuid4()), True)) == (404, "not_found")


def test_an_office_decides_what_it_was_delegated_and_only_then(desk: Desk) -> None:
    delegate(desk)
    person = supervised(desk)
    asked(desk.sign_in("county"), person["id"], 3, 6)
    office = desk.sign_in()
    [one] = waiting(office)
    assert one["level"] == "township"
    assert decide(office, one["id"], True).json()["decision"] == "granted"


def test_of_two_who_decide_at_once_one_does_and_the_other_is_told(
    desk: Desk, leave: dict[str, Any]
) -> None:
    clients = [desk.sign_in(login) for login in ("county", "county2")]
    [one] = waiting(clients[0])
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda client: decide(client, one["id"], True), clients))
    told = sorted(answer.status_code for answer in answers)
    assert told == [200, 409], [answer.text for answer in answers]
    assert acts(desk, leave["id"]).count("leave_granted") == 1
    again = decide(clients[1], one["id"], False, REASONS)
    assert again.status_code == 409
