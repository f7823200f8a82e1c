"""Signing in: one word for every refusal, five wrong attempts, a token for every change."""

from datetime import timedelta

import httpx
import pytest

from .conftest import PASSWORD, Desk, new_person, opened


def tried(client: httpx.Client, password: str, login: str = "xiaoshi") -> httpx.Response:
    return client.post("/api/login", json={"login": login, "password": password})


def told(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(desk: Desk) -> None:
    answer = tried(desk.visitor(), PASSWORD)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secure" not in cookie
    assert answer.json()["area"] == "210521100"


def test_over_tls_the_cookie_travels_by_tls_only(office_url: str) -> None:
    with opened(office_url, secure=True) as desk:
        assert "secure" in tried(desk.visitor(), PASSWORD).headers["set-cookie"].lower()


def test_nobody_is_known_without_a_session(desk: Desk) -> None:
    answer = desk.visitor().get("/api/me")
    assert told(answer) == (401, "not_signed_in")
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_unknown_login_and_a_wrong_password_are_told_alike(desk: Desk) -> None:
    answers = [tried(desk.visitor(), "wrong"), tried(desk.visitor(), PASSWORD, "nobody")]
    assert answers[0].json() == answers[1].json()
    assert told(answers[0]) == (401, "wrong_login")


def test_five_wrong_attempts_close_the_door_for_the_right_password_too(desk: Desk) -> None:
    client = desk.visitor()
    assert [tried(client, "wrong").status_code for _ in range(5)] == [401] * 5
    closed = tried(client, PASSWORD)
    assert told(closed) == (429, "too_many_attempts")
    assert 0 < int(closed.headers["retry-after"]) <= 15 * 60
    # the address is closed as well, whatever login it names
    assert tried(client, PASSWORD, "county").status_code == 429


def test_right_attempts_are_not_counted(desk: Desk) -> None:
    client = desk.visitor()
    assert {tried(client, PASSWORD).status_code for _ in range(7)} == {200}


def test_signing_out_ends_the_session_for_every_copy_of_the_cookie(desk: Desk) -> None:
    officer = desk.sign_in()
    copy = desk.visitor()
    copy.cookies = officer.cookies
    assert copy.get("/api/me").status_code == 200
    cookie = officer.cookies["yizhan_session"]
    assert officer.post("/api/logout").status_code == 204
    again = desk.visitor().get("/api/me", headers={"Cookie": f"yizhan_session={cookie}"})
    assert again.status_code == 401


def test_a_session_ends_after_ten_hours(desk: Desk) -> None:
    officer = desk.sign_in()
    desk.now += timedelta(hours=10)
    assert officer.get("/api/me").status_code == 401


def test_somebody_who_left_is_not_known_any_more(desk: Desk) -> None:
    officer = desk.sign_in()
    with desk.pool.connection() as tx:
        tx.execute("update staff set ended_at = %s where login = 'xiaoshi'", [desk.now])
    assert officer.get("/api/me").status_code == 401
    assert tried(desk.visitor(), PASSWORD).status_code == 401


@pytest.mark.parametrize("token", [None, "", "0" * 64, "é"])
def test_a_change_without_the_right_token_changes_nothing(desk: Desk, token: str | None) -> None:
    officer = desk.sign_in()
    person = new_person(officer)["id"]
    headers = {} if token is None else {"X-CSRF-Token": token.encode()}
    del officer.headers["X-CSRF-Token"]
    answer = officer.post(f"/api/people/{person}/code", headers=headers)  # type: ignore[arg-type]
    assert told(answer) == (403, "wrong_csrf")
    assert desk.rows("select 1 from person_secret") == []


def test_the_token_of_another_session_is_wrong(desk: Desk) -> None:
    officer = desk.sign_in()
    officer.headers["X-CSRF-Token"] = tried(desk.visitor(), PASSWORD).json()["csrf"]
    assert told(officer.post("/api/logout")) == (403, "wrong_csrf")


def test_only_hashes_of_sessions_and_passwords_are_kept(desk: Desk) -> None:
    token = desk.sign_in().cookies["yizhan_session"]
    kept = desk.rows("select token_sha256 from staff_session")
    assert token.encode() not in kept[0][0]
    assert all(
        row[0].startswith("$argon2id$") for row in desk.rows("select password_hash from staff")
    )
