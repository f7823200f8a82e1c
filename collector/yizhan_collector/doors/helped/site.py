"""The application of the help service."""

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError

from yizhan_collector.doors.guard import Guard
from yizhan_collector.doors.helped import own, pages, show
from yizhan_collector.doors.helped.access import HelpHouse, SignInFirst
from yizhan_collector.ground.refusals import Refused


class InvalidInput(Refused):
    """A field is missing or out of its bounds; go back and check."""

    status = 422


def create_help_app(house: HelpHouse) -> FastAPI:
    """The pages of the help service."""
    app = FastAPI(openapi_url=None)
    app.state.house = house
    app.include_router(own.router)
    app.include_router(pages.router)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_middleware(Guard)
    return app


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101 # registered for it
    if isinstance(error, SignInFirst) and request.method == "GET":
        return show.go("/sign-in")
    return show.refusal(request, error)


def _invalid(request: Request, _: Exception) -> Response:
    return show.refusal(request, InvalidInput())
