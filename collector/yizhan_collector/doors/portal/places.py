"""Service points, the directory, and how far help is."""

from collections import Counter
from itertools import groupby
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import HTMLResponse
from psycopg import Connection

from yizhan_collector.doors.portal import show
from yizhan_collector.doors.portal.access import Now, Standing
from yizhan_collector.doors.portal.articles import PageNo
from yizhan_collector.doors.portal.promises import says
from yizhan_collector.doors.portal.sketch import sketch
from yizhan_collector.doors.portal.words import AREAS, WORDS
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.cases.model import Kind
from yizhan_collector.rooms.portal import directory, points, reach
from yizhan_collector.rooms.portal.model import EntryKind
from yizhan_collector.rooms.portal.opening import Opening, turns
from yizhan_collector.rooms.portal.slots import Point

router = APIRouter()
Area = Literal["", "210502", "210503", "210504", "210505", "210521", "210522"]
Field = Annotated[str, Query(max_length=61, pattern=r"^([a-z_]{2,30}(\.[a-z_]{2,30})?)?$")]
Named = Annotated[str, Query(max_length=60)]


@router.get("/points", response_class=HTMLResponse, responses=says(304, 422, 503))
def service_points(
    request: Request, house: Standing, now: Now, topic: Kind | Literal[""] = ""
) -> Response:
    """Where help can be had in person, of one kind or any, and whether somebody is there now."""

    def make(tx: Connection) -> show.Page:
        every = points.listed(tx)
        visited = [one for one in every if one.kind != points.TELEPHONE]
        taking = [one for one in visited if not topic or topic in one.topics]
        calling = next((one for one in every if one.kind == points.TELEPHONE and one.open), None)
        found = points.openings(tx, taking or visited, now)
        found.sort(key=lambda one: (_area(one), one[0].kind != "hall", one[0].code))
        groups = [(area, list(some)) for area, some in groupby(found, _area)]
        until = turns([opening for _, opening in found])
        return show.made(
            request, "points.html", until, groups=groups, topic=topic, none=not taking,
            calling=calling,
            today=legal_day(now),
        )  # fmt: skip

    return show.kept(request, house, now, make, show.query(topic=topic))


def _area(one: tuple[Point, Opening]) -> str:
    return one[0].township[:6]


@router.get("/points/{code}", response_class=HTMLResponse, responses=says(304, 404, 422, 503))
def service_point(
    request: Request, house: Standing, now: Now, code: Annotated[str, Path(max_length=60)]
) -> Response:
    """One service point: where it is, when it opens, what it takes."""

    def make(tx: Connection) -> show.Page:
        one = next((one for one in points.listed(tx) if one.code == code), None)
        if one is None:
            raise NotFound
        [(point, opening)] = points.openings(tx, [one], now)
        until, today = turns([opening]), legal_day(now)
        return show.made(request, "point.html", until, point=point, opening=opening, today=today)

    return show.kept(request, house, now, make)


@router.get("/directory", response_class=HTMLResponse, responses=says(304, 404, 422, 503))
def whom_to_ask(
    request: Request,
    house: Standing,
    now: Now,
    kind: EntryKind | Literal[""] = "",
    area: Area = "",
    field: Field = "",
    aid: Literal["", "1"] = "",
    named: Named = "",
    page: PageNo = 1,
) -> Response:
    """Lawyers, firms, notaries, appraisers and mediators."""
    said = "".join(filter(str.isprintable, named)).strip()
    wanted = directory.Filter(kind or None, area or None, field or None, aid == "1", said)
    asked = {"kind": kind, "area": area, "field": field, "aid": aid, "named": said}

    def make(tx: Connection) -> show.Page:
        cut = directory.listed(tx, wanted, page)
        fields = [(code, (zh, en)) for code, zh, en in directory.fields(tx)]
        lists: dict[str, Any] = {"fields": fields, "titles": dict(fields)}
        lists |= {"kinds": WORDS["entry"].items(), "areas": AREAS.items()}
        return show.made(request, "directory.html", cut=cut, asked=asked, **lists)

    return show.kept(request, house, now, make, show.query(**asked, page=page))


@router.get("/reach", response_class=HTMLResponse, responses=says(304, 503))
def reach_map(request: Request, house: Standing, now: Now) -> Response:
    """Which townships reach a service point in time: an estimate, with what it stands on."""

    def make(tx: Connection) -> show.Page:
        found = reach.estimated(tx, now)
        counts = Counter(one.verdict for one in found.townships)
        drawn = sketch(found.townships, found.points)
        return show.made(request, "reach.html", found=found, counts=counts, drawn=drawn)

    return show.kept(request, house, now, make)
