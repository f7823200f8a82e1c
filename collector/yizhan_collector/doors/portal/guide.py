"""The service guide, a question a page: plain links, a way back, and what was answered so far."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse
from psycopg import Connection

from yizhan_collector.doors.portal import show
from yizhan_collector.doors.portal.access import Now, PortalHouse, Standing
from yizhan_collector.doors.portal.promises import says
from yizhan_collector.rooms.portal import guide

router = APIRouter()
NodeName = Annotated[str, Path(pattern=r"^[a-z-]{1,40}$")]


@router.get("/guide", response_class=HTMLResponse, responses=says(304, 503))
def start(request: Request, house: Standing, now: Now) -> Response:
    """The first question."""
    return _page(request, house, now, guide.START)


@router.get("/guide/{node}", response_class=HTMLResponse, responses=says(304, 404, 422, 503))
def node(request: Request, house: Standing, now: Now, node: NodeName) -> Response:
    """A question, or what to do."""
    return _page(request, house, now, node)


def _page(request: Request, house: PortalHouse, now: datetime, name: str) -> Response:
    tree = guide.tree()
    found, way = tree.get(name), tree.way(name)

    def make(_: Connection) -> show.Page:
        return show.made(request, "guide.html", node=found, way=way, start=guide.START)

    return show.kept(request, house, now, make)
