"""Only the kiosk's own page may talk to the kiosk."""

import socket
from collections.abc import Iterator

import httpx
import pytest
from stack.bench import Bench
from stack.process import answers, free_port, wait_for
from yizhan_edge.camera import Camera
from yizhan_edge.errors import PortTaken
from yizhan_edge.kiosk.booth import Booth
from yizhan_edge.screen.server import Screen
from yizhan_edge.settings import Kiosk

JSON = {"Content-Type": "application/json"}


@pytest.fixture
def client(bench: Bench) -> Iterator[httpx.Client]:
    settings = Kiosk(free_port())
    booth = Booth(bench.kiosk, lambda: bench.moment)
    camera = Camera("file:none", bench.counter.journal.clock.judge)
    screen = Screen(settings, booth, camera, bench.own_page)
    screen.start()
    wait_for(lambda: answers(settings.port), 10, "the page")
    with httpx.Client(base_url=f"http://127.0.0.1:{settings.port}") as made:
        yield made
    screen.stop()


def test_the_own_page_is_served_and_may_press(client: httpx.Client) -> None:
    page = client.get("/")
    assert "公共法律服务自助机" in page.text
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    own = {"Origin": str(client.base_url).rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    assert client.post("/api/visit/begin", json={}, headers=own).json()["page"] == "number"
    assert client.get("/api/visit").json()["page"] == "number"


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Host", "evil.example:8601"),
        ("Host", "127.0.0.1"),
        ("Host", "127.0.0.1:80"),
        ("Origin", "http://evil.example"),
        ("Origin", "null"),
        ("Origin", "http://127.0.0.1:9"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
    ],
)
def test_another_name_or_site_is_refused(client: httpx.Client, header: str, value: str) -> None:
    headers = {header: value}
    assert client.get("/api/visit", headers=headers).status_code == 403
    assert client.post("/api/visit/begin", json={}, headers=headers).status_code == 403
    assert client.get("/api/visit").json()["page"] == "idle"


def test_a_link_of_another_site_leads_to_the_first_page_and_to_nothing_else(
    client: httpx.Client,
) -> None:
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    window, frame = {"Sec-Fetch-Dest": "document"}, {"Sec-Fetch-Dest": "iframe"}
    assert client.get("/", headers=link | window).status_code == 200
    for path, headers in (
        ("/", link | frame),
        ("/", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"} | window),
        ("/", link | window | {"Origin": "https://evil.example"}),
        ("/kiosk.js", link | window),
        ("/api/visit", link | window),
    ):
        assert client.get(path, headers=headers).status_code == 403, (path, headers)
    sent = client.post("/api/visit/begin", json={}, headers=link | window)
    assert sent.status_code == 403


def test_a_form_post_a_large_or_an_endless_body_is_refused(client: httpx.Client) -> None:
    path = "/api/visit/begin"
    assert client.post(path, data={"a": "b"}).status_code == 415
    assert client.post(path, content=b" " * 1025, headers=JSON).status_code == 413
    assert client.post(path, content=iter([b"{}"]), headers=JSON).status_code == 411


def test_what_cannot_be_read_is_answered_with_a_sentence(client: httpx.Client) -> None:
    for path, body in (("begin", b"{"), ("dance", b"{}"), ("route", b'{"route": "x"}')):
        answer = client.post(f"/api/visit/{path}", content=body, headers=JSON)
        assert answer.status_code == 400
        assert "reload it" in answer.text


def test_nobody_is_filmed_unless_they_stand_there_on_purpose(client: httpx.Client) -> None:
    assert client.get("/api/preview").status_code == 409


@pytest.mark.parametrize("path", ["/%2e%2e/server.py", "/api/people", "/api", "/docs"])
def test_nothing_else_is_served(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_taken_port_is_refused_with_what_to_set(bench: Bench) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = Kiosk(taken.getsockname()[1])
        booth = Booth(bench.kiosk, lambda: bench.moment)
        camera = Camera("file:none", bench.counter.journal.clock.judge)
        with pytest.raises(PortTaken, match=r"choose another kiosk\.port"):
            Screen(settings, booth, camera, bench.own_page)
