"""The service guide, a question a page: plain links, a way back, and what was answered so far."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse

from yizhan_collector.doors.portal import show
from yizhan_collector.doors.portal.promises import says
from yizhan_collector.rooms.portal import guide

router = APIRouter()
NodeName = Annotated[str, Path(pattern=r"^[a-z-]{1,40}$")]


@router.get("/guide", response_class=HTMLResponse)
def start(request: Request) -> Response:
    """The first question."""
    return _page(request, guide.START)


@router.get("/guide/{node}", response_class=HTMLResponse, responses=says(404, 422))
def node(request: Request, node: NodeName) -> Response:
    """A question, or what to do."""
    return _page(request, node)


def _page(request: Request, name: str) -> Response:
    tree = guide.tree()
    found = tree.get(name)
    return show.page(request, "guide.html", node=found, way=tree.way(name), start=guide.START)
