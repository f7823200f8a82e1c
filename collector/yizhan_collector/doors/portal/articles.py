"""Columns, articles and the search."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import HTMLResponse
from psycopg import Connection

from yizhan_collector.doors.portal import show
from yizhan_collector.doors.portal.access import Now, Standing
from yizhan_collector.doors.portal.pace import address
from yizhan_collector.doors.portal.promises import says
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.portal import reading, search

router = APIRouter()
Code = Annotated[str, Path(max_length=60, description="Of a column.")]
PageNo = Annotated[int, Query(ge=1, le=1_000_000, description="The first is 1.")]
Words = Annotated[str, Query(max_length=1000, description="Of which the first 100 count.")]


@router.get("/c/{code}", response_class=HTMLResponse, responses=says(304, 404, 422, 503))
def column(request: Request, house: Standing, now: Now, code: Code, page: PageNo = 1) -> Response:
    """The texts of a column, the newest first."""

    def make(tx: Connection) -> show.Page:
        one, cut = reading.of_column(tx, code, page)
        return show.made(request, "column.html", column=one, cut=cut, today=legal_day(now))

    return show.kept(request, house, now, make, show.query(page=page))


@router.get("/a/{no}", response_class=HTMLResponse, responses=says(304, 404, 422, 503))
def article(
    request: Request,
    house: Standing,
    now: Now,
    no: Annotated[int, Path(ge=1, le=reading.NEWEST_NO, description="Of an article.")],
) -> Response:
    """One text."""

    def make(tx: Connection) -> show.Page:
        found = reading.by_number(tx, no)
        page = show.made(request, "article.html", found=found, today=legal_day(now))
        return page._replace(column=found.column.code)

    return show.kept(request, house, now, make)


@router.get("/search", response_class=HTMLResponse, responses=says(304, 404, 422, 429, 503))
def find(request: Request, house: Standing, now: Now, q: Words = "", page: PageNo = 1) -> Response:
    """The texts with these words, best first."""
    said = q.strip()[: search.ASKED]
    whence = address(request)

    def make(tx: Connection) -> show.Page:
        house.pace.step("search", whence)
        found = search.search(tx, said, page)
        return show.made(request, "search.html", said=said, found=found, today=legal_day(now))

    return show.kept(request, house, now, make, show.query(q=said, page=page))
