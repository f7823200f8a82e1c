"""Refusals become problem+json (RFC 9457) here and nowhere else."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from psycopg import DataError, OperationalError
from psycopg.errors import CheckViolation
from psycopg_pool import PoolTimeout
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from yizhan_collector.ground.refusals import LetGo, Refused, Unavailable, Unprintable, code_of

log = logging.getLogger(__name__)
MEDIA = "application/problem+json"


class Problem(BaseModel):
    """Why a request was refused and what to do about it."""

    type: str = Field(description="A URN that names this kind of problem for good.")
    title: str = Field(description="One sentence for a person, in English.")
    status: int = Field(description="The HTTP status again.")
    detail: str = Field(description="The title, and what was wrong this time.")
    code: str = Field(description="The kind as one word; pages translate by it.")


CODES = {400: "bad_json", 404: "not_found", 405: "wrong_method"}
REFERENCE = {"$ref": "#/components/schemas/Problem"}
REASONS = {
    400: "The body is not JSON, or the request makes no sense here.",
    401: "Not signed in, or the session has ended.",
    403: "The role does not allow this, or the CSRF token is wrong.",
    404: "There is no such record, or it is not yours to see.",
    409: "The record has moved on; load it again.",
    410: "This has ended; ask for it anew.",
    413: "The body is larger than this door takes.",
    422: "A field is missing or out of its bounds.",
    429: "Too many wrong attempts; `Retry-After` says when to try again.",
    503: "The database is away; try again in a moment.",
}


def errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The refusals of a route, for its OpenAPI entry; 503 is always possible."""
    return {one: {"model": Problem, "description": REASONS[one]} for one in (*statuses, 503)}


def answer(error: Refused) -> JSONResponse:
    """The response of a refusal."""
    title = (type(error).__doc__ or "").strip()
    return _json(error.status, code_of(error), title, str(error), error.retry_after)


def install(app: FastAPI) -> None:
    """Let this application answer every failure as a problem."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(OperationalError, _away)
    app.add_exception_handler(PoolTimeout, _away)
    app.add_exception_handler(DataError, _unfit)
    app.add_exception_handler(CheckViolation, _left_alone)


def documented(schema: dict[str, Any]) -> dict[str, Any]:
    """The same OpenAPI document with every refusal as problem+json."""
    for path in schema["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                if status >= "400":
                    response["content"] = {MEDIA: {"schema": REFERENCE}}
                    response["description"] = REASONS[int(status)]
                elif status != "204":
                    response["content"] = _files(response.get("content", {}))
    for unused in ("HTTPValidationError", "ValidationError"):
        schema["components"]["schemas"].pop(unused, None)
    return schema


def _files(content: dict[str, Any]) -> dict[str, Any]:
    """The media types of an answer that say what is in them; a file of any type is bytes."""
    shaped = {
        kind: one for kind, one in content.items() if one.get("schema") or "itemSchema" in one
    }
    return shaped or {
        "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
    }


def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refused)  # noqa: S101 # registered for it
    return answer(error)


def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 # registered for it
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return _json(400, "bad_json", "The body is not JSON.", "The body is not JSON.")
    # the input itself is never repeated: it may hold a name or a number
    where = ".".join(str(part) for part in first["loc"])
    title = "A field is missing or out of its bounds."
    return _json(422, "invalid_input", title, f"{where}: {first['msg']}")


def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 # registered for it
    code = CODES.get(error.status_code, "http")
    return _json(error.status_code, code, str(error.detail), str(error.detail))


def _away(_: Request, error: Exception) -> JSONResponse:
    log.warning("database not reachable: %s", type(error).__name__)
    return answer(Unavailable())


def _unfit(request: Request, error: Exception) -> JSONResponse:
    # a text with a null character is found by the database's driver, whatever field it is in
    if getattr(error, "sqlstate", None) is not None:
        raise error
    return answer(Unprintable())


def _left_alone(_: Request, error: Exception) -> JSONResponse:
    # the term ended between the service's look and the database's
    assert isinstance(error, CheckViolation)  # noqa: S101 # registered for it
    if error.diag.constraint_name != "let_go_is_left_alone":
        raise error
    return answer(LetGo())


def _json(
    status: int, code: str, title: str, detail: str, retry_after: int | None = None
) -> JSONResponse:
    problem = Problem(
        type=f"urn:yizhan:problem:{code}", title=title, status=status, detail=detail, code=code
    )
    headers = {"Retry-After": str(retry_after)} if retry_after else None
    return JSONResponse(problem.model_dump(), status, headers, MEDIA)
