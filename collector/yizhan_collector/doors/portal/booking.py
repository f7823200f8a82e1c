"""Booking a seat at a service point, with a matter or without one."""

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from psycopg import Connection

from yizhan_collector.doors.portal import following, forms, once, show
from yizhan_collector.doors.portal.access import Now, PortalHouse, Standing, Tx, stand
from yizhan_collector.doors.portal.filled import CHOOSE, Filled
from yizhan_collector.doors.portal.pace import address
from yizhan_collector.doors.portal.promises import says
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.cases import code as codes
from yizhan_collector.rooms.cases import service as cases
from yizhan_collector.rooms.portal import bookings, points
from yizhan_collector.rooms.portal.bookings import NoSuchSlot, SlotTaken, TooManyBookings
from yizhan_collector.rooms.portal.slots import AHEAD, Point, Slot

router = APIRouter()
PointCode = Annotated[str, Path(max_length=60)]
Text = Annotated[str, Form(max_length=200)]
MINE = "1"  # the booking goes with the matter that is open in this browser


def typed(
    slot: Text = "", name: Text = "", phone: Text = "", once: Text = "", mine: Text = ""
) -> Filled:
    """What was sent."""
    return Filled({"slot": slot, "name": name, "phone": phone, "once": once, "mine": mine})


@router.get("/points/{code}/book", response_class=HTMLResponse, responses=says(404, 409, 422, 503))
def ask(
    request: Request,
    house: Standing,
    tx: Tx,
    now: Now,
    code: PointCode,
    day: Annotated[date | None, Query(description="Whose times are shown.")] = None,
    mine: Annotated[str, Query(max_length=1)] = "",
) -> Response:
    """The times of a day that can be had, and the days that have some."""
    form = Filled({"once": once.new(), "mine": mine})
    return _page(request, house, tx, now, points.get(tx, code), form, day)


@router.post(
    "/points/{code}/book",
    response_class=RedirectResponse,
    status_code=303,
    dependencies=[Depends(forms.genuine)],
    responses=says(400, 403, 404, 409, 413, 422, 429, 503),
)
def take(
    request: Request,
    house: Standing,
    tx: Tx,
    now: Now,
    code: PointCode,
    form: Annotated[Filled, Depends(typed)],
) -> Response:
    """Take a seat; on to the matter it goes with, or to the code by which it is found again."""
    house.pace.step("book", address(request))
    point = points.get(tx, code)
    digest = _digest(request, house, now, form)
    stand(tx, digest)
    offered, status = list[Slot](), 422
    starts_at = _moment(form)
    name = form.name(needed=True)
    phone = form.phone(needed=point.kind == points.TELEPHONE)
    if not form.wrong and starts_at:
        matter = cases.by_digest(tx, digest)
        try:
            with tx.transaction():
                whom = (name, phone, digest, matter.id if matter else None)
                bookings.book(tx, code, starts_at, *whom, now)
            return _done(house, form)
        except SlotTaken as error:
            offered, status = error.offered, error.status
            form.refuse("slot", error)
        except (NoSuchSlot, TooManyBookings) as error:
            form.refuse("slot", error)
    day = legal_day(starts_at) if starts_at else None
    return _page(request, house, tx, now, point, form, day, offered, status)


def _digest(request: Request, house: PortalHouse, now: datetime, form: Filled) -> bytes:
    """By what the booking is found again: the open matter, or a new code of this form."""
    if form.given["mine"] == MINE:
        digest = following.digest_in(request, house, now)
        if digest is None:
            raise following.FollowEnded
        return digest
    return codes.digest_of(once.code_of(request, house, form.given["once"]))


def _moment(form: Filled) -> datetime | None:
    try:
        return datetime.fromisoformat(form.given["slot"]).astimezone(UTC)
    except (ValueError, OverflowError):
        form.wrong["slot"] = CHOOSE
        return None


def _done(house: PortalHouse, form: Filled) -> Response:
    if form.given["mine"] == MINE:
        return show.go("/follow#bookings")
    answer = show.go("/applied")
    once.remember(answer, house, form.given["once"])
    return answer


def _page(
    request: Request,
    house: PortalHouse,
    tx: Connection,
    now: datetime,
    point: Point,
    form: Filled,
    day: date | None,
    offered: list[Slot] | None = None,
    status: int = 200,
) -> Response:
    """The form, with what was typed and what is wrong."""
    today = legal_day(now)
    after = day if day and today <= day <= today + AHEAD else today
    days = bookings.open_days(tx, point, after, now)
    chosen = after if after == day else next(iter(days), after)
    free = offered or bookings.free(tx, point, chosen, now)
    given = {"point": point, "form": form, "days": days, "day": chosen, "free": free}
    return forms.page(request, house, "book.html", status, **given, today=today)
