"""Whom a request is counted for: the named proxy is believed, nobody else is."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from yizhan_collector.serve import office_config
from yizhan_collector.settings import Office

SAID = {"X-Forwarded-For": "203.0.113.7"}


def asker(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.client.host if request.client else "")


def asked(office: Office, peer: str) -> str:
    config = office_config(Starlette(routes=[Route("/", asker)]), office)
    line = TestClient(config.app, client=(peer, 50000))  # type: ignore[arg-type]
    return str(line.get("/", headers=SAID).text)


@pytest.mark.parametrize(
    ("proxy", "peer", "counted"),
    [
        ("10.0.0.2", "10.0.0.2", "203.0.113.7"),
        ("10.0.0.2", "10.0.0.3", "10.0.0.3"),
        (None, "10.0.0.2", "10.0.0.2"),
    ],
)
def test_a_request_is_counted_for(proxy: str | None, peer: str, counted: str) -> None:
    assert asked(Office.model_validate({"port": 1, "proxy": proxy}), peer) == counted
