"""What machines read: news feeds, site maps, and what they may ask for."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from psycopg import Connection

from yizhan_collector.doors.portal import show
from yizhan_collector.doors.portal.access import Now, Standing
from yizhan_collector.doors.portal.articles import Code
from yizhan_collector.doors.portal.promises import says
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.portal import columns, points, reading

router = APIRouter()
RSS, XML, TEXT = "application/rss+xml", "application/xml", "text/plain"
UTF8 = "; charset=utf-8"
LATEST = 30  # texts a feed
MAPPED = 45_000  # addresses a site map; the protocol allows 50,000
PAGES = ("/", "/guide", "/points", "/reach", "/directory", "/accessibility", "/privacy", "/sitemap")


@router.get("/rss.xml", response_class=Response, responses=says(304, 503, media=RSS))
def feed(request: Request, house: Standing, now: Now) -> Response:
    """The newest texts of the site."""

    def make(tx: Connection) -> show.Page:
        lines = reading.newest(tx, LATEST)
        titles = {one.code: one for one in columns.shown(tx)}
        return show.made(
            request, "rss.xml", media=RSS + UTF8, column=None, lines=lines, titles=titles
        )

    return show.kept(request, house, now, make)


@router.get(
    "/c/{code}/rss.xml", response_class=Response, responses=says(304, 404, 422, 503, media=RSS)
)
def column_feed(request: Request, house: Standing, now: Now, code: Code) -> Response:
    """The newest texts of a column."""

    def make(tx: Connection) -> show.Page:
        column = columns.get(tx, code)
        lines = reading.newest_of(tx, [code], LATEST)
        return show.made(
            request, "rss.xml", media=RSS + UTF8, column=column, lines=lines,
            titles={code: column},
        )  # fmt: skip

    return show.kept(request, house, now, make)


@router.get("/sitemap.xml", response_class=Response, responses=says(304, 503, media=XML))
def machine_map(request: Request, house: Standing, now: Now) -> Response:
    """Every address of the site, or the list of site maps when there are many."""

    def make(tx: Connection) -> show.Page:
        total = reading.count(tx)
        if total > MAPPED:
            parts = range(1, -(-total // MAPPED) + 1)
            return show.made(request, "sitemaps.xml", media=XML + UTF8, parts=parts)
        return _mapped(tx, request, 1)

    return show.kept(request, house, now, make)


@router.get(
    "/sitemap-{part}.xml", response_class=Response, responses=says(304, 404, 422, 503, media=XML)
)
def part_of_map(
    request: Request, house: Standing, now: Now, part: Annotated[int, Path(ge=1, le=100_000)]
) -> Response:
    """One of several site maps."""
    return show.kept(request, house, now, lambda tx: _mapped(tx, request, part))


def _mapped(tx: Connection, request: Request, part: int) -> show.Page:
    """The site map number `part`; the pages that are no article stand in the first."""
    found = reading.addresses(tx, MAPPED, (part - 1) * MAPPED)
    if not found and part > 1:
        raise NotFound
    pages: list[str] = []
    if part == 1:
        pages += PAGES
        pages += [f"/c/{one.code}" for one in columns.shown(tx)]
        pages += [f"/points/{one.code}" for one in points.listed(tx)]
    return show.made(request, "sitemap.xml", media=XML + UTF8, pages=pages, found=found)


@router.get("/robots.txt", response_class=Response, responses=says(304, 503, media=TEXT))
def robots(request: Request, house: Standing, now: Now) -> Response:
    """What machines may ask for: everything that is no form and no search."""
    return show.kept(
        request, house, now, lambda _: show.made(request, "robots.txt", media=TEXT + UTF8)
    )
