"""Applying: a form for each kind of matter, and the code by which it is found again."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from psycopg import Connection

from yizhan_collector.doors.portal import application, following, forms, once, show
from yizhan_collector.doors.portal.access import Now, PortalHouse, Standing, Tx, stand
from yizhan_collector.doors.portal.application import NAMELESS, URGENT, Application
from yizhan_collector.doors.portal.filled import Filled
from yizhan_collector.doors.portal.pace import address
from yizhan_collector.doors.portal.promises import says
from yizhan_collector.ground.turns import one_at_a_time
from yizhan_collector.rooms.cases import aid
from yizhan_collector.rooms.cases import code as codes
from yizhan_collector.rooms.cases import service as cases
from yizhan_collector.rooms.cases.aid_model import GROUNDS, ITEMS, Ground, Item
from yizhan_collector.rooms.cases.model import Asked, Kind
from yizhan_collector.rooms.portal import bookings, places, points

router = APIRouter()
KindName = Annotated[Kind, Path(description="Of the matter.")]
Chosen = Annotated[str, Query(max_length=61, description="Already chosen in the form.")]


@router.get("/apply/{kind}", response_class=HTMLResponse, responses=says(404, 422, 503))
def ask(
    request: Request, house: Standing, tx: Tx, kind: KindName, category: Chosen = ""
) -> Response:
    """The form of this kind."""
    form = Filled({"category": category, "once": once.new()})
    return _page(request, house, tx, kind, Application(form))


@router.post(
    "/apply/{kind}",
    response_class=RedirectResponse,
    status_code=303,
    dependencies=[Depends(forms.genuine)],
    responses=says(400, 403, 404, 413, 422, 429, 503),
)
def apply(
    request: Request,
    house: Standing,
    tx: Tx,
    now: Now,
    kind: KindName,
    given: Annotated[Application, Depends(application.typed)],
) -> Response:
    """Open a matter, once however often the form is sent; on to the page with its code."""
    house.pace.step("apply", address(request))
    value = given.form.given["once"]
    digest = codes.digest_of(once.code_of(request, house, value))
    stand(tx, digest)
    one_at_a_time(tx, digest)
    if cases.by_digest(tx, digest) is None:
        categories = [one.code for one in cases.categories(tx)]
        townships = [one.code for one in places.townships(tx)]
        asked = given.asked(kind, categories, townships)
        wanted = given.wanted() if kind == "legal_aid" else None
        papers = given.papers()
        if asked is None or given.form.wrong:
            return _page(request, house, tx, kind, given, 422)
        _open(tx, asked, wanted, papers, digest, now)
    answer = show.go("/applied")
    once.remember(answer, house, value)
    following.keep_open(answer, house, digest, now)
    return answer


@router.get("/applied", response_class=HTMLResponse, responses=says(303, 503))
def applied(request: Request, house: Standing, tx: Tx) -> Response:
    """The follow code, shown until it is put away, and how to keep it."""
    code = once.shown(request, house)
    if code is None:
        return show.go("/follow")
    digest = codes.digest_of(code)
    stand(tx, digest)
    matter, visits = cases.by_digest(tx, digest), bookings.of_code(tx, digest)
    if matter is None and not visits:
        return show.go("/follow")
    where = {one.code: one for one in points.listed(tx)}
    given: dict[str, Any] = {"matter": matter, "visits": visits, "points": where}
    return forms.page(request, house, "applied.html", code=codes.spoken(code), **given)


@router.post(
    "/applied/kept",
    response_class=RedirectResponse,
    status_code=303,
    dependencies=[Depends(forms.genuine)],
    responses=says(400, 403, 413, 422, 503),
)
def kept() -> Response:
    """Somebody has kept the code: this browser shows it no more, and closes the matter."""
    answer = show.go("/follow")
    once.forget(answer)
    following.shut(answer)
    return answer


def _open(
    tx: Connection,
    asked: Asked,
    wanted: tuple[Ground, list[Item]] | None,
    papers: list[application.Paper],
    digest: bytes,
    now: Now,
) -> None:
    matter = cases.open_matter(tx, asked, digest, now)
    if wanted:
        aid.apply(tx, matter, *wanted, now)
    for one in papers:
        cases.party_sends(tx, matter, one.name, one.media_type, one.content, now)


def _page(
    request: Request,
    house: PortalHouse,
    tx: Connection,
    kind: Kind,
    given: Application,
    status: int = 200,
) -> Response:
    """The form, with what was typed and what is wrong."""
    shown = {"kind": kind, "given": given, "form": given.form, "named": kind not in NAMELESS}
    lists = {"categories": cases.categories(tx), "townships": places.townships(tx)}
    choices = {"grounds": GROUNDS, "wanted": ITEMS, "urgencies": URGENT}
    return forms.page(request, house, "apply.html", status, **shown, **lists, **choices)
