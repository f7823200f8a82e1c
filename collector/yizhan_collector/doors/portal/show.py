"""Pages from templates: Chinese first, English and large letters by a switch a cookie remembers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from email.utils import format_datetime
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from psycopg import Connection, OperationalError
from psycopg_pool import PoolTimeout

from yizhan_collector.doors.portal import words
from yizhan_collector.doors.portal.access import PortalHouse
from yizhan_collector.doors.portal.keep import Made
from yizhan_collector.doors.portal.quick import Key, form, reader
from yizhan_collector.ground.days import SHANGHAI, legal_day, midnight
from yizhan_collector.ground.refusals import Refused, code_of
from yizhan_collector.rooms.portal import columns
from yizhan_collector.rooms.portal.model import Column

YEAR_S = 365 * 24 * 3600
HTML = "text/html; charset=utf-8"
BACK = 300  # letters of an address the switches lead back to
MENU_S = 1  # how long a page without a transaction waits for the columns


def deadline(at: datetime) -> str:
    """Until when something is in time: a whole day where it ends at midnight."""
    there = at.astimezone(SHANGHAI)
    if there.time() == time():
        return str(there.date() - timedelta(days=1))
    return there.strftime("%Y-%m-%d %H:%M")


_pages = Environment(
    loader=PackageLoader("yizhan_collector.doors.portal"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
    cache_size=200,
)
_pages.filters["moment"] = lambda at: at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
_pages.filters["day"] = legal_day
_pages.filters["deadline"] = deadline

_pages.filters["iso"] = lambda at: at.astimezone(SHANGHAI).isoformat(timespec="seconds")
_pages.filters["rfc"] = format_datetime
_pages.filters["clock"] = lambda at: at.strftime("%H:%M")
_pages.filters["xml"] = lambda said: "".join(filter(str.isprintable, said))


class Page(NamedTuple):
    """A page that was made, and until when it is true."""

    body: bytes
    media: str
    until: datetime | None
    column: str = ""


@dataclass(frozen=True)
class Menu:
    """The columns every page names."""

    columns: tuple[Column, ...] = ()
    size: int = 2000
    until: datetime | None = None
    column: str = ""


def made(
    request: Request,
    name: str,
    until: datetime | None = None,
    media: str = HTML,
    **rest: Any,
) -> Page:
    """A page for everybody who reads like this visitor, true until a moment or until a change."""
    return Page(render(request, name, **rest), media, until)


def kept(
    request: Request,
    house: PortalHouse,
    now: datetime,
    make: Callable[[Connection], Page],
    query: str = "",
) -> Response:
    """The kept page of this address and query, or a new one; true today at the longest.

    `query` is what of the query counts, written by `query()`. Raises what `make` raises.
    """

    def new() -> Made:
        with house.reading() as tx:
            request.state.menu = _menu(house, tx)
            body, media, until, column = make(tx)
        until = until or midnight(legal_day(now) + timedelta(days=1))
        return Made(body, media, until, column, request.scope["route"])

    path = request.scope["path"]
    request.state.asked = query
    page = house.pages.made(Key(path, query, reader(request.scope)), now, new)
    house.tally.count(path, now)
    status, body, headers = form(page, request.scope)
    answer = Response(body, status)
    answer.raw_headers = headers
    return answer


def query(**parts: str | int | None) -> str:
    """The parts of a query that say something, in this order; page 1 says nothing."""
    said = {name: one for name, one in parts.items() if one and (name, one) != ("page", 1)}
    return urlencode(said)


def render(request: Request, name: str, **rest: Any) -> bytes:
    """A page for this reader. Templates have `t(zh, en)`, `word(kind, value)`, `how`, `here`."""
    how = reader(request.scope)

    def t(zh: str, en: str) -> str:
        return en if how.english else zh

    def word(kind: str, value: str) -> str:
        return words.of(kind, value, how.english)

    house = request.app.state.house
    shown = {"problem": "", "here": _here(request), "path": request.scope["path"], **rest}
    kept_menu = getattr(request.state, "menu", None)
    shown["menu"] = _own_menu(house) if kept_menu is None else kept_menu
    shown |= {"t": t, "word": word, "how": how, "query": query, "address": house.address}
    return _pages.get_template(name).render(shown).encode(errors="replace")


def page(request: Request, name: str, status: int = 200, **rest: Any) -> HTMLResponse:
    """A page that is made for this visitor alone and kept nowhere."""
    return HTMLResponse(render(request, name, **rest), status, {"Cache-Control": "no-store"})


def refusal(request: Request, error: Refused) -> HTMLResponse:
    """A refusal as a page: what is wrong and what to do."""
    title = (type(error).__doc__ or "").strip()
    said = words.problem(code_of(error), title, reader(request.scope).english)
    answer = page(request, "problem.html", error.status, problem=said, detail=error.detail)
    if error.retry_after:
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def go(path: str) -> RedirectResponse:
    """After a form: on to a page that may be loaded again."""
    return RedirectResponse(path, 303)


def _menu(house: PortalHouse, tx: Connection) -> tuple[Column, ...]:
    """The columns."""

    def new() -> Menu:
        return Menu(tuple(columns.shown(tx)))

    return house.pages.made("menu", house.now(), new).columns


def _own_menu(house: PortalHouse) -> tuple[Column, ...]:
    """The columns; none while the database is away, and the page stands without them."""
    try:
        found = house.pages.find("menu", house.now())
        if isinstance(found, Menu):
            return found.columns
        with house.reading(MENU_S) as tx:
            return _menu(house, tx)
    except (OperationalError, PoolTimeout):
        return ()


def _here(request: Request) -> str:
    """Where this page is, for the switches to lead back to; a form that was sent cannot be."""
    if request.method not in {"GET", "HEAD"}:
        return "/"
    path = quote(request.scope["path"])
    asked = getattr(request.state, "asked", request.url.query)
    whole = f"{path}?{asked}" if asked else path
    return next(one for one in (whole, path, "/") if len(one) <= BACK)
