"""Following a matter by its code: what is done, who acts next, and what one can do oneself."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse
from psycopg import Connection

from yizhan_collector.doors.portal import application, following, forms, matterpage, show
from yizhan_collector.doors.portal.access import Now, PortalHouse, Standing, Tx, stand
from yizhan_collector.doors.portal.filled import Filled
from yizhan_collector.doors.portal.following import Following
from yizhan_collector.doors.portal.pace import address
from yizhan_collector.doors.portal.promises import says
from yizhan_collector.ground.refusals import NotFound, Refused
from yizhan_collector.rooms.cases import code as codes
from yizhan_collector.rooms.cases import service as cases
from yizhan_collector.rooms.cases.aid_model import PAPERS
from yizhan_collector.rooms.cases.model import MOST_SAID, Matter
from yizhan_collector.rooms.portal import bookings

router = APIRouter()
Done = Literal["", "message", "paper", "booked", "cancelled", "rated", "withdrawn"]
Guarded = [Depends(forms.genuine)]
Short = Annotated[str, Form(max_length=200)]
MOST_RATING = 500  # characters said with a rating


class WrongCode(Refused):
    """No matter has this follow code; check each letter and digit, or call 12348."""

    status = 401


@router.get("/follow", response_class=HTMLResponse, responses=says(422, 503))
def follow(request: Request, house: Standing, tx: Tx, now: Now, done: Done = "") -> Response:
    """The matter that is open in this browser, or the form that opens one."""
    digest = following.digest_in(request, house, now)
    if digest is not None:
        stand(tx, digest)
        if _is_there(tx, digest):
            return matterpage.page(request, house, tx, now, digest, Filled(), done=done)
    return forms.page(request, house, "follow.html", form=Filled())


@router.post(
    "/follow",
    response_class=RedirectResponse,
    status_code=303,
    dependencies=Guarded,
    responses=says(400, 401, 403, 413, 422, 429, 503),
)
def enter(
    request: Request,
    house: Standing,
    tx: Tx,
    now: Now,
    code: Annotated[str, Form(max_length=60)] = "",
) -> Response:
    """Open a matter by its code; five wrong ones close this door for a while."""
    house.pace.step("follow", address(request))
    digest = codes.digest_of(code)
    try:
        with house.attempts.admit(f"follow {address(request)}", f"follow {address(request)}"):
            stand(tx, digest)
            if not _is_there(tx, digest):
                raise WrongCode
    except WrongCode as error:
        form = Filled({"code": code})
        form.refuse("code", error)
        return forms.page(request, house, "follow.html", error.status, form=form)
    answer = show.go("/follow")
    following.keep_open(answer, house, digest, now)
    return answer


@router.post(
    "/follow/close",
    response_class=RedirectResponse,
    status_code=303,
    dependencies=Guarded,
    responses=says(400, 403, 413, 422, 503),
)
def close() -> Response:
    """Close the matter in this browser."""
    answer = show.go("/follow")
    following.shut(answer)
    return answer


@router.post(
    "/follow/message",
    response_class=RedirectResponse,
    status_code=303,
    dependencies=Guarded,
    responses=says(400, 401, 403, 404, 409, 413, 422, 429, 503),
)
def message(
    request: Request,
    house: Standing,
    tx: Tx,
    now: Now,
    digest: Following,
    said: Annotated[str, Form(max_length=20_000)] = "",
) -> Response:
    """Write something to whoever works on the matter."""
    house.pace.step("upload", address(request))
    matter, form = _matter(tx, digest), Filled({"said": said})
    plain = form.text("said", MOST_SAID, needed=True)
    if form.wrong:
        return matterpage.page(request, house, tx, now, digest, form, 422)
    cases.party_says(tx, matter, plain, now)
    return _on(house, digest, now, "message")


@router.post(
    "/follow/documents",
    response_class=RedirectResponse,
    status_code=303,
    dependencies=Guarded,
    responses=says(400, 401, 403, 404, 409, 413, 422, 429, 503),
)
def send(
    request: Request,
    house: Standing,
    tx: Tx,
    now: Now,
    digest: Following,
    file: Annotated[UploadFile | None, File()] = None,
    paper: Short = "",
) -> Response:
    """Send a paper: one of those that are missing, or another one."""
    house.pace.step("upload", address(request))
    matter, form = _matter(tx, digest), Filled()
    field = f"file-{paper}" if paper in PAPERS else "file-other"
    kept = application.sent(form, field, file)
    if kept is None:
        return matterpage.page(request, house, tx, now, digest, form, 422)
    name = matterpage.named(paper, kept.name)
    cases.party_sends(tx, matter, name, kept.media_type, kept.content, now)
    return _on(house, digest, now, "paper")


@router.post(
    "/follow/cancel",
    response_class=RedirectResponse,
    status_code=303,
    dependencies=Guarded,
    responses=says(400, 401, 403, 409, 413, 422, 503),
)
def cancel(
    house: Standing, tx: Tx, now: Now, digest: Following, booking: Annotated[UUID, Form()]
) -> Response:
    """Give a booked seat back."""
    bookings.cancel(tx, booking, digest, now)
    return _on(house, digest, now, "cancelled")


@router.post(
    "/follow/rating",
    response_class=RedirectResponse,
    status_code=303,
    dependencies=Guarded,
    responses=says(400, 401, 403, 404, 409, 413, 422, 503),
)
def rate(
    request: Request,
    house: Standing,
    tx: Tx,
    now: Now,
    digest: Following,
    stars: Short = "",
    why: Annotated[str, Form(max_length=5_000)] = "",
) -> Response:
    """Rate a closed matter, once."""
    matter, form = _matter(tx, digest), Filled({"stars": stars, "why": why})
    given, said = form.one_of("stars", matterpage.STARS), form.text("why", MOST_RATING)
    if form.wrong:
        return matterpage.page(request, house, tx, now, digest, form, 422)
    cases.rate(tx, matter, int(given), said, now)
    return _on(house, digest, now, "rated")


@router.get("/follow/withdraw", response_class=HTMLResponse, responses=says(401, 404, 503))
def sure(request: Request, house: Standing, tx: Tx, digest: Following) -> Response:
    """Whether somebody really wants to withdraw."""
    return forms.page(request, house, "withdraw.html", matter=_matter(tx, digest))


@router.post(
    "/follow/withdraw",
    response_class=RedirectResponse,
    status_code=303,
    dependencies=Guarded,
    responses=says(400, 401, 403, 404, 409, 413, 422, 503),
)
def withdraw(house: Standing, tx: Tx, now: Now, digest: Following) -> Response:
    """Withdraw the matter."""
    cases.withdraw(tx, _matter(tx, digest), now)
    return _on(house, digest, now, "withdrawn")


def _is_there(tx: Connection, digest: bytes) -> bool:
    return cases.by_digest(tx, digest) is not None or bool(bookings.of_code(tx, digest))


def _matter(tx: Connection, digest: bytes) -> Matter:
    found = cases.by_digest(tx, digest)
    if found is None:
        raise NotFound
    return found


def _on(house: PortalHouse, digest: bytes, now: datetime, done: Done) -> Response:
    """Back to the matter, which stays open."""
    answer = show.go(f"/follow?done={done}#done")
    following.keep_open(answer, house, digest, now)
    return answer
