"""What a helper does: take in, listen, refer, visit when wanted, and let go."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, Field

from yizhan_collector.doors.helped import show
from yizhan_collector.doors.helped.access import COOKIE, Changing, Now, Signed, Standing, Tx
from yizhan_collector.rooms.helped import service, workers
from yizhan_collector.rooms.helped.model import (
    About,
    NeedKind,
    Origin,
    Outcome,
    Purpose,
    StepKind,
)

router = APIRouter()
Text = Annotated[str, Field(min_length=1, max_length=500)]


class NewClient(BaseModel):
    """Somebody who asks for help."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    phone: Annotated[str, Field(max_length=30)] = ""
    address: Annotated[str, Field(max_length=200)] = ""
    township: Annotated[str, Field(pattern=r"^[0-9]{9}$")]
    origin: Origin
    released_on: date
    agrees: bool = False


class NewNeed(BaseModel):
    """Something asked for."""

    kind: NeedKind
    text: Text


class NewStep(BaseModel):
    """Something done or planned with consent."""

    kind: StepKind
    text: Text
    planned_for: date | None = None


class Agreement(BaseModel):
    """A consent given or withdrawn."""

    purpose: Purpose
    given: bool = False


@router.get("/sign-in")
def sign_in_page(request: Request) -> Response:
    """The form to sign in."""
    return show.page(request, "sign_in.html")


@router.post("/sign-in")
def sign_in(
    request: Request,
    house: Standing,
    tx: Tx,
    now: Now,
    login: Annotated[str, Form(max_length=40)] = "",
    password: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Open a session; five wrong attempts close the door for fifteen minutes."""
    address = request.client.host if request.client else "unknown"
    with house.attempts.admit(login, address):
        token = workers.sign_in(tx, login, password, now)
    answer = show.go("/")
    answer.set_cookie(COOKIE, token, httponly=True, secure=house.secure, samesite="strict")
    return answer


@router.post("/sign-out")
def sign_out(request: Request, _: Changing, tx: Tx) -> Response:
    """End the session."""
    workers.sign_out(tx, request.cookies.get(COOKIE, ""))
    return show.go("/sign-in")


@router.get("/")
def clients(request: Request, guest: Signed, house: Standing, tx: Tx, q: str = "") -> Response:
    """Those who are helped in this area."""
    part = q.strip()[:60]
    found = service.listed(tx, house.seal, guest.worker, part)
    return show.page(request, "clients.html", guest=guest, clients=found, q=part)


@router.get("/clients/new")
def new_client(request: Request, guest: Signed) -> Response:
    """The form to begin to help."""
    return show.page(request, "new_client.html", guest=guest)


@router.post("/clients")
def take_in(
    request: Request,
    given: Annotated[NewClient, Form()],
    guest: Changing,
    house: Standing,
    tx: Tx,
    now: Now,
) -> Response:
    """Begin to help; the card's code is shown this once."""
    about = About(given.name.strip(), given.phone.strip(), given.address.strip())
    arrival = service.Arrival(about, given.township, given.origin, given.released_on, given.agrees)
    client, card, code = service.take_in(tx, house.seal, arrival, guest.worker, now)
    return show.page(request, "card.html", guest=guest, client=client, card=card, code=code)


@router.get("/clients/{client}")
def client(
    client: UUID, request: Request, guest: Signed, house: Standing, tx: Tx, now: Now
) -> Response:
    """One record; the view is written down and shown to the person."""
    record = service.opened(tx, house.seal, client, guest.worker, now)
    return show.page(request, "client.html", guest=guest, record=record)


@router.post("/clients/{client}/consent")
def consent(
    client: UUID,
    given: Annotated[Agreement, Form()],
    guest: Changing,
    house: Standing,
    tx: Tx,
    now: Now,
) -> Response:
    """Note or end a consent; without the one to the record there is no record."""
    service.get(tx, house.seal, client, guest.worker)
    service.set_consent(tx, client, given.purpose, given.given, guest.worker.id, now)
    gone = given.purpose == "record" and not given.given
    return show.go("/" if gone else f"/clients/{client}")


@router.post("/clients/{client}/needs")
def need(
    client: UUID,
    given: Annotated[NewNeed, Form()],
    guest: Changing,
    house: Standing,
    tx: Tx,
    now: Now,
) -> Response:
    """Note something the person asks for."""
    service.get(tx, house.seal, client, guest.worker)
    service.add_need(tx, house.seal, client, given.kind, given.text.strip(), now)
    return show.go(f"/clients/{client}")


@router.post("/clients/{client}/needs/{need}")
def meet(
    client: UUID,
    need: UUID,
    outcome: Annotated[Outcome, Form()],
    guest: Changing,
    house: Standing,
    tx: Tx,
    now: Now,
) -> Response:
    """Note what became of a need."""
    service.get(tx, house.seal, client, guest.worker)
    service.meet_need(tx, client, need, outcome, now)
    return show.go(f"/clients/{client}")


@router.post("/clients/{client}/steps")
def step(
    client: UUID,
    given: Annotated[NewStep, Form()],
    guest: Changing,
    house: Standing,
    tx: Tx,
    now: Now,
) -> Response:
    """Note a referral, a reminder or a visit, each under its own consent."""
    service.get(tx, house.seal, client, guest.worker)
    what = given.kind, given.text.strip(), given.planned_for
    service.add_step(tx, house.seal, client, what, guest.worker, now)
    return show.go(f"/clients/{client}")
