"""The big screen reads counts of nobody by name, and outlasts the session that opened it."""

import json
from datetime import timedelta
from typing import Any

import httpx
import psycopg
import pytest
from stack.builders import TOWN
from yizhan_collector.doors.access import COOKIE

from .alerting import asked_of, heard, write
from .conftest import TODAY, Desk, new_person
from .leaves import code, supervised

NAME = "欧阳示例"


@pytest.fixture
def person(desk: Desk) -> dict[str, Any]:
    found: dict[str, Any] = supervised(desk, name=NAME)
    asked_of(desk, person=found["id"], rule="report_overdue")
    asked_of(desk, TOWN[:6], rule="post_down")
    return found


def screen(desk: Desk, login: str = "county") -> httpx.Client:
    """A screen with a pass, whose session is over."""
    client = desk.sign_in(login)
    client.post("/api/wall/pass").raise_for_status()
    client.cookies.delete(COOKIE)
    return client


def test_it_counts_and_names_nobody(desk: Desk, person: dict[str, Any]) -> None:
    heard(desk, desk.now)
    answer = desk.sign_in("county").get("/api/wall")
    shown = answer.json()
    assert shown["alerts"] == [
        {"about": "person", "rule": "report_overdue", "open": 1, "late": 0},
        {"about": "office", "rule": "post_down", "open": 1, "late": 0},
    ]
    assert (shown["total"], shown["due"]["waiting"], shown["area"]) == (1, 1, TOWN[:6])
    for secret in (NAME, person["id"], person["number"]):
        assert secret not in answer.text


def test_it_has_no_field_that_could_carry_a_person(desk: Desk, person: dict[str, Any]) -> None:
    def keys(of: Any) -> set[str]:
        if isinstance(of, dict):
            return set(of) | {one for value in of.values() for one in keys(value)}
        return {one for value in of for one in keys(value)} if isinstance(of, list) else set()

    found = keys(desk.sign_in("county").get("/api/wall").json())
    assert not found & {"id", "name", "number", "township", "device", "login", "evidence"}


def test_the_days_are_whole_also_where_nothing_happened(desk: Desk, person: dict[str, Any]) -> None:
    days = desk.sign_in("county").get("/api/wall").json()["days"]
    assert len(days) == 14
    assert days[-1] == {"day": str(TODAY), "person": 1, "office": 1, "decided": 0}
    assert days[0] == {
        "day": str(TODAY - timedelta(days=13)), "person": 0, "office": 0, "decided": 0,
    }  # fmt: skip


def test_minors_are_in_no_count_whoever_signed_the_screen_in(desk: Desk) -> None:
    one = new_person(desk.sign_in("minors"), minor=True, face_allowed=False, born_on="2009-05-01")
    asked_of(desk, person=str(one["id"]), rule="report_overdue")
    for login in ("minors", "county"):
        shown = desk.sign_in(login).get("/api/wall").json()
        assert (shown["alerts"], shown["due"]["waiting"]) == ([], 0)


def test_a_pass_shows_the_counts_after_the_session_and_opens_nothing_else(
    desk: Desk, person: dict[str, Any]
) -> None:
    client = screen(desk)
    desk.now += timedelta(days=60)
    assert client.get("/api/wall").json()["area"] == TOWN[:6]
    for path in ("/api/me", "/api/alerts", "/api/people", "/api/statistics", "/api/live"):
        assert client.get(path).status_code == 401, path


def test_a_pass_ends_with_its_days_with_the_account_and_at_a_word(desk: Desk) -> None:
    old, gone, ended = screen(desk, "county"), screen(desk, "city"), screen(desk, "head")
    write(desk, "update staff set ended_at = now() where login = 'city'")
    assert desk.sign_in("head").delete("/api/wall/pass").status_code == 204
    assert code(gone.get("/api/wall")) == (401, "not_signed_in")
    assert code(ended.get("/api/wall")) == (401, "not_signed_in")
    assert old.get("/api/wall").status_code == 200
    desk.now += timedelta(days=91)
    assert code(old.get("/api/wall")) == (401, "not_signed_in")


def test_a_made_up_pass_opens_nothing_and_the_database_keeps_a_hash_only(desk: Desk) -> None:
    client = screen(desk)
    [token] = [value for name, value in client.cookies.items() if name == "yizhan_wall"]
    with psycopg.connect(desk.url) as tx:
        kept = json.dumps([str(one) for one in tx.execute("select * from wall_pass").fetchall()])
    assert token not in kept
    visitor = desk.visitor()
    visitor.cookies.set("yizhan_wall", token[:-1] + "-")
    assert visitor.get("/api/wall").status_code == 401


@pytest.mark.parametrize("login", ["educator", "tech", "admin"])
def test_who_may_not_see_figures_gets_no_screen(desk: Desk, login: str) -> None:
    client = desk.sign_in(login)
    assert code(client.get("/api/wall")) == (403, "not_allowed")
    assert code(client.post("/api/wall/pass")) == (403, "not_allowed")
