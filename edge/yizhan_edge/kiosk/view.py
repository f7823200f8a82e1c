"""What the page may know: codes and counts; never a name, a number or a person's id."""

from datetime import datetime
from typing import Any

import msgspec
from yizhan_wire.events import Route, Verdict

from yizhan_edge.kiosk import timing
from yizhan_edge.kiosk.machine import Kiosk
from yizhan_edge.kiosk.pages import QUESTIONS, Choice, Done, Lang, Moment, Page, Question


class View(msgspec.Struct, frozen=True):
    """One state of the page, as JSON."""

    page: Page
    lang: Lang
    prompt: str | None
    good: int
    question: dict[str, Any] | None
    options: dict[str, Choice]
    message: str | None
    result: "Result | None"
    seconds_left: int | None
    own: bool


class Result(msgspec.Struct, frozen=True):
    """What the last page says; times in Asia/Shanghai."""

    recorded_at: datetime
    route: Route
    face: Verdict | None
    next_due: str | None


def view(kiosk: Kiosk, moment: Moment) -> View:
    """The page at this moment."""
    visit = kiosk.visit
    return View(
        page=visit.page,
        lang=visit.lang,
        prompt=visit.prompt,
        good=visit.good,
        question=_question(visit.question) if visit.question else None,
        options=kiosk.options(moment),
        message=visit.message,
        result=_result(visit.done) if visit.done else None,
        seconds_left=timing.seconds_left(visit, moment.at),
        own=kiosk.own_page and visit.known,
    )


def _question(question: Question) -> dict[str, Any]:
    answers = [{"code": answer} for answer in question.answers]
    place = QUESTIONS.index(question) + 1
    return {"code": question.code, "answers": answers, "place": place, "of": len(QUESTIONS)}


def _result(done: Done) -> Result:
    local = done.recorded_at.astimezone(timing.SHANGHAI).replace(microsecond=0)
    return Result(local, done.route, done.face, done.next_due)
