"""Whatever goes wrong is a problem+json that repeats nothing it was given."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from stack.postgres import Postgres
from stack.process import free_port, wait_for
from yizhan_collector.doors import pages, problems
from yizhan_collector.doors.guard import Guard
from yizhan_collector.serve import Door, office_config
from yizhan_collector.settings import Office

from .conftest import Desk, new_person


def told(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert set(problem) == {"type", "title", "status", "detail", "code"}
    assert problem["status"] == answer.status_code
    assert problem["type"] == f"urn:yizhan:problem:{problem['code']}"
    return answer.status_code, problem["code"]


@pytest.mark.parametrize("body", [b"{", b"\xff", b"", b"[" * 50_000])
def test_what_is_not_json_is_told_so(desk: Desk, body: bytes) -> None:
    officer = desk.sign_in()
    headers = {"Content-Type": "application/json"}
    answer = officer.post("/api/people", content=body, headers=headers)
    assert told(answer) in ((400, "bad_json"), (422, "invalid_input"))


def test_another_kind_of_body_is_not_read_as_json(desk: Desk) -> None:
    content = b'{"login": "xiaoshi", "password": "x"}'
    answer = desk.visitor().post(
        "/api/login", content=content, headers={"Content-Type": "text/plain"}
    )
    assert told(answer)[0] == 422


def test_a_refusal_does_not_repeat_the_input(desk: Desk) -> None:
    given = {"name": "某某某" * 30, "gender": "female", "township": "210521100"}
    answer = desk.sign_in().post("/api/people", json=given)
    assert told(answer) == (422, "invalid_input")
    assert "某某某" not in answer.text


def test_a_body_that_is_too_large_is_refused_announced_or_not(desk: Desk) -> None:
    visitor = desk.visitor()
    large = b'{"login": "' + b"x" * 70_000 + b'"}'
    headers = {"Content-Type": "application/json"}
    announced = visitor.post("/api/login", content=large, headers=headers)

    def pieces() -> Iterator[bytes]:
        yield from (large[at : at + 8000] for at in range(0, len(large), 8000))

    unannounced = visitor.post("/api/login", content=pieces(), headers=headers)
    assert told(announced) == told(unannounced) == (413, "too_large")


def test_a_page_that_is_no_route_of_the_api_is_not_found(desk: Desk) -> None:
    assert told(desk.visitor().get("/api/nothing")) == (404, "not_found")
    assert told(desk.visitor().delete("/api/me")) == (405, "wrong_method")


def test_a_database_that_is_away_is_told_and_comes_back(desk: Desk, postgres: Postgres) -> None:
    officer = desk.sign_in()
    postgres.kill()
    try:
        answer = officer.get("/api/me")
        assert told(answer) == (503, "unavailable")
        assert answer.headers["retry-after"] == "5"
    finally:
        postgres.start()
    assert officer.get("/api/me").status_code == 200


def test_nothing_of_the_api_is_stored_by_a_browser_or_a_proxy(desk: Desk) -> None:
    headers = desk.sign_in().get("/api/me").headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "server" not in headers


def test_the_log_names_routes_and_never_what_was_asked_for(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    officer = desk.sign_in()
    person = new_person(officer, name="测试甲")
    officer.get("/api/people", params={"q": "测试甲"})
    officer.get(f"/api/people/{person['number']}")
    code = officer.post(f"/api/people/{person['id']}/code").json()["code"]
    assert "GET people 200" in caplog.text
    ours = "\n".join(one.getMessage() for one in caplog.records if one.name != "httpx")
    for secret in ("测试甲", person["number"], code):
        assert secret not in ours


def test_hashed_files_are_kept_for_good_and_every_address_is_the_page(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/a-1f2e.js").write_text("1")
    (tmp_path / "index.html").write_text("<p>page")
    (tmp_path.parent / "secret.txt").write_text("outside")
    app = FastAPI()
    app.include_router(pages.router(tmp_path))
    with served(app) as client:
        asset = client.get("/assets/a-1f2e.js")
        assert "immutable" in asset.headers["cache-control"]
        for path in ("/", "/people/7", "/%2e%2e/secret.txt", "/..%2fsecret.txt"):
            page = client.get(path)
            assert (page.text, page.headers["cache-control"]) == ("<p>page", "no-cache")


def test_pages_that_are_not_built_say_what_to_run(tmp_path: Path) -> None:
    app = FastAPI()
    app.include_router(pages.router(tmp_path / "missing"))
    with served(app) as client:
        answer = client.get("/due")
        assert answer.status_code == 503
        assert "npm run build" in answer.text
        assert "页面尚未构建" in answer.text


def test_a_failure_is_told_as_a_problem_and_logged_without_its_message(
    caplog: pytest.LogCaptureFixture,
) -> None:
    app = FastAPI()
    problems.install(app)
    app.add_middleware(Guard)

    @app.get("/fails")
    def fails() -> None:
        raise ValueError("测试甲 12345678")

    with served(app) as client:
        assert told(client.get("/fails")) == (500, "failed")
    assert "ValueError in" in caplog.text
    assert "测试甲" not in caplog.text
    assert "12345678" not in caplog.text


@contextmanager
def served(app: FastAPI) -> Iterator[httpx.Client]:
    """A browser before a real server of this application."""
    office = Office(port=free_port())
    door = Door("pages", office_config(app, office))
    door.thread.start()
    wait_for(lambda: door.server.started, 10, "the server")
    with httpx.Client(base_url=f"http://127.0.0.1:{office.port}") as client:
        yield client
    door.stop()
