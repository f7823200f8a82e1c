"""The own page opens with number and one-time code, for its person, while a term lives."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from yizhan_collector.app import schema
from yizhan_collector.doors.own.access import COOKIE
from yizhan_collector.ground.hashing import digest
from yizhan_collector.rooms.people import sessions

from .conftest import TODAY, Desk, new_person
from .own import enter, in_correction, page_code

OPEN = {"own_sign_in", "own_pass"}


@pytest.fixture
def person(desk: Desk) -> dict[str, Any]:
    made = new_person(desk.sign_in())
    in_correction(desk, made["id"])
    return made


def test_number_and_code_open_the_page_once(desk: Desk, person: dict[str, Any]) -> None:
    code = page_code(desk, person["id"])
    me = enter(desk, person, code).get("/own/api/me").json()
    assert (me["name"], me["number"], me["kiosk"]) == ("测试甲", person["number"], False)
    again = {"number": person["number"], "code": code}
    answer = desk.visitor().post("/own/api/sign-in", json=again)
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong_code")


def test_a_wrong_number_and_a_wrong_code_look_alike(desk: Desk, person: dict[str, Any]) -> None:
    code = page_code(desk, person["id"])
    other = f"{(int(code) + 1) % 10**8:08d}"
    pairs = ((person["number"], other), ("00000000", code))
    answers = [
        desk.visitor().post("/own/api/sign-in", json={"number": number, "code": given})
        for number, given in pairs
    ]
    assert [one.status_code for one in answers] == [401, 401]
    assert answers[0].content == answers[1].content


def test_five_wrong_codes_close_the_door_for_a_number(desk: Desk, person: dict[str, Any]) -> None:
    code = page_code(desk, person["id"])
    wrong = {"number": person["number"], "code": f"{(int(code) + 1) % 10**8:08d}"}
    for _ in range(5):
        assert desk.visitor().post("/own/api/sign-in", json=wrong).status_code == 401
    answer = desk.visitor().post("/own/api/sign-in", json=wrong | {"code": code})
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_attempts")
    # the officers behind the same address still get in
    given = {"login": "xiaoshi", "password": "wrong-wrong-wrong"}
    assert desk.visitor().post("/api/login", json=given).status_code == 401


def test_a_code_lasts_a_day_and_a_new_one_ends_it(desk: Desk, person: dict[str, Any]) -> None:
    first, second = page_code(desk, person["id"]), page_code(desk, person["id"])
    desk.now += timedelta(days=1)
    for code in (first, second):
        given = {"number": person["number"], "code": code}
        assert desk.visitor().post("/own/api/sign-in", json=given).status_code == 401
    desk.now -= timedelta(seconds=1)
    enter(desk, person, second)


def test_the_page_closes_after_twenty_minutes_without_use(
    desk: Desk, person: dict[str, Any]
) -> None:
    browser = enter(desk, person)
    for _ in range(2):
        desk.now += sessions.IDLE - timedelta(seconds=1)
        assert browser.get("/own/api/me").status_code == 200
    desk.now += sessions.IDLE
    answer = browser.get("/own/api/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "own_session_ended")


def test_no_page_stays_open_for_a_working_day(desk: Desk, person: dict[str, Any]) -> None:
    browser, until = enter(desk, person), desk.now + sessions.LONGEST
    while desk.now + timedelta(minutes=15) < until:
        desk.now += timedelta(minutes=15)
        assert browser.get("/own/api/me").status_code == 200
    desk.now = until
    assert browser.get("/own/api/me").status_code == 401


def test_signing_out_ends_the_session_here_and_in_the_database(
    desk: Desk, person: dict[str, Any]
) -> None:
    browser = enter(desk, person)
    token = browser.cookies[COOKIE]
    assert browser.post("/own/api/sign-out").status_code == 204
    assert desk.rows("select 1 from self_session") == []
    thief = desk.visitor()
    thief.cookies.set(COOKIE, token)
    assert thief.get("/own/api/me").status_code == 401


def test_only_hashes_of_tokens_are_kept(desk: Desk, person: dict[str, Any]) -> None:
    browser = enter(desk, person)
    [(kept,)] = desk.rows("select token_sha256 from self_session")
    assert kept == digest(browser.cookies[COOKIE])
    assert desk.rows("select 1 from person_secret where kind = 'page'") == []


def test_access_falls_with_the_term_the_same_moment(desk: Desk, person: dict[str, Any]) -> None:
    browser, code = enter(desk, person), page_code(desk, person["id"])
    with desk.pool.connection() as tx:
        tx.execute(
            "update term set state = 'released', ended_on = %s, end_reason = 'pardoned'", [TODAY]
        )
    answer = browser.get("/own/api/me")
    assert (answer.status_code, answer.json()["code"]) == (403, "access_ended")
    given = {"number": person["number"], "code": code}
    answer = desk.visitor().post("/own/api/sign-in", json=given)
    assert (answer.status_code, answer.json()["code"]) == (403, "access_ended")
    # and in the database, whatever a door may think
    with psycopg.connect(desk.url) as tx:
        tx.execute("select set_config('role', 'yizhan_self', true)")
        tx.execute("select set_config('yizhan.person', %s, true)", [person["id"]])
        for table in ("person", "term", "act", "request", "audit", "checkin"):
            assert tx.execute(f"select count(*) from {table}").fetchone() == (0,), table  # noqa: S608


def test_the_database_shows_a_person_nobody_else(desk: Desk, person: dict[str, Any]) -> None:
    other = new_person(desk.sign_in(), name="测试乙")
    in_correction(desk, other["id"])
    with psycopg.connect(desk.url) as tx:
        tx.execute("select set_config('role', 'yizhan_self', true)")
        tx.execute("select set_config('yizhan.person', %s, true)", [person["id"]])
        for table in ("person", "term", "audit"):
            column = "id" if table == "person" else "person"
            seen = tx.execute(f"select distinct {column}::text from {table}").fetchall()  # noqa: S608
            assert seen == [(person["id"],)], table
        for closed in ("person_secret", "self_session", "self_pass", "staff_session"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), tx.transaction():
                tx.execute(f"select 1 from {closed}")  # noqa: S608


def operations() -> list[tuple[str, str, str]]:
    return [
        (one["operationId"], method.upper(), path)
        for path, methods in schema()["paths"].items()
        for method, one in methods.items()
        if path.startswith("/own/") and one["operationId"] not in OPEN
    ]


def test_nothing_of_the_own_page_is_open_to_a_stranger_or_an_officer(
    desk: Desk, person: dict[str, Any]
) -> None:
    for client in (desk.visitor(), desk.sign_in("county")):
        for name, method, path in operations():
            assert name.startswith("own_"), name
            address = path.replace("{", "").replace("}", "")
            answer = client.request(method, address)
            assert answer.status_code == 401, (name, answer.text)


def test_without_the_token_a_person_changes_nothing(desk: Desk, person: dict[str, Any]) -> None:
    browser = enter(desk, person)
    del browser.headers["X-CSRF-Token"]
    for name, method, path in operations():
        if method != "GET":
            answer = browser.request(method, path.replace("{", "").replace("}", ""))
            assert (answer.status_code, answer.json()["code"]) == (403, "wrong_csrf"), name


def test_a_person_gets_into_no_page_of_the_office(desk: Desk, person: dict[str, Any]) -> None:
    browser = enter(desk, person)
    for path in ("/api/me", "/api/people", f"/api/people/{person['id']}", "/api/due"):
        assert browser.get(path).status_code == 401


def test_coming_and_going_is_in_the_trail(desk: Desk, person: dict[str, Any]) -> None:
    enter(desk, person).post("/own/api/sign-out")
    done = desk.rows("select action, staff is null from audit where person = %s", person["id"])
    assert [one for one in done if "own" in one[0]] == [
        ("own_sign_in", True),
        ("own_sign_out", True),
    ]
    assert ("issue_page", False) in done


def test_ended_sessions_and_passes_are_forgotten(desk: Desk, person: dict[str, Any]) -> None:
    enter(desk, person)
    with desk.pool.connection() as tx:
        sessions.make_pass(tx, person["id"], "bx-210521100-1", desk.now)
        assert sessions.forget_ended(tx, desk.now) == 0
        assert sessions.forget_ended(tx, desk.now + sessions.IDLE) == 2
