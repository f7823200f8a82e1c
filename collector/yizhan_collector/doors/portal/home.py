"""The first page, how somebody wants to read, and the style sheet."""

from importlib.resources import files
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from yizhan_collector.doors.portal import show
from yizhan_collector.doors.portal.access import Standing

router = APIRouter()
STYLE = (files("yizhan_collector.doors.portal") / "static" / "portal.css").read_bytes()


@router.get("/static/portal.css", response_class=Response)
def style() -> Response:
    """The one style sheet."""
    return Response(STYLE, 200, {"Cache-Control": "public, max-age=3600"}, "text/css")


@router.get("/reading", response_class=RedirectResponse, status_code=303)
def reading(
    house: Standing,
    lang: Literal["zh", "en", ""] = "",
    large: Literal["0", "1", ""] = "",
    back: Annotated[str, Query(max_length=300)] = "/",
) -> Response:
    """Remember the language and the size of the letters, and go back."""
    safe = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    answer = show.go(back if safe else "/")
    for name, value in ((show.LANG, lang), (show.LARGE, large)):
        if value:
            answer.set_cookie(
                name, value, show.YEAR_S, secure=house.secure, httponly=True, samesite="lax"
            )
    return answer


@router.get("/", response_class=HTMLResponse)
def home(request: Request, house: Standing) -> Response:
    """The first page."""
    return HTMLResponse(show.render(request, "home.html"))
