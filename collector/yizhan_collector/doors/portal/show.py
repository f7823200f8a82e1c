"""Pages from templates: Chinese first, English and large letters by a switch a cookie remembers."""

from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from yizhan_collector.doors.portal import words
from yizhan_collector.ground.days import SHANGHAI, legal_day
from yizhan_collector.ground.refusals import Refused, code_of

LANG, LARGE = "yizhan_lang", "yizhan_large"
YEAR_S = 365 * 24 * 3600
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


@dataclass(frozen=True)
class Reader:
    """How somebody reads: the language and the size of the letters."""

    english: bool
    large: bool


def reader(request: Request) -> Reader:
    """How this visitor reads."""
    cookies = request.cookies
    return Reader(cookies.get(LANG) == "en", cookies.get(LARGE) == "1")


def render(request: Request, name: str, **rest: Any) -> bytes:
    """A page for this reader. Templates have `t(zh, en)`, `word(kind, value)`, `how`, `here`."""
    how = reader(request)

    def t(zh: str, en: str) -> str:
        return en if how.english else zh

    def word(kind: str, value: str) -> str:
        return words.of(kind, value, how.english)

    shown = {"problem": "", "menu": (), "here": request.url.path, **rest}
    return _pages.get_template(name).render(t=t, word=word, how=how, **shown).encode()


def page(request: Request, name: str, status: int = 200, **rest: Any) -> HTMLResponse:
    """A page that is made for this visitor alone and kept nowhere."""
    return HTMLResponse(render(request, name, **rest), status, {"Cache-Control": "no-store"})


def refusal(request: Request, error: Refused) -> HTMLResponse:
    """A refusal as a page: what is wrong and what to do."""
    title = (type(error).__doc__ or "").strip()
    said = words.problem(code_of(error), title, reader(request).english)
    answer = page(request, "problem.html", error.status, problem=said, detail=error.detail)
    if error.retry_after:
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def go(path: str) -> RedirectResponse:
    """After a form: on to a page that may be loaded again."""
    return RedirectResponse(path, 303)
