"""The page of a box without a name: its code, the code as a picture, and how it stands."""

import io
from collections.abc import Callable
from pathlib import Path

import msgspec
import segno
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from yizhan_edge.screen.guard import Guard

STATIC = Path(__file__).parent / "static"


class Standing(msgspec.Struct, frozen=True):
    """What the page shows; `state` is waiting, away, clock, refused, grant or claimed."""

    code: str
    state: str


def picture(text: str) -> bytes:
    """A QR code as SVG."""
    out = io.BytesIO()
    segno.make(text, error="l", micro=False).save(out, kind="svg", scale=4, border=4)
    return out.getvalue()


def app(standing: Callable[[], Standing], text: str, hosts: set[str]) -> Starlette:
    """The application behind the kiosk's guard; `text` is what the picture carries."""
    svg = picture(text)

    def now(_: Request) -> Response:
        return Response(msgspec.json.encode(standing()), media_type="application/json")

    def code(_: Request) -> Response:
        return Response(svg, media_type="image/svg+xml")

    routes = [
        Route("/api/claim", now),
        Route("/code.svg", code),
        Mount("/", StaticFiles(directory=STATIC, html=True)),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard, hosts=hosts)])
