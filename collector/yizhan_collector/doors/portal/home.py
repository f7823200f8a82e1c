"""The first page, how somebody wants to read, and the pages about this site."""

from datetime import timedelta
from importlib.resources import files
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from psycopg import Connection

from yizhan_collector.doors.portal import show
from yizhan_collector.doors.portal.access import Now, Standing
from yizhan_collector.doors.portal.promises import says
from yizhan_collector.doors.portal.quick import LANG, LARGE
from yizhan_collector.ground.days import legal_day, midnight
from yizhan_collector.rooms.portal import columns, reading
from yizhan_collector.rooms.rules import service as rules

router = APIRouter()
STYLE = (files("yizhan_collector.doors.portal") / "static" / "portal.css").read_bytes()
LATEST = 6  # lines a kind of column on the first page


@router.get(
    "/static/portal.css", response_class=Response, responses=says(304, 503, media="text/css")
)
def style(request: Request, house: Standing, now: Now) -> Response:
    """The one style sheet."""

    def make(_: Connection) -> show.Page:
        return show.Page(STYLE, "text/css; charset=utf-8", None)

    return show.kept(request, house, now, make)


@router.get("/reading", response_class=RedirectResponse, status_code=303, responses=says(422))
def switch(
    house: Standing,
    lang: Literal["zh", "en", ""] = "",
    large: Literal["0", "1", ""] = "",
    back: Annotated[str, Query(max_length=show.BACK)] = "/",
) -> Response:
    """Remember the language and the size of the letters, and go back."""
    safe = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    answer = show.go(back if safe else "/")
    for name, value in ((LANG, lang), (LARGE, large)):
        if value:
            answer.set_cookie(
                name, value, show.YEAR_S, secure=house.secure, httponly=True, samesite="lax"
            )
    return answer


@router.get("/", response_class=HTMLResponse, responses=says(304, 503))
def home(request: Request, house: Standing, now: Now) -> Response:
    """The first page: what people come for, and what is new."""

    def make(tx: Connection) -> show.Page:
        all_ = columns.shown(tx)
        kinds = {
            kind: [one.code for one in all_ if one.kind == kind] for kind in ("news", "notice")
        }
        latest = {kind: reading.newest_of(tx, codes, LATEST) for kind, codes in kinds.items()}
        return show.made(request, "home.html", latest=latest, columns=all_, today=legal_day(now))

    return show.kept(request, house, now, make)


@router.get("/accessibility", response_class=HTMLResponse, responses=says(304, 503))
def accessibility(request: Request, house: Standing, now: Now) -> Response:
    """What this site does for everybody to be able to use it, and whom to tell when it fails."""
    return show.kept(request, house, now, lambda _: show.made(request, "accessibility.html"))


@router.get("/sitemap", response_class=HTMLResponse, responses=says(304, 503))
def site_map(request: Request, house: Standing, now: Now) -> Response:
    """Everything there is, for people."""

    def make(tx: Connection) -> show.Page:
        return show.made(request, "sitemap.html", columns=columns.shown(tx))

    return show.kept(request, house, now, make)


@router.get("/privacy", response_class=HTMLResponse, responses=says(304, 503))
def privacy(request: Request, house: Standing, now: Now) -> Response:
    """What is done with what somebody tells us, and for how long."""

    def make(tx: Connection) -> show.Page:
        today = legal_day(now)
        book = rules.book(tx, today)
        return show.made(
            request,
            "privacy.html",
            midnight(today + timedelta(days=1)),
            years=book.number("matter.keep_years"),
            aid_years=book.number("aid.keep_years"),
        )

    return show.kept(request, house, now, make)
