"""The big screen of a command room: counts only, of nobody by name."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.security import APIKeyCookie
from psycopg import Connection
from pydantic import BaseModel, Field
from yizhan_dashboards import root

from yizhan_collector.doors.access import Now, Standing, Token, Tx, able, behind_the_wall
from yizhan_collector.doors.office.due import DueCounts, counted
from yizhan_collector.doors.office.statistics import FigureCell, ReportWeek
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day, midnight
from yizhan_collector.rooms.alerts import figures, passes
from yizhan_collector.rooms.alerts.model import About, Rule
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.checkins import listing
from yizhan_collector.rooms.devices import spots
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.people.model import district
from yizhan_collector.rooms.sessions import service as sessions
from yizhan_collector.rooms.sessions.model import State
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import NotAllowed, NotSignedIn, Staff
from yizhan_collector.rooms.statistics import service as statistics

router = APIRouter(prefix="/wall", tags=["wall"])
PASS = "yizhan_wall"  # noqa: S105 # the name of the cookie
DAY = timedelta(days=1)
DAYS, WEEKS = 14, 13
OVER: tuple[State, ...] = ("stopped", "review", "unknown", "closed")
_pass = APIKeyCookie(
    name=PASS, scheme_name="wall", auto_error=False, description="Set by `give_wall_pass`."
)


class PostCounts(BaseModel):
    """The posts in service by how they stand."""

    online: int = 0
    silent: int = 0
    stopped: int = 0
    offline: int = 0
    unknown: int = 0


class SessionCounts(BaseModel):
    """The procedures of today."""

    planned: int
    open: int
    over: int


class WallAlerts(BaseModel):
    """What lies open under one rule."""

    about: About
    rule: Rule
    open: int
    late: int


class WallDay(BaseModel):
    """The alerts of one day."""

    day: date
    person: int = Field(description="Raised about people.")
    office: int = Field(description="Raised about offices.")
    decided: int


class Wall(BaseModel):
    """All that a big screen shows, minors left out."""

    at: datetime
    pages: str = Field(description="Which build of the pages is served; a screen loads a new one.")
    area: str
    place: str = Field(description="Its name; empty the city.")
    posts: PostCounts
    due: DueCounts
    total: int = Field(description="Live terms.")
    states: list[FigureCell]
    sessions: SessionCounts
    alerts: list[WallAlerts]
    days: list[WallDay] = Field(description="Two weeks, the oldest first.")
    weeks: list[ReportWeek] = Field(description="A quarter of a year, the oldest first.")


def viewer(tx: Tx, now: Now, token: Token, held: Annotated[str | None, Depends(_pass)]) -> Staff:
    """Who may look: a session, or a pass given to a screen; raises NotSignedIn, NotAllowed."""
    try:
        staff = replace(staff_room.known(tx, token or "", now), minors=False)
    except NotSignedIn:
        staff = passes.holder(tx, held or "", now)
    if not staff.may("see_statistics"):
        raise NotAllowed
    behind_the_wall(tx, staff, now)
    return staff


@router.get("", name="wall", responses=errors(401, 403))
def wall(staff: Annotated[Staff, Depends(viewer)], tx: Tx, now: Now) -> Wall:
    """The counts of the area of who signed the screen in."""
    day = legal_day(now)
    states, weeks = statistics.at_a_glance(tx, staff.area, day, WEEKS)
    return Wall(
        at=now,
        pages=_pages(),
        area=staff.area,
        place=_place(tx, staff.area),
        posts=_posts(tx, staff.area, now),
        due=counted(listing.due(tx, staff.area, day, day)),
        total=sum(one.count or 0 for one in states),
        states=[FigureCell.model_validate(one, from_attributes=True) for one in states],
        sessions=_sessions(tx, day),
        alerts=[
            WallAlerts.model_validate(one, from_attributes=True) for one in figures.open_(tx, now)
        ],
        days=_days(tx, day),
        weeks=[ReportWeek.model_validate(one, from_attributes=True) for one in weeks],
    )


@router.post("/pass", status_code=204, name="give_wall_pass", responses=errors(401, 403))
def give(
    staff: Annotated[Staff, Depends(able("see_statistics"))],
    response: Response,
    house: Standing,
    tx: Tx,
    now: Now,
) -> None:
    """Let this screen show the counts for ninety days; it opens nothing else."""
    response.set_cookie(
        PASS,
        passes.give(tx, staff.id, now),
        max_age=int(passes.LASTS.total_seconds()),
        path="/api/wall",
        httponly=True,
        secure=house.secure,
        samesite="strict",
    )
    audit.recorded(tx, staff.id, "give_wall_pass", now)


@router.delete("/pass", status_code=204, name="end_wall_passes", responses=errors(401, 403))
def end(staff: Annotated[Staff, Depends(able("see_statistics"))], tx: Tx, now: Now) -> None:
    """End every screen that one signed in."""
    passes.end(tx, staff.id)
    audit.recorded(tx, staff.id, "end_wall_passes", now)


@cache
def _pages() -> str:
    """The build this process serves; the pages are read once, when it starts."""
    index = root() / "index.html"
    return sha256(index.read_bytes()).hexdigest()[:16] if index.is_file() else ""


def _place(tx: Connection, area: str) -> str:
    names = {one.code: one.name for one in people.townships(tx)}
    return names.get(area) or (district(area) if area else "")


def _posts(tx: Connection, area: str, now: datetime) -> PostCounts:
    stands = Counter(one.stand(now) for one in spots.spots(tx, area))
    del stands["revoked"]
    return PostCounts.model_validate(stands)


def _sessions(tx: Connection, day: date) -> SessionCounts:
    start = midnight(day)
    known = Counter(sessions.by_state(tx, start, start + DAY))
    over = sum(known[state] for state in OVER)
    return SessionCounts(planned=known["planned"], open=known["open"], over=over)


def _days(tx: Connection, day: date) -> list[WallDay]:
    first = day - (DAYS - 1) * DAY
    known = figures.by_day(tx, midnight(first))
    days = [first + n * DAY for n in range(DAYS)]
    return [WallDay(day=one, **vars(known.get(one, figures.NOTHING))) for one in days]
