"""The page in WeChat where a follower enters a code, so that a clerk may join them to a matter.

This process holds no secret of the account and learns no follower's name: WeChat's login code is
handed to `channels` as it came, with the digest of what was typed, and the outcome is read back.
"""

import hashlib
import hmac
import secrets
import time
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Path, Query, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse

from yizhan_collector.doors.portal import forms, show
from yizhan_collector.doors.portal.access import Now, PortalHouse, Standing, Tx, stand
from yizhan_collector.doors.portal.filled import Filled
from yizhan_collector.doors.portal.pace import address
from yizhan_collector.doors.portal.promises import says
from yizhan_collector.doors.portal.words import Pair
from yizhan_collector.doors.wechat.callback import agreed
from yizhan_collector.ground.hashing import digest
from yizhan_collector.ground.refusals import NotFound, Refused
from yizhan_collector.rooms.cases import code as codes
from yizhan_collector.rooms.followers import binding

router = APIRouter(tags=["wechat"])
COOKIE, TURN, PATH = "yizhan_bind", "yizhan_turn", "/wechat/bind"
TEN_MINUTES_S = 600
PATIENCE_S, LOOK_S = 3.0, 0.2
LENGTHS = (binding.LENGTH, codes.LENGTH)  # of a one-time code, of a follow code
NO_CODE: Pair = (
    "一次性绑定码有8位,查询码有10位,请逐个核对。",
    "A one-time code has 8 letters and digits, a follow code 10; check each of them.",
)
Login = Annotated[str, Query(alias="code", max_length=600, description="WeChat's, good once.")]


class OtherBrowser(Refused):
    """This page was not opened here, or more than ten minutes ago; open it from the menu again."""

    status = 403


@router.get(PATH, response_class=HTMLResponse, responses=says(303, 403, 404, 422, 503))
def bind(
    request: Request,
    house: Standing,
    login: Login = "",
    state: Annotated[str, Query(max_length=128)] = "",
) -> Response:
    """By WeChat's login to the form; without one the page says how it goes in the chat."""
    agreed(house)
    if house.oauth and not login:
        return _to_login(house)
    if house.oauth:
        _require_state(request, house, state)
    return forms.page(request, house, "bind.html", form=Filled({"login": login}))


@router.post(
    PATH,
    response_class=RedirectResponse,
    status_code=303,
    dependencies=[Depends(forms.genuine)],
    responses=says(400, 403, 404, 413, 422, 429, 503),
)
def enter(
    request: Request,
    house: Standing,
    tx: Tx,
    now: Now,
    login: Annotated[str, Form(max_length=600)] = "",
    code: Annotated[str, Form(max_length=60)] = "",
) -> Response:
    """Hand the turn over, once however often the form is sent; on to how it ended."""
    agreed(house)
    if not house.oauth or not login or "\x00" in login:
        raise NotFound
    house.pace.step("follow", address(request))
    if sum(one.isalnum() for one in code) not in LENGTHS:
        form = Filled({"login": login, "code": code}, {"code": NO_CODE})
        return forms.page(request, house, "bind.html", 422, form=form)
    turn = _signed(house, "turn", request.cookies.get(forms.COOKIE, ""), login)
    stand(tx, digest(turn))
    binding.hand_over(tx, digest(turn), login, code, now)
    answer = show.go(f"{PATH}/ended")
    _cookie(answer, house, TURN, turn)
    return answer


@router.get(f"{PATH}/ended", response_class=HTMLResponse, responses=says(303, 404, 503))
def ended(request: Request, house: Standing) -> Response:
    """How it ended, or that it is not known yet: the page may be loaded again."""
    agreed(house)
    turn = request.cookies.get(TURN, "")
    if not turn:
        return show.go(PATH)
    return show.page(request, "bound.html", outcome=_outcome(house, digest(turn)) or "waits")


@router.get(
    "/MP_verify_{word}.txt",
    response_class=PlainTextResponse,
    responses=says(404, 422, media="text/plain"),
)
def verified(house: Standing, word: Annotated[str, Path(max_length=32)]) -> Response:
    """WeChat asks whether this domain is the account's."""
    if not word or word != house.verify:
        raise NotFound
    return Response(word, media_type="text/plain")


def _to_login(house: PortalHouse) -> Response:
    visit = secrets.token_urlsafe(24)
    asked = {"appid": agreed(house).app_id, "redirect_uri": f"{house.address}{PATH}"}
    asked |= {"response_type": "code", "scope": "snsapi_base"}
    asked["state"] = _signed(house, "login", visit)
    answer = show.go(f"{house.oauth}?{urlencode(asked)}#wechat_redirect")
    _cookie(answer, house, COOKIE, visit)
    return answer


def _require_state(request: Request, house: PortalHouse, state: str) -> None:
    """Whoever sends somebody a link with their own login has not this browser's cookie."""
    visit = request.cookies.get(COOKIE, "")
    right = _signed(house, "login", visit)
    if not visit or not hmac.compare_digest(right.encode(), state.encode()):
        raise OtherBrowser


def _outcome(house: PortalHouse, ident: bytes) -> binding.Outcome | None:
    """Waits a few seconds, a few visitors at once: a connection is held for each look alone."""
    patient = house.waiting.acquire(blocking=False)
    until = time.monotonic() + (PATIENCE_S if patient else 0)
    try:
        while True:
            with house.pool.connection() as tx:
                stand(tx, ident)
                found = binding.outcome(tx, ident)
            if found or time.monotonic() >= until:
                return found
            time.sleep(LOOK_S)
    finally:
        if patient:
            house.waiting.release()


def _signed(house: PortalHouse, *parts: str) -> str:
    said = " ".join(("bind", *parts)).encode(errors="replace")
    return hmac.new(house.secret.encode(), said, hashlib.sha256).hexdigest()


def _cookie(answer: Response, house: PortalHouse, name: str, value: str) -> None:
    answer.set_cookie(
        name,
        value,
        TEN_MINUTES_S,
        path=PATH,
        secure=house.secure,
        httponly=True,
        samesite="lax",
    )
