"""Signing in: one word for every refusal, five wrong attempts, a token for every change."""

import httpx

from .conftest import PASSWORD, Desk


def tried(client: httpx.Client, password: str, login: str = "xiaoshi") -> httpx.Response:
    return client.post("/api/login", json={"login": login, "password": password})


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(desk: Desk) -> None:
    answer = tried(desk.visitor(), PASSWORD)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secure" not in cookie
    assert answer.json()["township"] == "210521100"


def test_nobody_is_known_without_a_session(desk: Desk) -> None:
    answer = desk.visitor().get("/api/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert answer.headers["content-type"] == "application/problem+json"
