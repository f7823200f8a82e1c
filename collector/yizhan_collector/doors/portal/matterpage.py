"""The page of a matter for whoever holds its code: it names nobody."""

from datetime import datetime
from typing import Any

from fastapi import Request, Response
from psycopg import Connection

from yizhan_collector.doors.portal import following, forms
from yizhan_collector.doors.portal.access import PortalHouse
from yizhan_collector.doors.portal.filled import Filled
from yizhan_collector.doors.portal.matterwords import WORDS
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.cases import aid
from yizhan_collector.rooms.cases import service as cases
from yizhan_collector.rooms.cases.aid_model import Application
from yizhan_collector.rooms.cases.model import Document, Matter
from yizhan_collector.rooms.cases.uploads import LONGEST
from yizhan_collector.rooms.portal import bookings, points
from yizhan_collector.rooms.portal.slots import Point

STARS = ("5", "4", "3", "2", "1")


def page(
    request: Request,
    house: PortalHouse,
    tx: Connection,
    now: datetime,
    digest: bytes,
    form: Filled,
    status: int = 200,
    done: str = "",
) -> Response:
    """Everything about the matter of this code; the browser keeps it open for a while longer."""
    matter = cases.by_digest(tx, digest)
    where = points.listed(tx)
    given: dict[str, Any] = {
        "visits": bookings.of_code(tx, digest),
        "points": {one.code: one for one in where},
        "near": _near(where, matter),
    }
    told = _told(tx, matter, now) if matter else {}
    given |= {"stars": STARS, "now": now, "form": form, "done": done, "matter": matter}
    answer = forms.page(request, house, "matter.html", status, **given, **told)
    following.keep_open(answer, house, digest, now)
    return answer


def named(paper: str, name: str) -> str:
    """The name of a file that is sent as one of the missing papers: what it is comes first."""
    if paper not in WORDS["paper"]:
        return name
    stem, _, ending = name.rpartition(".")
    whole = f"{WORDS['paper'][paper][0]} {stem}"
    return f"{whole[: LONGEST - len(ending) - 1]}.{ending}"


def _told(tx: Connection, matter: Matter, now: datetime) -> dict[str, Any]:
    application, documents = aid.of_matter(tx, matter), cases.documents(tx, matter)
    return {
        "aid": application,
        "objection_days": aid.days(tx, legal_day(now)).objection if application else 0,
        "acts": cases.acts_read_by_party(tx, matter),
        "documents": documents,
        "missing": _missing(application, documents) if application else [],
    }


def _missing(application: Application, documents: list[Document]) -> list[tuple[str, bool]]:
    """Each paper that was asked for, and whether something was sent for it."""
    if application.step != "supply":
        return []
    sent = [one.name for one in documents if one.by_party]
    return [
        (paper, any(name.startswith(f"{WORDS['paper'][paper][0]} ") for name in sent))
        for paper in application.missing
    ]


def _near(where: list[Point], matter: Matter | None) -> list[Point]:
    """The points that take such a matter, those of the own county first."""
    if matter is None:
        return []
    found = [one for one in where if one.open and matter.kind in one.topics] or where
    return sorted(found, key=lambda one: one.township[:6] != matter.area)[:5]
