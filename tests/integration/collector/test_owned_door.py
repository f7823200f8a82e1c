"""The board over its door: filtered, counted, assigned, reviewed, and told to whose turn it is."""

from typing import Any

import httpx
import pytest
from stack.builders import BOX, NOON
from stack.neglect import DAY, execute, look, publish, who

from .conftest import Desk


def board(client: httpx.Client, **query: Any) -> dict[str, Any]:
    answer = client.get("/api/owned", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def thing(client: httpx.Client, subject: str, kind: str = "column") -> dict[str, Any]:
    listed = board(client, faulty=False, kind=kind, size=200)["items"]
    [found] = [one for one in listed if one["subject"] == subject]
    item: dict[str, Any] = found
    return item


def assign(
    desk: Desk, client: httpx.Client, subject: str, owner: str, **more: Any
) -> httpx.Response:
    kind = more.pop("kind", "column")
    given = {"department": "research", "owner": str(who(desk, owner).id), "review_days": 7} | more
    return client.post(f"/api/owned/{thing(client, subject, kind)['id']}/assign", json=given)


def test_the_board_shows_what_is_wrong_first_and_counts_all_of_it(desk: Desk) -> None:
    publish(desk, "news", NOON)
    look(desk)
    chief = desk.sign_in("chief")
    assert assign(desk, chief, "news", "clerk").json()["faults"] == []
    whole = board(chief, kind="column", faulty=False, size=3)
    assert (whole["total"], len(whole["items"]), whole["well"]) == (10, 3, 1)
    assert whole["counts"] == {"ownerless": 9, "failing": 9, "unanswered": 0, "stale": 0}
    assert board(chief, kind="column")["total"] == 9
    assert board(chief, kind="column", fault="failing", department="research")["total"] == 9
    assert board(chief, kind="column", department="office")["total"] == 0
    assert "news" not in {one["subject"] for one in board(chief, size=200)["items"]}


def test_a_line_says_whose_turn_it_is_and_since_when_and_a_story_who_was_told(desk: Desk) -> None:
    look(desk)
    city = desk.sign_in("city")
    line = thing(city, "news")
    [turn] = [one["turn"] for one in line["faults"] if one["fault"] == "ownerless"]
    assert (turn["rung"], turn["name"]) == ("leader", who(desk, "city").name)
    assert turn["since"].startswith(NOON.date().isoformat())
    story = city.get(f"/api/owned/{line['id']}").json()
    rungs = [(one["rung"], one["passed"]) for one in story["steps"] if one["fault"] == "ownerless"]
    assert rungs == [("leader", None), ("department", "nobody"), ("deputy", "nobody"),
                     ("owner", "nobody")]  # fmt: skip


def test_who_is_told_finds_it_on_the_own_list_until_it_is_mended(desk: Desk) -> None:
    look(desk)
    chief, clerk = desk.sign_in("chief"), desk.sign_in("clerk")
    assert assign(desk, chief, "news", "clerk").status_code == 200
    assert {one["subject"] for one in clerk.get("/api/owned/mine").json()["items"]} == {"news"}
    publish(desk, "news", NOON)
    look(desk)
    assert clerk.get("/api/owned/mine").json() == {"total": 0, "items": []}


def test_an_owner_reviews_and_hands_back_and_each_is_in_the_trail(desk: Desk) -> None:
    publish(desk, "news", NOON)
    look(desk)
    chief = desk.sign_in("chief")
    key = assign(desk, chief, "news", "clerk").json()["id"]
    look(desk, 8 * DAY)
    clerk, chief = desk.sign_in("clerk"), desk.sign_in("chief")
    refused = chief.post(f"/api/owned/{key}/review")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_yours")
    assert [one["fault"] for one in clerk.get(f"/api/owned/{key}").json()["thing"]["faults"]] == [
        "stale"
    ]
    assert clerk.post(f"/api/owned/{key}/review").json()["faults"] == []
    back = clerk.post(f"/api/owned/{key}/hand-back").json()
    assert ([one["fault"] for one in back["faults"]], back["owner"]) == (["ownerless"], None)
    again = clerk.post(f"/api/owned/{key}/hand-back")
    assert (again.status_code, again.json()["code"]) == (409, "already_back")
    trail = desk.rows("select action, subject from audit where subject = 'column news' order by id")
    assert [action for action, _ in trail] == ["assign_owned", "review_owned", "hand_back_owned"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"review_days": 0}, 422),
        ({"climb_days": 61}, 422),
        ({"department": "nowhere"}, 404),
        ({"deputy": "clerk"}, 422),
        ({"deputy": "prosecutor"}, 422),
    ],
)
def test_an_assignment_that_makes_no_sense_changes_nothing(
    desk: Desk, change: dict[str, Any], status: int
) -> None:
    look(desk)
    if login := change.get("deputy"):
        change = {"deputy": str(who(desk, login).id)}
    answer = assign(desk, desk.sign_in("chief"), "news", "clerk", **change)
    assert answer.status_code == status, answer.text
    assert desk.rows("select 1 from owned where owner is not null") == []


def test_a_technician_sees_machines_alone_and_assigns_nothing(desk: Desk) -> None:
    look(desk)
    tech = desk.sign_in("tech")
    assert {one["kind"] for one in board(tech, faulty=False)["items"]} == {"post"}
    answer = assign(desk, tech, BOX, "tech", kind="post")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert tech.get("/api/owned/people").status_code == 403


def test_a_department_is_given_a_head_and_a_leader_who_work_here(desk: Desk) -> None:
    admin = desk.sign_in("admin")
    given = {"name_zh": "研究室", "name_en": "Research", "head": str(who(desk, "chief").id),
             "leader": str(who(desk, "city").id)}  # fmt: skip
    kept = admin.put("/api/departments/research", json=given).json()
    assert (kept["head"]["name"], kept["head"]["left"]) == (who(desk, "chief").name, False)
    gone = given | {"head": str(who(desk, "educator").id)}
    refused = admin.put("/api/departments/research", json=gone)
    assert (refused.status_code, refused.json()["code"]) == (422, "nobody_there")
    execute(desk, "update staff set ended_at = %s where login = 'chief'", NOON)
    found = {one["code"]: one for one in admin.get("/api/departments").json()}
    assert found["research"]["head"]["left"]
    new = admin.put("/api/departments/publicity", json=given | {"head": None, "name_zh": "普法科"})
    assert new.status_code == 200
    assert len(admin.get("/api/departments").json()) == 6


def test_the_score_says_its_findings_and_how_near_each_line_is(desk: Desk) -> None:
    assert desk.sign_in("clerk").get("/api/owned/score").json()["score"] is None
    publish(desk, "news", NOON - 12 * DAY)
    look(desk)
    found = desk.sign_in("clerk").get("/api/owned/score").json()
    assert (found["failed"], found["score"]) == (True, 55)
    assert {one["code"]: one["count"] for one in found["lines"]}["blank_columns"] == 9
    [warned] = found["warnings"]
    assert (warned["code"], warned["subject"], warned["days"]) == ("stale", "column:news", 2)
    assert [one["score"] for one in found["trend"]] == [55]


def test_the_broken_links_of_a_column_are_named_with_their_text(desk: Desk) -> None:
    one = publish(desk, "news", NOON)
    execute(desk, "insert into site_link values (%s, 'http://example.org/x', %s, 404, %s)",
            one, NOON, NOON - 3 * DAY)  # fmt: skip
    look(desk)
    for login in ("clerk", "city", "admin"):
        client = desk.sign_in(login)
        story = client.get(f"/api/owned/{thing(client, 'news')['id']}").json()
        assert [broken["url"] for broken in story["broken"]] == ["http://example.org/x"]
