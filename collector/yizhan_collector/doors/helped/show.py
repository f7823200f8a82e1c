"""Pages from templates; Chinese first, English by a switch that a cookie remembers."""

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from yizhan_collector.doors.helped import words
from yizhan_collector.ground.days import SHANGHAI, legal_day
from yizhan_collector.ground.refusals import Refused, code_of

LANG = "yizhan_lang"
_pages = Environment(
    loader=PackageLoader("yizhan_collector.doors.helped"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_pages.filters["moment"] = lambda at: at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
_pages.filters["day"] = legal_day


def page(request: Request, name: str, status: int = 200, **rest: Any) -> HTMLResponse:
    """A page in the reader's language."""
    english = request.cookies.get(LANG) == "en"

    def t(zh: str, en: str) -> str:
        return en if english else zh

    def word(kind: str, value: str) -> str:
        return words.of(kind, value, english)

    shown = {"guest": None, "problem": "", **rest}
    text = _pages.get_template(name).render(t=t, word=word, english=english, words=words, **shown)
    return HTMLResponse(text, status, {"Cache-Control": "no-store"})


def refusal(request: Request, error: Refused) -> HTMLResponse:
    """A refusal as a page: what is wrong and what to do."""
    english = request.cookies.get(LANG) == "en"
    said = words.problem(code_of(error), (type(error).__doc__ or "").strip(), english)
    return page(request, "problem.html", error.status, problem=said)


def go(path: str) -> RedirectResponse:
    """After a form: on to a page that may be loaded again."""
    return RedirectResponse(path, 303)
