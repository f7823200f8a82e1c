"""What the person does with their card: see everything, end anything with one press."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from yizhan_collector.doors.helped import show
from yizhan_collector.doors.helped.access import Now, Standing, Tx
from yizhan_collector.doors.helped.show import LANG
from yizhan_collector.rooms.helped import service
from yizhan_collector.rooms.helped.model import Purpose

router = APIRouter()
Card = Annotated[str, Form(max_length=20)]


@router.get("/my")
def my_card(request: Request) -> Response:
    """The form that asks for the card."""
    return show.page(request, "my_card.html")


@router.post("/my")
def my_record(
    request: Request, house: Standing, tx: Tx, card: Card = "", code: Card = ""
) -> Response:
    """Everything that is kept, who looked, and a button to end each consent."""
    record = _own(request, house, tx, card, code)
    return show.page(request, "my.html", record=record, card=card, code=code)


@router.post("/my/withdraw")
def withdraw(
    request: Request,
    house: Standing,
    tx: Tx,
    now: Now,
    purpose: Annotated[Purpose, Form()],
    card: Card = "",
    code: Card = "",
) -> Response:
    """End a consent at once; ending the one to the record deletes everything."""
    record = _own(request, house, tx, card, code)
    service.set_consent(tx, record.client.id, purpose, False, None, now)
    if purpose == "record":
        return show.page(request, "gone.html")
    return show.page(
        request, "my.html", record=_own(request, house, tx, card, code), card=card, code=code
    )


@router.get("/language/{lang}")
def language(lang: str) -> Response:
    """Remember the language in this browser."""
    answer = show.go("/my" if lang.endswith("-my") else "/")
    answer.set_cookie(LANG, "en" if lang.startswith("en") else "zh", samesite="strict")
    return answer


def _own(request: Request, house: Standing, tx: Tx, card: str, code: str) -> service.Record:
    address = request.client.host if request.client else "unknown"
    plain = [one.replace(" ", "") for one in (card, code)]
    with house.attempts.admit(f"card:{plain[0]}", address):
        return service.own(tx, house.seal, *plain)
