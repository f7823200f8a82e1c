"""Whom a request is counted for: the named proxy is believed, nobody else is."""

import httpx
import pytest
from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from yizhan_collector.serve import office_config
from yizhan_collector.settings import Office

SAID = {"X-Forwarded-For": "203.0.113.7"}


def asker(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.client.host if request.client else "")


def asked(office: Office, peer: str) -> str:
    config = office_config(Starlette(routes=[Route("/", asker)]), office)
    line = httpx.ASGITransport(config.app, client=(peer, 50000))  # type: ignore[arg-type]

    async def ask() -> str:
        async with httpx.AsyncClient(transport=line, base_url="http://portal") as client:
            return (await client.get("/", headers=SAID)).text

    # in a thread of its own: a browser's loop may run in this one
    with start_blocking_portal() as portal:
        return portal.call(ask)


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
