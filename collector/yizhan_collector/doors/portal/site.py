"""The application of the portal."""

from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from psycopg import DataError, OperationalError
from psycopg_pool import PoolTimeout
from starlette.exceptions import HTTPException
from starlette.types import Scope

from yizhan_collector.doors.guard import Guard
from yizhan_collector.doors.portal import (
    apply,
    articles,
    booking,
    feeds,
    follow,
    guide,
    home,
    places,
    show,
)
from yizhan_collector.doors.portal.access import PortalHouse
from yizhan_collector.doors.portal.quick import Quick
from yizhan_collector.doors.wechat import binding, callback
from yizhan_collector.ground.refusals import NotFound, Refused, Unavailable, Unprintable

# no script at all: a page that needs none cannot be made to run one
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
ROUTERS = (
    *(feeds.router, home.router, articles.router, places.router, guide.router),
    *(booking.router, apply.router, follow.router, callback.router),
    binding.router,
)


class WrongMethod(Refused):
    """This address takes no such request; begin at the first page."""

    status = 405


class InvalidInput(Refused):
    """A field is missing or out of its bounds; go back and check."""

    status = 422


def create_portal_app(house: PortalHouse) -> FastAPI:
    """The pages of the portal."""
    app = _app()
    app.state.house = house
    app.add_middleware(Quick, house=house)
    app.add_middleware(Guard, policy=POLICY, tell=_told)
    return app


def schema() -> dict[str, Any]:
    """The OpenAPI document of the portal, for whoever tests it."""
    return _app().openapi()


def _app() -> FastAPI:
    app = FastAPI(openapi_url=None, title="Yizhan portal 公共法律服务网", version="1")
    for one in ROUTERS:
        app.include_router(one)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(DataError, _unprintable)
    app.add_exception_handler(OperationalError, _away)
    app.add_exception_handler(PoolTimeout, _away)
    return app


def _told(scope: Scope, error: Refused) -> Response:
    request = Request(scope)
    request.state.menu = ()  # nothing is asked of the database here
    return show.refusal(request, error)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101 # registered for it
    return show.refusal(request, error)


def _invalid(request: Request, _: Exception) -> Response:
    return show.refusal(request, InvalidInput())


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 # registered for it
    kind = {404: NotFound, 405: WrongMethod}.get(error.status_code, InvalidInput)
    refused = kind()
    refused.status = error.status_code
    answer = show.refusal(request, refused)
    answer.headers.update(error.headers or {})  # which methods a 405 allows
    return answer


def _unprintable(request: Request, _: Exception) -> Response:
    return show.refusal(request, Unprintable())


def _away(request: Request, _: Exception) -> Response:
    return show.refusal(request, Unavailable())
